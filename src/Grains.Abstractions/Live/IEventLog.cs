namespace Platform.Live;

/// <summary>Reads the log. Positions are dense: a reader that saw position n next sees n + 1.</summary>
public interface IEventLog
{
    /// <summary>The last committed position; 0 when nothing was ever committed.</summary>
    Task<long> HeadAsync(CancellationToken cancellationToken);

    /// <summary>The oldest position still kept. A reader that is behind it has to start from a snapshot.</summary>
    Task<long> OldestKeptAsync(CancellationToken cancellationToken);

    /// <summary>An account's events after a position, in order.</summary>
    Task<IReadOnlyList<LogEntry>> ReadAccountAsync(
        Guid accountId, long after, int limit, CancellationToken cancellationToken);

    /// <summary>Everybody's events after a position, in order, for platform admins and consumers.</summary>
    Task<IReadOnlyList<LogEntry>> ReadAllAsync(long after, int limit, CancellationToken cancellationToken);
}

/// <summary>Told of each flush after its commands were acknowledged, in log order. A hint: what is lost here is read
/// from the log later.</summary>
public interface IFlushListener
{
    /// <summary>Must return at once and must not throw.</summary>
    void Flushed(IReadOnlyList<LogEntry> entries);
}
