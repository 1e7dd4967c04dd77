namespace Platform.Live;

/// <summary>Where a node's feeds come from.</summary>
internal interface IFeeds
{
    /// <summary>Listens to a feed, or goes on listening.</summary>
    /// <returns>Everything after this position is told.</returns>
    Task<long> ListenAsync(string feed, CancellationToken cancellationToken);

    /// <summary>Listens no more.</summary>
    Task StopAsync(string feed, CancellationToken cancellationToken);

    /// <summary>A feed's events after a position and up to another, from memory or from the log, in order.</summary>
    Task<IReadOnlyList<LogEntry>> ReadAsync(
        string feed, long after, long through, int limit, CancellationToken cancellationToken);

    /// <summary>The last position of the log.</summary>
    Task<long> HeadAsync(CancellationToken cancellationToken);

    /// <summary>The oldest position that can still be read.</summary>
    Task<long> OldestKeptAsync(CancellationToken cancellationToken);

    /// <summary>What a feed tells. Must return at once.</summary>
    event Action<LiveBatch>? Happened;

    /// <summary>What a feed passes on that has no position. Must return at once.</summary>
    event Action<string, LiveNow>? Now;
}
