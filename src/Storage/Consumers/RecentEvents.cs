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
    private long _first = 1;
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
                    _first = entry.Position;
                _last = entry.Position;
                _first = Math.Max(_first, _last - Kept + 1);
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
            if (after + 1 < _first || through > _last)
                return null;

            var found = new List<LogEntry>();
            for (var position = after + 1; position <= through && found.Count < limit; position++)
            {
                if (_ring[position % Kept] is var entry && Lane.Of(entry.AccountId) == lane)
                    found.Add(entry);
            }

            return found;
        }
    }
}
