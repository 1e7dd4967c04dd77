namespace Platform.Live;

/// <summary>A feed with what keeps it going on this node.</summary>
internal sealed class RunningFeed : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationToken _stopping;
    private readonly Lazy<Task> _ended;
    private readonly IFeeds _feeds;
    private readonly TimeProvider _clock;
    private readonly Lazy<Task<NodeFeed>> _started;
    private Task _running = Task.CompletedTask;
    private long _usedAt;

    public RunningFeed(string key, IFeeds feeds, TimeProvider clock, ILogger<NodeFeed> logger)
    {
        (Key, _feeds, _clock) = (key, feeds, clock);
        Feed = new NodeFeed(key, feeds, clock, logger);
        _stopping = _stop.Token;
        _started = new Lazy<Task<NodeFeed>>(StartAsync);
        _ended = new Lazy<Task>(EndAsync);
        Touch();
    }

    public string Key { get; }

    /// <summary>The feed; it takes note of what it is told from the beginning.</summary>
    public NodeFeed Feed { get; }

    /// <summary>The feed, once its grain tells it what happens.</summary>
    public Task<NodeFeed> Started => _started.Value;

    public void Touch() => Volatile.Write(ref _usedAt, _clock.GetTimestamp());

    /// <summary>Whether nobody has used it for some time.</summary>
    public bool IsIdle(bool isUsed, TimeSpan idleTime)
    {
        if (isUsed)
            Touch();
        return _clock.GetElapsedTime(Volatile.Read(ref _usedAt)) > idleTime;
    }

    /// <summary>Ends it, once: a host may be told to stop by several at the same time.</summary>
    public ValueTask DisposeAsync() => new(_ended.Value);

    private async Task EndAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await _running;
        }
        catch (OperationCanceledException)
        {
            // That is how it ends.
        }

        _stop.Dispose();
    }

    private async Task<NodeFeed> StartAsync()
    {
        var told = await _feeds.ListenAsync(Key, _stopping);
        _running = Feed.RunAsync(told, _stopping);
        return Feed;
    }
}
