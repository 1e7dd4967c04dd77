using System.Diagnostics.Metrics;

namespace Platform.Operations;

/// <summary>The measurements of one instrument with one set of tags. Written by many threads, read now and
/// then.</summary>
internal sealed class MetricSeries(MetricKind kind, double[] bounds, KeyValuePair<string, string>[] tags)
{
    private readonly Lock _lock = new();
    private readonly long[] _buckets = new long[kind == MetricKind.Histogram ? bounds.Length + 1 : 0];
    private double _value;
    private long _count;

    /// <summary>In the order of their names.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; } = tags;

    /// <summary>Upper bounds of a histogram's buckets, without infinity.</summary>
    public IReadOnlyList<double> Bounds { get; } = bounds;

    public void Record(double value)
    {
        lock (_lock)
        {
            switch (kind)
            {
                case MetricKind.Counter or MetricKind.UpDown:
                    _value += value;
                    break;
                case MetricKind.Gauge or MetricKind.Total:
                    _value = value;
                    break;
                case MetricKind.Histogram:
                    _value += value;
                    _count++;
                    _buckets[BucketOf(value)]++;
                    break;
            }
        }
    }

    /// <summary>What was measured so far.</summary>
    public MetricReading Read()
    {
        lock (_lock)
            return new MetricReading(_value, _count, [.. _buckets]);
    }

    private int BucketOf(double value)
    {
        var index = Array.BinarySearch(bounds, value);
        return index < 0 ? ~index : index;
    }
}

/// <summary>A reading of a series.</summary>
/// <param name="Value">The value; of a histogram the sum.</param>
/// <param name="Count">Of a histogram.</param>
/// <param name="Buckets">Of a histogram, each alone; the last is above all bounds.</param>
internal sealed record MetricReading(double Value, long Count, long[] Buckets)
{
    /// <summary>The value below which this share of a histogram lies, by interpolation in its bucket; null when
    /// empty.</summary>
    public double? Quantile(double share, IReadOnlyList<double> bounds)
    {
        if (Count == 0)
            return null;
        var rank = share * Count;
        long below = 0;
        for (var i = 0; i < bounds.Count; i++)
        {
            if (below + Buckets[i] >= rank && Buckets[i] > 0)
            {
                var lower = i == 0 ? 0 : bounds[i - 1];
                return lower + ((bounds[i] - lower) * (rank - below) / Buckets[i]);
            }

            below += Buckets[i];
        }

        return bounds[^1];
    }
}

/// <summary>How an instrument's measurements add up.</summary>
internal enum MetricKind
{
    Counter = 1,   // Sums what is added; only grows.
    UpDown = 2,    // Sums what is added; may shrink.
    Total = 3,     // Observed; only grows.
    Gauge = 4,     // Observed as it is.
    Histogram = 5,
}

/// <summary>One instrument and its series.</summary>
internal sealed class MetricInstrument(Instrument instrument, MetricKind kind, double[] bounds)
{
    // Tags are few on purpose; an instrument that gets too many keeps what it has and counts no new ones.
    private const int SeriesMax = 500;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);
    private MetricSeries? _untagged;

    public string Name => instrument.Name;
    public string? Unit => instrument.Unit;
    public string? Description => instrument.Description;
    public MetricKind Kind => kind;

    public IReadOnlyList<MetricSeries> Series
    {
        get
        {
            lock (_lock)
                return _untagged is null ? [.. _series.Values] : [_untagged, .. _series.Values];
        }
    }

    /// <summary>The series of these tags, or null when there are too many.</summary>
    public MetricSeries? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
            return _untagged ?? Interlocked.CompareExchange(ref _untagged, new(kind, bounds, []), null) ?? _untagged;

        var key = new System.Text.StringBuilder(capacity: 96);
        foreach (var tag in tags)
            key.Append(tag.Key).Append('=').Append(tag.Value).Append('\u001f');
        var name = key.ToString();
        lock (_lock)
        {
            if (_series.TryGetValue(name, out var series))
                return series;
            if (_series.Count >= SeriesMax)
                return null;
            var named = tags.ToArray()
                .Select(tag => KeyValuePair.Create(tag.Key, tag.Value?.ToString() ?? ""))
                .OrderBy(tag => tag.Key, StringComparer.Ordinal);
            return _series[name] = new(kind, bounds, [.. named]);
        }
    }
}
