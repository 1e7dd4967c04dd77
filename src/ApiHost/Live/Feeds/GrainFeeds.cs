namespace Platform.Live;

/// <summary>Feeds of the grains: this node is one observer of all the feeds that its clients listen to.</summary>
internal sealed class GrainFeeds(IGrainFactory grains, IFeedLog log, IEventLog events) : IFeeds, ILiveObserver
{
    private readonly Lock _lock = new();
    private ILiveObserver? _reference; // The runtime holds this object weakly; the container keeps it.

    public event Action<LiveBatch>? Happened;

    public event Action<string, LiveNow>? Now;

    public Task<long> ListenAsync(string feed, CancellationToken cancellationToken) =>
        grains.GetGrain<ILiveFeedGrain>(feed).Subscribe(Reference()).WaitAsync(cancellationToken);

    public Task StopAsync(string feed, CancellationToken cancellationToken) =>
        grains.GetGrain<ILiveFeedGrain>(feed).Unsubscribe(Reference()).WaitAsync(cancellationToken);

    public async Task<IReadOnlyList<LogEntry>> ReadAsync(
        string feed, long after, long through, int limit, CancellationToken cancellationToken)
    {
        var recent = await grains.GetGrain<ILiveFeedGrain>(feed).Recent(after).WaitAsync(cancellationToken);
        return recent is not null && recent.Through >= through
            ? [.. recent.Entries.Where(entry => entry.Position <= through).Take(limit)]
            : await log.ReadAsync(feed, after, through, limit, cancellationToken);
    }

    public Task<long> HeadAsync(CancellationToken cancellationToken) => events.HeadAsync(cancellationToken);

    public Task<long> OldestKeptAsync(CancellationToken cancellationToken) => events.OldestKeptAsync(cancellationToken);

    Task ILiveObserver.Happened(LiveBatch batch)
    {
        Happened?.Invoke(batch);
        return Task.CompletedTask;
    }

    Task ILiveObserver.Now(string feed, LiveNow now)
    {
        Now?.Invoke(feed, now);
        return Task.CompletedTask;
    }

    private ILiveObserver Reference()
    {
        lock (_lock)
            return _reference ??= grains.CreateObjectReference<ILiveObserver>(this);
    }
}
