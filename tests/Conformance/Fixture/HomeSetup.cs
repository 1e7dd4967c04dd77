namespace Platform.Conformance;

/// <summary>What a test asks of the home that its grains get.</summary>
public sealed class HomeSetup
{
    /// <summary>Further settings of each silo.</summary>
    public Action<ISiloBuilder> Silo { get; init; } = _ => { };

    /// <summary>How long callers wait for an answer, be they grains or not.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Stands around the calls of the test itself, which is a caller outside of every grain.</summary>
    public OutgoingGrainCallFilterDelegate? Outgoing { get; init; }

    /// <summary>What happened, as the grains told it: one for all silos, and for every home that gets
    /// it.</summary>
    public Journal Journal { get; init; } = new();

    /// <summary>The table of reminders, which outlives the home.</summary>
    public MemoryReminders Reminders { get; init; } = new();
}
