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
        // On a thread of its own: among those of the pool it would wait behind the answers.
        var begun = await Task.Factory.StartNew(
            () => Begin(perSecond, (int)(perSecond * duration.TotalSeconds), one),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return await Task.WhenAll(begun);
    }

    private static Task<T>[] Begin<T>(int perSecond, int count, Func<int, long, Task<T>> one)
    {
        var started = Stopwatch.GetTimestamp();
        var begun = new Task<T>[count];
        using var time = new ManualResetEvent(initialState: false); // Nobody sets it.
        for (var i = 0; i < count; i++)
        {
            var due = started + (i * Stopwatch.Frequency / perSecond);
            WaitUntil(due, time);
            begun[i] = one(i, due);
        }

        return begun;
    }

    // For whole milliseconds only, so that nothing is early; what it is late instead, up to one, counts.
    private static void WaitUntil(long due, WaitHandle time)
    {
        while (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is { Ticks: > 0 } left)
            time.WaitOne((int)Math.Ceiling(left.TotalMilliseconds));
    }
}
