namespace Platform.LoadTest.Load;

/// <summary>When work begins. The open model starts work at its intended time whatever the platform does, as callers
/// do; the closed one starts the next when the last has ended, as a fixed crew does.</summary>
internal static class Arrivals
{
    /// <summary>Starts work at a constant rate. Latency counts from the intended time: a generator that falls behind
    /// shows it as latency and does not hide it.</summary>
    /// <param name="perSecond">Rate.</param>
    /// <param name="work">Gets its number and its intended start as a timestamp of the clock.</param>
    public static async Task OpenAsync(
        TimeProvider clock, double perSecond, Func<int, long, Task> work, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        var running = new HashSet<Task>();
        for (var number = 0; !cancellationToken.IsCancellationRequested; number++)
        {
            var due = TimeSpan.FromSeconds(number / perSecond);
            var wait = due - clock.GetElapsedTime(began);
            if (wait > TimeSpan.Zero && !await WaitAsync(wait, clock, cancellationToken))
                break;

            var intended = began + (long)(due.TotalSeconds * clock.TimestampFrequency);
            running.Add(work(number, intended));
            running.RemoveWhere(task => task.IsCompleted);
        }

        await Task.WhenAll(running);
    }

    /// <summary>A crew of workers, each on its next piece as soon as the last has ended.</summary>
    public static Task ClosedAsync(
        TimeProvider clock, int workers, Func<int, long, Task> work, CancellationToken cancellationToken)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, workers).Select(async _ =>
        {
            while (!cancellationToken.IsCancellationRequested)
                await work(Interlocked.Increment(ref next), clock.GetTimestamp());
        }));
    }

    private static async Task<bool> WaitAsync(TimeSpan wait, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(wait, clock, cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false; // The run is over.
        }
    }
}
