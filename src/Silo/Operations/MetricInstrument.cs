using System.Diagnostics.Metrics;

namespace Platform.Operations;

/// <summary>One instrument and its series.</summary>
internal sealed class MetricInstrument(Instrument instrument, MetricKind kind, double[] bounds)
{
    // Tags are few on purpose; an instrument that gets too many keeps what it has and counts no new ones.
    private const int SeriesMax = 500;

    private readonly Lock _lock = new();
    private MetricSeries? _untagged;

    // Replaced as a whole when a series is added, so that recording takes no lock to find its own.
    private Dictionary<int, MetricSeries[]> _series = [];

    public string Name => instrument.Name;
    public string? Unit => instrument.Unit;
    public string? Description => instrument.Description;
    public MetricKind Kind => kind;

    public IReadOnlyList<MetricSeries> Series
    {
        get
        {
            var series = Volatile.Read(ref _series).Values.SelectMany(found => found);
            return _untagged is null ? [.. series] : [_untagged, .. series];
        }
    }

    /// <summary>The series of these tags, or null when there are too many.</summary>
    public MetricSeries? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
            return _untagged ?? Interlocked.CompareExchange(ref _untagged, new(kind, bounds, []), null) ?? _untagged;

        var hash = default(HashCode);
        foreach (var tag in tags)
            hash.Add(tag.Value);
        var key = hash.ToHashCode();
        return Known(Volatile.Read(ref _series), key, tags) ?? Add(key, tags);
    }

    private MetricSeries? Add(int key, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_lock)
        {
            if (Known(_series, key, tags) is { } known)
                return known;
            if (_series.Count >= SeriesMax)
                return null;
            var series = new MetricSeries(kind, bounds, tags.ToArray());
            var all = new Dictionary<int, MetricSeries[]>(_series);
            all[key] = [.. all.GetValueOrDefault(key, []), series];
            Volatile.Write(ref _series, all);
            return series;
        }
    }

    private static MetricSeries? Known(
        Dictionary<int, MetricSeries[]> all, int key, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var series in all.GetValueOrDefault(key, []))
        {
            if (series.IsOf(tags))
                return series;
        }

        return null;
    }
}
