using System.Globalization;

namespace Platform.Operations;

/// <summary>The measurements of one instrument with one set of tags. Written by many threads, read now and
/// then.</summary>
internal sealed class MetricSeries(MetricKind kind, double[] bounds, KeyValuePair<string, object?>[] tags)
{
    private readonly Lock _lock = new();
    private readonly long[] _buckets = new long[kind == MetricKind.Histogram ? bounds.Length + 1 : 0];
    private double _value;
    private long _count;

    /// <summary>In the order of their names.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; } =
    [
        .. tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag =>
            KeyValuePair.Create(tag.Key, Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? "")),
    ];

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

    /// <summary>Whether it is the series of these tags, in this order.</summary>
    public bool IsOf(ReadOnlySpan<KeyValuePair<string, object?>> others)
    {
        if (others.Length != tags.Length)
            return false;
        for (var i = 0; i < tags.Length; i++)
        {
            if (tags[i].Key != others[i].Key || !Equals(tags[i].Value, others[i].Value))
                return false;
        }

        return true;
    }

    /// <summary>The value of a tag, or null.</summary>
    public string? Tag(string name)
    {
        foreach (var tag in Tags)
        {
            if (tag.Key == name)
                return tag.Value;
        }

        return null;
    }

    /// <summary>What was measured so far.</summary>
    public MetricReading Read()
    {
        lock (_lock)
            return new MetricReading(_value, _count, [.. _buckets], bounds);
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
/// <param name="Bounds">Upper bounds of the buckets, without infinity.</param>
internal sealed record MetricReading(double Value, long Count, long[] Buckets, double[] Bounds)
{
    /// <summary>Nothing measured.</summary>
    public static MetricReading None { get; } = new(0, 0, [], []);

    /// <summary>What was measured between an earlier reading of the same series and this one.</summary>
    public MetricReading Since(MetricReading earlier) => new(
        Value - earlier.Value, Count - earlier.Count,
        earlier.Buckets.Length == 0 ? Buckets : [.. Buckets.Zip(earlier.Buckets, (now, then) => now - then)], Bounds);

    /// <summary>Both together, as one.</summary>
    public MetricReading And(MetricReading other) => new(
        Value + other.Value, Count + other.Count,
        Buckets.Length == 0 ? other.Buckets
        : other.Buckets.Length == 0 ? Buckets
        : [.. Buckets.Zip(other.Buckets, (one, two) => one + two)],
        Bounds.Length == 0 ? other.Bounds : Bounds);

    /// <summary>The value below which this share of a histogram lies, by interpolation in its bucket; null when
    /// empty.</summary>
    public double? Quantile(double share)
    {
        if (Count == 0)
            return null;
        var rank = share * Count;
        long below = 0;
        for (var i = 0; i < Bounds.Length; i++)
        {
            if (below + Buckets[i] >= rank && Buckets[i] > 0)
            {
                var lower = i == 0 ? 0 : Bounds[i - 1];
                return lower + ((Bounds[i] - lower) * (rank - below) / Buckets[i]);
            }

            below += Buckets[i];
        }

        return Bounds[^1];
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
