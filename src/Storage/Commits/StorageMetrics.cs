using System.Diagnostics.Metrics;

namespace Platform.Commits;

/// <summary>What can be seen of the commits from outside.</summary>
internal static class StorageMetrics
{
    private static readonly Meter Meter = new("Platform.Storage");

    private static readonly Counter<long> Commits =
        Meter.CreateCounter<long>("platform.storage.commits", "{commit}", "Commits that became durable");

    private static readonly Histogram<double> FlushDuration =
        Meter.CreateHistogram<double>("platform.storage.flush.duration", "ms", "From sending a flush to its COMMIT");

    private static readonly Counter<long> Unknown =
        Meter.CreateCounter<long>("platform.storage.unknown_outcomes", "{flush}", "Flushes whose answer was lost");

    private static readonly Counter<long> Guilty =
        Meter.CreateCounter<long>("platform.storage.refused", "{commit}", "Commits that a constraint refused");

    private static readonly Counter<long> Unreadable =
        Meter.CreateCounter<long>("platform.storage.unreadable", "{read}", "Rows that could not be read");

    public static void Flushed(int commitCount, TimeSpan duration)
    {
        Commits.Add(commitCount);
        FlushDuration.Record(duration.TotalMilliseconds);
    }

    public static void UnknownOutcome() => Unknown.Add(1);

    public static void Refused() => Guilty.Add(1);

    public static void UnreadableRow() => Unreadable.Add(1);
}
