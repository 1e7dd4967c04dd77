namespace Platform.Operations;

/// <summary>What a process did between two samples of its counters.</summary>
internal static class FigureRules
{
    // A page shows the busiest; the rest is in the metrics.
    private const int CallsMax = 60;

    /// <summary>Calls of each method, busiest first.</summary>
    public static IReadOnlyList<CallFigures> Calls(FigureSample earlier, FigureSample now)
    {
        var seconds = Seconds(earlier, now);
        return
        [
            .. now.Calls
                .Select(call => (call.Key, Reading: call.Value.Since(Of(earlier, call.Key))))
                .GroupBy(call => (call.Key.Grain, call.Key.Method))
                .Select(method =>
                {
                    var all = method.Aggregate(MetricReading.None, (sum, call) => sum.And(call.Reading));
                    var failed = method.Where(call => call.Key.HasFailed).Sum(call => call.Reading.Count);
                    return new CallFigures(
                        method.Key.Grain, method.Key.Method, all.Count / seconds, failed / seconds,
                        Ms(all, 0.5), Ms(all, 0.95), Ms(all, 0.99));
                })
                .Where(call => call.PerSecond > 0)
                .OrderByDescending(call => call.PerSecond)
                .Take(CallsMax),
        ];
    }

    /// <summary>What went to the database.</summary>
    public static CommitFigures Commits(FigureSample earlier, FigureSample now, long refused, long unknownOutcomes)
    {
        var seconds = Seconds(earlier, now);
        var flushes = now.Flushes.Since(earlier.Flushes);
        return new(
            (now.Commits - earlier.Commits) / seconds, flushes.Count / seconds, Ms(flushes, 0.5), Ms(flushes, 0.95),
            refused, unknownOutcomes);
    }

    /// <summary>What came over HTTP.</summary>
    public static HttpFigures Http(FigureSample earlier, FigureSample now)
    {
        var seconds = Seconds(earlier, now);
        var failed = now.HttpFailed.Since(earlier.HttpFailed);
        var all = now.Http.Since(earlier.Http).And(failed);
        return new(all.Count / seconds, failed.Count / seconds, Ms(all, 0.95));
    }

    /// <summary>Cores that were kept busy.</summary>
    public static double CpuCores(FigureSample earlier, FigureSample now) =>
        (now.Cpu - earlier.Cpu).TotalSeconds / Seconds(earlier, now);

    /// <summary>The time between, as one point of a line.</summary>
    public static FigurePoint Point(FigureSample earlier, FigureSample now)
    {
        var seconds = Seconds(earlier, now);
        var commits = Commits(earlier, now, refused: 0, unknownOutcomes: 0);
        return new(
            now.At, now.Calls.Sum(call => call.Value.Since(Of(earlier, call.Key)).Count) / seconds, commits.PerSecond,
            Http(earlier, now).PerSecond, commits.FlushP95Ms);
    }

    /// <summary>A grain's type or class as Orleans' instruments name it, said for people: <c>stock-item</c> is
    /// <c>StockItem</c>, <c>Platform.Calls.CallSessionGrain,Platform.Grains</c> is <c>CallSession</c>.</summary>
    public static string KindOf(string type)
    {
        var name = type.Split(',')[0];
        name = name[(name.LastIndexOf('.') + 1)..];
        name = name.EndsWith("Grain", StringComparison.Ordinal) ? name[..^"Grain".Length] : name;
        var words = name.Split('-', StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
    }

    private static MetricReading Of(FigureSample sample, CallKey key) =>
        sample.Calls.GetValueOrDefault(key, MetricReading.None);

    private static double? Ms(MetricReading reading, double share) =>
        reading.Quantile(share) is { } seconds ? Math.Round(seconds * 1000, 3) : null;

    private static double Seconds(FigureSample earlier, FigureSample now) =>
        Math.Max(0.001, (now.At - earlier.At).TotalSeconds);
}
