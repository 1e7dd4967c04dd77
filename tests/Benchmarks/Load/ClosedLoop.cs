using System.Diagnostics;

namespace Platform.Benchmarks.Load;

/// <summary>Callers in this process, each of which asks again as soon as it was answered.</summary>
internal static class ClosedLoop
{
    /// <summary>Runs every caller's operation in a loop of its own.</summary>
    /// <param name="operations">One a caller.</param>
    /// <param name="duration">How long.</param>
    /// <param name="batch">Operations between two looks at the clock, for such as take less time than looking.</param>
    public static async Task<Round> RunAsync(IReadOnlyList<Func<Task>> operations, TimeSpan duration, int batch = 1)
    {
        var whole = Stopwatch.StartNew();
        var results = await Task.WhenAll(operations.Select(operation => Task.Run(async () =>
        {
            var latencies = new List<TimeSpan>();
            while (whole.Elapsed < duration)
            {
                var started = Stopwatch.GetTimestamp();
                for (var i = 0; i < batch; i++)
                    await operation();
                latencies.Add(Stopwatch.GetElapsedTime(started) / batch);
            }

            return latencies;
        })));
        var elapsed = whole.Elapsed;
        List<TimeSpan> all = [.. results.SelectMany(latencies => latencies).Order()];
        var count = (long)all.Count * batch;
        return new Round(count / elapsed.TotalSeconds, count, Errors: 0, all[all.Count / 2], all[all.Count * 99 / 100]);
    }
}
