using System.Numerics;

namespace Platform.LoadTest.Measure;

/// <summary>Counts durations in buckets that grow with the value: 64 for each doubling, so that a quantile is right
/// within 1.6 %, from a microsecond to hours. Safe for many threads.</summary>
internal sealed class Histogram
{
    private const int SubBucketBits = 6;
    private const int SubBuckets = 1 << SubBucketBits;
    private const int Doublings = 36;

    private readonly long[] _counts = new long[Doublings * SubBuckets];
    private long _count;
    private long _maxMicroseconds;

    /// <summary>How many were recorded.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>The longest.</summary>
    public TimeSpan Max => TimeSpan.FromMicroseconds(Interlocked.Read(ref _maxMicroseconds));

    /// <summary>Records one.</summary>
    public void Record(TimeSpan duration)
    {
        var microseconds = Math.Max(0, (long)duration.TotalMicroseconds);
        Interlocked.Increment(ref _counts[Math.Min(IndexOf(microseconds), _counts.Length - 1)]);
        Interlocked.Increment(ref _count);

        long seen;
        while (microseconds > (seen = Interlocked.Read(ref _maxMicroseconds)))
            Interlocked.CompareExchange(ref _maxMicroseconds, microseconds, seen);
    }

    /// <summary>The duration that this share of all stayed below.</summary>
    /// <param name="share">0 to 1.</param>
    public TimeSpan Quantile(double share)
    {
        var wanted = (long)Math.Ceiling(Count * share);
        long passed = 0;
        for (var i = 0; i < _counts.Length; i++)
        {
            passed += Interlocked.Read(ref _counts[i]);
            if (passed >= wanted && passed > 0)
                return TimeSpan.FromMicroseconds(Math.Min(UpperOf(i), Interlocked.Read(ref _maxMicroseconds)));
        }

        return TimeSpan.Zero;
    }

    /// <summary>Filled buckets in order, for a plot: upper bound and count.</summary>
    public IEnumerable<(TimeSpan Upper, long Count)> Buckets() =>
        _counts.Index()
            .Where(bucket => bucket.Item > 0)
            .Select(bucket => (TimeSpan.FromMicroseconds(UpperOf(bucket.Index)), bucket.Item));

    private static int IndexOf(long value)
    {
        if (value < SubBuckets)
            return (int)value;
        var shift = BitOperations.Log2((ulong)value) - SubBucketBits;
        return ((shift + 1) << SubBucketBits) + (int)((value >> shift) - SubBuckets);
    }

    private static long UpperOf(int index)
    {
        if (index < SubBuckets)
            return index;
        var shift = (index >> SubBucketBits) - 1;
        return ((long)(SubBuckets + (index & (SubBuckets - 1))) + 1 << shift) - 1;
    }
}
