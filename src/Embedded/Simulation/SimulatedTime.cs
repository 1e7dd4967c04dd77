namespace Platform.Embedded;

/// <summary>A clock that stands still until the simulation moves it to the next timer. Timers follow the time that has
/// passed; what the wall says may jump.</summary>
internal sealed class SimulatedTime(DateTimeOffset start) : TimeProvider
{
    private readonly PriorityQueue<(SimulatedTimer Timer, int Armed), (long Due, long Number)> _timers = new();
    private long _passed;
    private TimeSpan _skew;
    private long _created;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The only thread that may use it; null for any.</summary>
    public int? Thread { get; set; }

    /// <summary>How much time has passed since the start, whatever the wall says.</summary>
    public TimeSpan Passed => TimeSpan.FromTicks(_passed);

    public override DateTimeOffset GetUtcNow() => start + Passed + _skew;

    public override long GetTimestamp() => start.Ticks + _passed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        CreateTimer(callback, state, dueTime, period, owner: null);

    /// <summary>The wall clock is set forward or back.</summary>
    public void Jump(TimeSpan span)
    {
        LatestBeforeJumps = Latest;
        _skew += span;
    }

    /// <summary>The latest time that the wall has ever shown.</summary>
    public DateTimeOffset Latest => GetUtcNow() is var now && now > LatestBeforeJumps ? now : LatestBeforeJumps;

    private DateTimeOffset LatestBeforeJumps { get; set; }

    /// <summary>A timer that dies with its process.</summary>
    public ITimer CreateTimer(
        TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period, SimulatedProcess? owner)
    {
        var timer = new SimulatedTimer(this, callback, state, _created++, owner);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves to the next timer and rings it; false when there is none until so much has passed.</summary>
    public bool MoveToNextTimer(TimeSpan limit)
    {
        while (_timers.TryPeek(out var next, out var when))
        {
            if (!next.Timer.IsArmed(next.Armed))
            {
                _timers.Dequeue();
                continue;
            }

            if (when.Due > limit.Ticks)
                return false;
            _timers.Dequeue();
            _passed = Math.Max(_passed, when.Due);
            next.Timer.Ring(when.Due);
            return true;
        }

        return false;
    }

    private sealed class SimulatedTimer(
        SimulatedTime clock, TimerCallback callback, object? state, long number, SimulatedProcess? owner)
        : ITimer
    {
        private TimeSpan _period;

        // Counts the changes: what was armed before one of them does not ring any more.
        private int _armed;

        public bool IsArmed(int armed) => armed == _armed && owner is not { IsDead: true };

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _armed++;
            _period = period;
            if (dueTime != Timeout.InfiniteTimeSpan)
                Arm(clock._passed + dueTime.Ticks);
            return true;
        }

        public void Ring(long due)
        {
            if (_period > TimeSpan.Zero)
                Arm(due + _period.Ticks);
            else
                _armed++;
            if (owner is null)
                callback(state);
            else
                owner.Ring(callback, state);
        }

        public void Dispose() => _armed++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        // Timers due at the same time ring in the order in which they were made.
        private void Arm(long due)
        {
            if (clock.Thread is { } own && own != Environment.CurrentManagedThreadId)
                throw new InvalidOperationException("A timer has left the simulation's thread.");
            clock._timers.Enqueue((this, _armed), (due, number));
        }
    }
}
