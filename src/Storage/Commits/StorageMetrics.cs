using System.Diagnostics.Metrics;

namespace Platform.Commits;

/// <summary>What can be seen of the commits from outside.</summary>
internal static class StorageMetrics
{
    private static readonly Meter Meter = new("Platform.Storage");

    private static readonly InstrumentAdvice<double> FlushBounds = new()
    {
        HistogramBucketBoundaries =
            [0.0005, 0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.015, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private static readonly Counter<long> Commits =
        Meter.CreateCounter<long>("platform.storage.commits", "{commit}", "Commits that became durable");

    private static readonly Histogram<double> FlushDuration =
        Meter.CreateHistogram(
            "platform.storage.flush.duration", "s", "From sending a flush to its COMMIT", tags: null, FlushBounds);

    private static readonly Counter<long> Unknown =
        Meter.CreateCounter<long>("platform.storage.unknown_outcomes", "{flush}", "Flushes whose answer was lost");

    private static readonly Counter<long> Guilty =
        Meter.CreateCounter<long>("platform.storage.refused", "{commit}", "Commits that a constraint refused");

    private static readonly Counter<long> Unreadable =
        Meter.CreateCounter<long>("platform.storage.unreadable", "{read}", "Rows that could not be read");

    private static readonly Gauge<long> MonthsHeld = Meter.CreateGauge<long>(
        "platform.storage.log_months_held", "{month}",
        "Months of the log that are older than they are kept for and that a consumer has not read");

    public static void Flushed(int commitCount, TimeSpan duration)
    {
        Commits.Add(commitCount);
        FlushDuration.Record(duration.TotalSeconds);
    }

    public static void UnknownOutcome() => Unknown.Add(1);

    public static void Refused() => Guilty.Add(1);

    public static void LogMonthsHeld(int months) => MonthsHeld.Record(months);

    public static void UnreadableRow() => Unreadable.Add(1);
}
