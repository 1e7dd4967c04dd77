namespace Platform.Live;

/// <summary>A log in memory. What is appended is not told to anybody: a test does that, or leaves it.</summary>
internal sealed class MemoryLog : IEventLog, IFeedLog
{
    private readonly List<LogEntry> _entries = [];
    private int _reads;

    /// <summary>How often a feed was read.</summary>
    public int Reads => Volatile.Read(ref _reads);

    public LogEntry Append(Guid account, string subject)
    {
        lock (_entries)
        {
            var entry = new LogEntry(
                _entries.Count + 1, account, "order.changed", subject, [], DateTimeOffset.UnixEpoch, "system:system",
                TraceId: null, "{}");
            _entries.Add(entry);
            return entry;
        }
    }

    public Task<long> HeadAsync(CancellationToken cancellationToken)
    {
        lock (_entries)
            return Task.FromResult((long)_entries.Count);
    }

    public Task<long> OldestKeptAsync(CancellationToken cancellationToken) => Task.FromResult(1L);

    public Task<IReadOnlyList<LogEntry>> ReadAccountAsync(
        Guid accountId, long after, int limit, CancellationToken cancellationToken) =>
        ReadAsync(FeedKey.OfAccount(accountId), after, long.MaxValue, limit, cancellationToken);

    public Task<IReadOnlyList<LogEntry>> ReadAllAsync(long after, int limit, CancellationToken cancellationToken)
    {
        lock (_entries)
            return Task.FromResult<IReadOnlyList<LogEntry>>([.. _entries.Skip((int)after).Take(limit)]);
    }

    public Task<IReadOnlyList<LogEntry>> ReadAsync(
        string feed, long after, long through, int limit, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        lock (_entries)
        {
            return Task.FromResult<IReadOnlyList<LogEntry>>(
                [.. _entries.Where(entry => entry.Position > after && entry.Position <= through)
                    .Where(entry => FeedKey.Of(entry).Contains(feed)).Take(limit)]);
        }
    }
}
