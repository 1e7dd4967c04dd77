using Platform.Orders;

namespace Platform.Simulation;

/// <summary>What came of one seed.</summary>
internal sealed record SeedResult
{
    /// <summary>Shorter ones do not count.</summary>
    public const int TurnsMin = 300;

    private const int KindsMin = 3;
    private const int FaultsMin = 4;

    // Happens in every seed, and so makes none more stormy.
    private const string Usual = "message overtaken";

    /// <summary>Everything that goes wrong in some seed, as the trace names it.</summary>
    public static IReadOnlyList<string> FaultKinds { get; } =
    [
        "activated twice", "answer lost", "clock set", "crash", "message delayed", "message doubled", "message lost",
        "message overtaken", "observer slow", "storage answered late", "storage down", "storage failed after",
        "storage failed before", "webhook doubled", "webhook late",
    ];

    public required int Seed { get; init; }

    public required ulong Hash { get; init; }

    public required int Turns { get; init; }

    /// <summary>Events in the log at its end.</summary>
    public required int Events { get; init; }

    public required IReadOnlyCollection<string> Kinds { get; init; }

    /// <summary>How often each kind of fault happened.</summary>
    public required IReadOnlyDictionary<string, int> Faults { get; init; }

    public required IReadOnlyDictionary<(OrderKind Kind, OrderStatus From, OrderStatus To), int> Steps { get; init; }

    /// <summary>Days of shops that recurring work has done, and those of them that it did together.</summary>
    public required (long Done, long CaughtUp) Days { get; init; }

    /// <summary>Snapshots that were recorded, found spoiled, let go, and files that a crash left without a
    /// manifest.</summary>
    public required (long Recorded, long Spoiled, long LetGo, long Halves) Snapshots { get; init; }

    public IReadOnlyList<string> Trace { get; init; } = [];

    /// <summary>The promise that was broken, or null.</summary>
    public string? Broken { get; init; }

    /// <summary>Whether enough happened for the seed to say something.</summary>
    public bool Counts =>
        Turns >= TurnsMin && Kinds.Count >= KindsMin && Faults.Keys.Count(kind => kind != Usual) >= FaultsMin;

    public static SeedResult Run(int seed, bool keepsTrace = false)
    {
        var world = new World(seed, keepsTrace);
        string? broken = null;
        try
        {
            world.Run();
        }
        catch (Exception failure)
        {
            // What nobody expected is a bug of the platform or of the simulation, and has its seed like any other.
            broken = failure is BrokenPromiseException or TimeoutException ? failure.Message : $"{failure}";
        }

        return new SeedResult
        {
            Seed = seed,
            Hash = world.Simulation.Journal.Hash,
            Turns = world.Simulation.Turns,
            Events = world.Database.Log.Count,
            Kinds = world.Simulation.Reached,
            Faults = world.Simulation.Journal.Counts,
            Steps = world.Facts.Steps,
            Days = world.Facts.Days,
            Snapshots = world.Facts.Snapshots,
            Trace = world.Simulation.Trace,
            Broken = broken,
        };
    }
}
