using Platform.Live;

namespace Platform.Consumers;

/// <summary>The newest events that this process wrote, without a hole between them: what a lane that keeps up would
/// otherwise ask the database for, once for each consumer. Whoever is further behind, or asks for what another process
/// wrote, reads the log.</summary>
internal sealed class RecentEvents : IFlushListener
{
    /// <summary>Events that are kept.</summary>
    public const int Kept = 4096;

    private readonly Lock _lock = new();
    private readonly LogEntry[] _ring = new LogEntry[Kept];

    // The last event of each lane. A lane in which nothing happens looks once a second, while others write more than
    // is kept: it need not ask the database, only to hear that there is nothing.
    private readonly long[] _lastOfLane = new long[Lane.Count];

    // Nothing is missing between the two, though only the newest of it is kept.
    private long _since = 1;
    private long _last;

    /// <inheritdoc/>
    public void Flushed(IReadOnlyList<LogEntry> entries)
    {
        lock (_lock)
        {
            foreach (var entry in entries)
            {
                // A hole: events of another process, or of a flush whose answer was lost.
                if (entry.Position != _last + 1)
                    _since = entry.Position;
                _last = entry.Position;
                _lastOfLane[Lane.Of(entry.AccountId)] = _last;
                _ring[_last % Kept] = entry;
            }
        }
    }

    /// <summary>The lane's events after a position and up to another, in order; null when not all of them are
    /// here.</summary>
    public IReadOnlyList<LogEntry>? Find(int lane, long after, long through, int limit)
    {
        lock (_lock)
        {
            if (after + 1 < _since || through > _last)
                return null;

            var end = Math.Min(through, _lastOfLane[lane]);
            if (end <= after)
                return [];
            if (after < _last - Kept)
                return null;

            var found = new List<LogEntry>();
            for (var position = after + 1; position <= end && found.Count < limit; position++)
            {
                if (_ring[position % Kept] is var entry && Lane.Of(entry.AccountId) == lane)
                    found.Add(entry);
            }

            return found;
        }
    }
}
