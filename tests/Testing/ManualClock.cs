namespace Platform.Testing;

/// <summary>A clock that moves when told, and rings its timers on the way, each at its own time.</summary>
public sealed class ManualClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Alarm> _alarms = [];
    private DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How far each look at it moves it. Timers know whole milliseconds only: who waits for a moment by asking
    /// again until it has come would ask for ever a clock that stands still a part of one before it.</summary>
    public TimeSpan Passing { get; init; }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now += Passing;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>How many timers wait for their time.</summary>
    public int Armed
    {
        get
        {
            lock (_gate)
                return _alarms.Count;
        }
    }

    /// <summary>Completes when so many timers wait again: a tick's end arms the next, which nothing else can
    /// tell.</summary>
    public async Task HasArmed(int alarms)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (Armed < alarms)
            await Task.Delay(1, deadline.Token);
    }

    /// <summary>The time is another at once, as after a machine's sleep; what was due in between rings now.</summary>
    public void Jump(TimeSpan span)
    {
        lock (_gate)
            _now += span;
        Advance(TimeSpan.Zero);
    }

    public void Advance(TimeSpan span)
    {
        var end = GetUtcNow() + span;
        while (TakeNext(end) is { } alarm)
            alarm.Ring();
        lock (_gate)
            _now = end;
    }

    private Alarm? TakeNext(DateTimeOffset end)
    {
        lock (_gate)
        {
            var next = _alarms.Where(alarm => alarm.Due <= end).MinBy(alarm => alarm.Due);
            if (next is null)
                return null;
            if (next.Due > _now)
                _now = next.Due;
            if (next.Period > TimeSpan.Zero)
                next.Due += next.Period;
            else
                _alarms.Remove(next);
            return next;
        }
    }

    private sealed class Alarm(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._alarms.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                Due = clock._now + dueTime;
                Period = period;
                clock._alarms.Add(this);
            }

            return true;
        }

        public void Ring() => callback(state);

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
