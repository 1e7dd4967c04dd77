namespace Platform.Live;

/// <summary>Reads the log by feed.</summary>
public interface IFeedLog
{
    /// <summary>The events of a feed (<see cref="FeedKey"/>) after a position and up to and including another, in
    /// order; at most so many as the limit: ask again after the last one.</summary>
    Task<IReadOnlyList<LogEntry>> ReadAsync(
        string feed, long after, long through, int limit, CancellationToken cancellationToken);
}
