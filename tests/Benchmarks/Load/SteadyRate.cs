using System.Diagnostics;

namespace Platform.Benchmarks.Load;

/// <summary>Asks at a constant rate, whether or not the answers come: a latency counts from when its request should
/// have been sent, so that a stall counts for all who would have waited in it.</summary>
internal static class SteadyRate
{
    /// <summary>Reads pages, one after the other.</summary>
    /// <returns>All latencies, sorted.</returns>
    /// <exception cref="InvalidOperationException">An answer was not a success.</exception>
    public static Task<IReadOnlyList<TimeSpan>> ReadAsync(
        HttpClient client, IReadOnlyList<string> paths, int perSecond, TimeSpan duration) =>
        RunAsync(
            client, i => new(HttpMethod.Get, new Uri(paths[i % paths.Count], UriKind.Relative)), perSecond, duration);

    /// <summary>Sends requests of any kind.</summary>
    /// <param name="client">Who sends.</param>
    /// <param name="request">The n-th request, from 0 on.</param>
    /// <param name="perSecond">How many become due in a second.</param>
    /// <param name="duration">How long.</param>
    /// <returns>All latencies, sorted.</returns>
    /// <exception cref="InvalidOperationException">An answer was not a success.</exception>
    public static async Task<IReadOnlyList<TimeSpan>> RunAsync(
        HttpClient client, Func<int, HttpRequestMessage> request, int perSecond, TimeSpan duration)
    {
        var latencies = await EachAsync(perSecond, duration, async (i, due) =>
        {
            using var asked = request(i);
            using var answer = await client.SendAsync(asked);
            var body = await answer.Content.ReadAsStringAsync();
            if (!answer.IsSuccessStatusCode)
                throw new InvalidOperationException($"{asked.Method} {asked.RequestUri}: {body}");
            return Stopwatch.GetElapsedTime(due);
        });
        return [.. latencies.Order()];
    }

    /// <summary>Does something at a constant rate, whether or not the others are done; none before it is due.</summary>
    /// <param name="perSecond">How many become due in a second.</param>
    /// <param name="duration">How long.</param>
    /// <param name="one">The n-th, from 0 on, and the timestamp at which it was due.</param>
    public static async Task<T[]> EachAsync<T>(int perSecond, TimeSpan duration, Func<int, long, Task<T>> one)
    {
        var started = Stopwatch.GetTimestamp();
        var begun = new List<Task<T>>();
        for (var i = 0; i < (int)(perSecond * duration.TotalSeconds); i++)
        {
            var due = started + (i * Stopwatch.Frequency / perSecond);
            await UntilAsync(due);
            begun.Add(one(i, due));
        }

        return await Task.WhenAll(begun);
    }

    // A timer knows whole milliseconds only and cuts the rest off: it would be early. What it is late instead counts.
    private static async Task UntilAsync(long due)
    {
        while (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is { Ticks: > 0 } left)
            await Task.Delay((int)Math.Ceiling(left.TotalMilliseconds));
    }
}
