using Platform.Orders;

namespace Platform.Simulation;

/// <summary>What came of many seeds, added up as they end. In what order they do makes no difference.</summary>
internal sealed class Totals
{
    private readonly SortedDictionary<string, long> _faults = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _kinds = new(StringComparer.Ordinal);
    private readonly Dictionary<(OrderKind Kind, OrderStatus From, OrderStatus To), long> _steps = [];
    private (long Done, long CaughtUp) _days;
    private (long Recorded, long Spoiled, long LetGo, long Halves) _snapshots;
    private readonly long[] _lengths = new long[SeedLengths.All.Count];
    private readonly Dictionary<ulong, int> _traces = [];
    private readonly List<SeedResult> _broken = [];
    private readonly List<(int One, int Other)> _twins = [];
    private volatile bool _isBroken;

    /// <summary>Seeds that ran, and those of them in which enough happened.</summary>
    public int Ran { get; private set; }

    public int Counted { get; private set; }

    public long Turns { get; private set; }

    public long Events { get; private set; }

    /// <summary>The same on every machine for the same seeds of the same build.</summary>
    public ulong Digest { get; private set; }

    /// <summary>Whether a seed has failed; read while others run.</summary>
    public bool IsBroken => _isBroken;

    /// <summary>Seeds that failed, the first one first.</summary>
    public IEnumerable<SeedResult> Broken => _broken.OrderBy(result => result.Seed);

    /// <summary>Two seeds that do the same say as much as one.</summary>
    public IReadOnlyList<(int One, int Other)> Twins => _twins;

    /// <summary>How often each fault happened, in seeds that count.</summary>
    public IEnumerable<(string Name, long Count)> Faults =>
        SeedResult.FaultKinds.Select(kind => (kind, _faults.GetValueOrDefault(kind)));

    /// <summary>How often each step of an order's life was taken.</summary>
    public IEnumerable<(string Name, long Count)> Steps =>
        LegalSteps.All.Select(step => (LegalSteps.Name(step), _steps.GetValueOrDefault(step)));

    /// <summary>How many days of shops recurring work has done.</summary>
    public IEnumerable<(string Name, long Count)> Days =>
        [("done", _days.Done), ("of them several together, after days without the platform", _days.CaughtUp)];

    /// <summary>What became of snapshots.</summary>
    public IEnumerable<(string Name, long Count)> Snapshots =>
    [
        ("recorded", _snapshots.Recorded), ("found spoiled by a drill", _snapshots.Spoiled),
        ("let go", _snapshots.LetGo), ("halves that nobody recorded", _snapshots.Halves),
    ];

    /// <summary>How many seeds were how long.</summary>
    public IEnumerable<(string Name, long Count)> Lengths =>
        SeedLengths.All.Select((length, i) => (length.Name, _lengths[i]));

    /// <summary>How many seeds reached grains of each kind.</summary>
    public IEnumerable<(string Name, long Count)> Kinds => _kinds.Select(kind => (kind.Key, kind.Value));

    public void Add(SeedResult result)
    {
        Ran++;
        Digest = unchecked(Digest + (result.Hash * ((2 * (ulong)result.Seed) + 1)));
        if (!_traces.TryAdd(result.Hash, result.Seed))
            _twins.Add((_traces[result.Hash], result.Seed));
        if (result.Broken is not null)
        {
            _broken.Add(result);
            _isBroken = true;
        }

        if (result.Counts)
            AddCounted(result);
    }

    private void AddCounted(SeedResult result)
    {
        Counted++;
        Turns += result.Turns;
        Events += result.Events;
        _days = (_days.Done + result.Days.Done, _days.CaughtUp + result.Days.CaughtUp);
        _snapshots = (
            _snapshots.Recorded + result.Snapshots.Recorded, _snapshots.Spoiled + result.Snapshots.Spoiled,
            _snapshots.LetGo + result.Snapshots.LetGo, _snapshots.Halves + result.Snapshots.Halves);
        _lengths[SeedLengths.Of(result.Turns)]++;
        foreach (var (kind, count) in result.Faults)
            _faults[kind] = _faults.GetValueOrDefault(kind) + count;
        foreach (var (step, count) in result.Steps)
            _steps[step] = _steps.GetValueOrDefault(step) + count;
        foreach (var kind in result.Kinds)
            _kinds[kind] = _kinds.GetValueOrDefault(kind) + 1;
    }
}
