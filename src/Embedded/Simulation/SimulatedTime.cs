namespace Platform.Embedded;

/// <summary>A clock that stands still until the simulation moves it to the next timer.</summary>
internal sealed class SimulatedTime(DateTimeOffset start) : TimeProvider
{
    private readonly List<SimulatedTimer> _timers = [];
    private DateTimeOffset _now = start;
    private long _created;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimulatedTimer(this, callback, state, _created++);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves to the next timer and rings it; false when there is none up to the limit.</summary>
    public bool MoveToNextTimer(DateTimeOffset limit)
    {
        var next = _timers.Where(timer => timer.Due <= limit).OrderBy(timer => timer.Due)
            .ThenBy(timer => timer.Number).FirstOrDefault();
        if (next is null)
            return false;

        _now = next.Due > _now ? next.Due : _now;
        next.Ring();
        return true;
    }

    private sealed class SimulatedTimer(SimulatedTime clock, TimerCallback callback, object? state, long number)
        : ITimer
    {
        private TimeSpan _period;

        // Timers due at the same time ring in the order in which they were made.
        public long Number { get; } = number;

        public DateTimeOffset Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock._timers.Remove(this);
            _period = period;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                Due = clock._now + dueTime;
                clock._timers.Add(this);
            }

            return true;
        }

        public void Ring()
        {
            if (_period > TimeSpan.Zero)
                Due += _period;
            else
                clock._timers.Remove(this);
            callback(state);
        }

        public void Dispose() => clock._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
