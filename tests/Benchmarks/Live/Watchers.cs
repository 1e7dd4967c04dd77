using System.Diagnostics;

namespace Platform.Benchmarks.Live;

/// <summary>Many connections to one hub.</summary>
internal sealed class Watchers : IAsyncDisposable
{
    private const int ConnectingMax = 32;

    // A server that hears nothing for 30 s closes.
    private static readonly TimeSpan PingPeriod = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Watcher[] _all;
    private readonly CancellationTokenSource _ended = new();
    private Task _pinging = Task.CompletedTask;
    private long _told;
    private long _lastTold;

    private Watchers(int count) => _all = new Watcher[count];

    public int Count => _all.Length;

    /// <summary>Events that all of them were told, together.</summary>
    public long Told => Interlocked.Read(ref _told);

    /// <summary>When the last one was.</summary>
    public long LastTold => Interlocked.Read(ref _lastTold);

    /// <summary>Bytes of a record, on the average.</summary>
    public int RecordBytes => (int)(_all[0].Heard.Bytes / Math.Max(1, _all[0].Heard.Count));

    /// <summary>Connects them all, and subscribes them where there is a topic.</summary>
    public static async Task<Watchers> ConnectAsync(int count, Uri address, string path, string? topic)
    {
        var watchers = new Watchers(count);
        await Parallel.ForAsync(
            0, count, new ParallelOptions { MaxDegreeOfParallelism = ConnectingMax }, async (i, _) =>
            {
                watchers._all[i] = await Watcher.ConnectAsync(address, path, watchers.Add);
                if (topic is not null)
                    await watchers._all[i].SubscribeAsync(topic);
            });
        watchers._pinging = watchers.PingAsync();
        return watchers;
    }

    /// <summary>Starts to count anew.</summary>
    public void Forget(bool withTimes = false)
    {
        Interlocked.Exchange(ref _told, 0);
        foreach (var watcher in _all)
        {
            watcher.Heard.Forget();
            watcher.Heard.Times = withTimes ? [] : null;
        }
    }

    /// <summary>Returns when each was told so many, or when nothing has come for long.</summary>
    public async Task UntilToldAsync(long each)
    {
        var (last, since) = (Told, Stopwatch.GetTimestamp());
        while (Told < each * Count && Stopwatch.GetElapsedTime(since) < Patience)
        {
            await Task.Delay(1);
            if (Told != last)
                (last, since) = (Told, Stopwatch.GetTimestamp());
        }
    }

    /// <summary>How many were not told exactly these positions, each once and in order.</summary>
    public int CountWrong(IReadOnlyList<long> positions)
    {
        var mark = Heard.MarkOf(positions);
        return _all.Count(watcher => !watcher.Heard.Is(positions.Count, mark));
    }

    /// <summary>One that was told something else than events, for the notes.</summary>
    public string? Strange => _all.Select(watcher => watcher.Heard.Strange).FirstOrDefault(what => what is not null);

    /// <summary>Everything that was told, with its time.</summary>
    public IEnumerable<(long Position, long At)> Times => _all.SelectMany(watcher => watcher.Heard.Times ?? []);

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _pinging.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ended.Dispose();
        foreach (var watcher in _all)
            watcher.Dispose();
    }

    private void Add(long count)
    {
        Interlocked.Add(ref _told, count);
        Interlocked.Exchange(ref _lastTold, Stopwatch.GetTimestamp());
    }

    private async Task PingAsync()
    {
        using var timer = new PeriodicTimer(PingPeriod);
        while (await timer.WaitForNextTickAsync(_ended.Token))
        {
            foreach (var watcher in _all)
                watcher.Ping();
        }
    }
}
