using System.Diagnostics;

namespace Platform.Benchmarks.Load;

/// <summary>Asks at a constant rate, whether or not the answers come: a latency counts from when its request should
/// have been sent, so that a stall counts for all who would have waited in it.</summary>
internal static class SteadyRate
{
    /// <summary>All latencies, sorted.</summary>
    /// <exception cref="InvalidOperationException">An answer was not a success.</exception>
    public static async Task<IReadOnlyList<TimeSpan>> RunAsync(
        HttpClient client, IReadOnlyList<string> paths, int perSecond, TimeSpan duration)
    {
        var count = (int)(perSecond * duration.TotalSeconds);
        var started = Stopwatch.GetTimestamp();
        var latencies = await Task.WhenAll(Enumerable.Range(0, count).Select(async i =>
        {
            var due = TimeSpan.FromSeconds((double)i / perSecond);
            var wait = due - Stopwatch.GetElapsedTime(started);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait);
            using var answer = await client.GetAsync(new Uri(paths[i % paths.Count], UriKind.Relative));
            var body = await answer.Content.ReadAsStringAsync();
            if (!answer.IsSuccessStatusCode)
                throw new InvalidOperationException($"GET {paths[i % paths.Count]}: {body}");
            return Stopwatch.GetElapsedTime(started) - due;
        }));
        return [.. latencies.Order()];
    }
}
