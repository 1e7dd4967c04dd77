namespace Platform.Embedded;

/// <summary>What happened, line by line: counted and hashed always, kept when somebody wants to read it.</summary>
internal sealed class SimulationTrace(bool isKept)
{
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    private readonly List<string> _lines = [];
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>The lines, if they are kept.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>The same for the same lines in the same order.</summary>
    public ulong Hash { get; private set; } = FnvOffset;

    /// <summary>How often something of a kind happened.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    public bool IsKept => isKept;

    /// <summary>Something of a countable kind.</summary>
    public void Count(string kind, string what)
    {
        _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
        Add($"{kind}: {what}");
    }

    /// <summary>A remark for the reader; no step, and in no hash.</summary>
    public void Note(string line)
    {
        if (isKept)
            _lines.Add(line);
    }

    public void Add(string line)
    {
        foreach (var letter in line)
            Hash = (Hash ^ letter) * FnvPrime;
        Hash = (Hash ^ '\n') * FnvPrime;
        if (isKept)
            _lines.Add(line);
    }
}
