using System.Collections.Immutable;

namespace Platform.Live;

/// <summary>The log and the feeds of it in memory. What is told can be lost, as the runtime may lose it.</summary>
internal sealed class MemoryFeeds : IFeeds
{
    private readonly Lock _lock = new();
    private readonly List<LogEntry> _log = [];
    private readonly Dictionary<string, long> _told = [];
    private readonly Random _random = new(7);

    public event Action<LiveBatch>? Happened;

    public event Action<string, LiveNow>? Now;

    /// <summary>The share of notifications that never arrive.</summary>
    public double Loss { get; set; }

    /// <summary>Older events are gone.</summary>
    public long OldestKept { get; set; } = 1;

    /// <summary>What the next reading of the log ends with.</summary>
    public Exception? Trouble { get; set; }

    public IReadOnlyList<LogEntry> Log
    {
        get
        {
            lock (_lock)
                return [.. _log];
        }
    }

    public LogEntry Append(
        Guid? account, string subject, string body = "{}", string kind = "order.changed",
        params ImmutableArray<string> topics)
    {
        var told = new List<LiveBatch>();
        LogEntry entry;
        lock (_lock)
        {
            entry = new LogEntry(
                _log.Count + 1, account, kind, subject, topics, DateTimeOffset.UnixEpoch, "system:system", null, body);
            _log.Add(entry);
            foreach (var feed in FeedKey.Of(entry))
            {
                var batch = new LiveBatch(feed, _told.GetValueOrDefault(feed), entry.Position, [entry]);
                _told[feed] = entry.Position;
                if (_random.NextDouble() >= Loss)
                    told.Add(batch);
            }
        }

        foreach (var batch in told)
            Happened?.Invoke(batch);
        return entry;
    }

    public void Say(Guid account, LiveNow now) => Now?.Invoke(FeedKey.OfAccount(account), now);

    public Task<long> ListenAsync(string feed, CancellationToken cancellationToken) => HeadAsync(cancellationToken);

    public Task StopAsync(string feed, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyList<LogEntry>> ReadAsync(
        string feed, long after, long through, int limit, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (Trouble is { } trouble)
            {
                Trouble = null;
                return Task.FromException<IReadOnlyList<LogEntry>>(trouble);
            }

            return Task.FromResult<IReadOnlyList<LogEntry>>(
                [.. _log.Where(entry => entry.Position > after && entry.Position <= through)
                    .Where(entry => FeedKey.Of(entry).Contains(feed)).Take(limit)]);
        }
    }

    public Task<long> HeadAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult((long)_log.Count);
    }

    public Task<long> OldestKeptAsync(CancellationToken cancellationToken) => Task.FromResult(OldestKept);
}
