using Microsoft.Extensions.Logging;
using Platform.Live;

namespace Platform.Commits;

/// <summary>Tells listeners of flushes in the order of the log. Flushes overlap, so one that is answered early may have
/// to wait for another whose positions come before its own.</summary>
internal sealed partial class FlushTeller(IEnumerable<IFlushListener> listeners, ILogger<FlushTeller> logger)
{
    private readonly IFlushListener[] _listeners = [.. listeners];
    private readonly Lock _lock = new();
    private readonly HashSet<long> _underWay = [];
    private readonly List<Held> _held = [];
    private long _nextTicket;
    private long _lastTold;

    /// <summary>A flush is about to be sent.</summary>
    public long Begin()
    {
        lock (_lock)
        {
            _underWay.Add(++_nextTicket);
            return _nextTicket;
        }
    }

    /// <summary>It was not committed, or nobody knows: what it may have raised is found in the log.</summary>
    public void Forget(long ticket)
    {
        lock (_lock)
        {
            _underWay.Remove(ticket);
            TellReady(ticket);
        }
    }

    /// <summary>It was committed and its commands are acknowledged.</summary>
    public void Committed(long ticket, Submission[] submissions, long basePosition, DateTimeOffset at)
    {
        lock (_lock)
        {
            _underWay.Remove(ticket);
            if (_listeners.Length > 0 && LogWriter.Entries(submissions, basePosition, at) is { Count: > 0 } entries)
                _held.Add(new(basePosition, entries, [.. _underWay]));
            TellReady(ticket);
        }
    }

    // A flush may be told when its positions follow the last told ones, or when every flush that was under way as it
    // was answered has been answered too. (Positions between may belong to other processes.)
    private void TellReady(long finished)
    {
        foreach (var held in _held)
            held.WaitsFor.Remove(finished);

        _held.Sort((left, right) => left.BasePosition.CompareTo(right.BasePosition));
        while (_held.Count > 0 && (_held[0].BasePosition == _lastTold || _held[0].WaitsFor.Count == 0))
        {
            var (entries, first) = (_held[0].Entries, _held[0]);
            _held.Remove(first);
            _lastTold = Math.Max(_lastTold, entries[^1].Position);
            Tell(entries);
        }
    }

    private void Tell(IReadOnlyList<LogEntry> entries)
    {
        foreach (var listener in _listeners)
        {
            try
            {
                listener.Flushed(entries);
            }
            catch (Exception failure)
            {
                // It must not throw; if it does, the commits are durable all the same and the others still hear of
                // them.
                LogListenerFailed(failure, listener.GetType().Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Listener} failed; it has to read the log to catch up")]
    private partial void LogListenerFailed(Exception failure, string listener);

    private sealed record Held(long BasePosition, IReadOnlyList<LogEntry> Entries, HashSet<long> WaitsFor);
}
