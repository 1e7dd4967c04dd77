using Orleans;
using Orleans.Runtime;

namespace Platform.Embedded;

/// <summary>One reminder that is due some time.</summary>
internal sealed class ActiveReminder : IDisposable
{
    // Longer waits are taken in parts, since timers have an upper limit.
    private static readonly TimeSpan WaitMax = TimeSpan.FromDays(1);

    private readonly ReminderService _service;
    private readonly ReminderEntry _entry;
    private readonly ITimer _timer;
    private volatile bool _isDisposed;

    public ActiveReminder(ReminderService service, ReminderEntry entry)
    {
        _service = service;
        _entry = entry;
        _timer = Clock.CreateTimer(
            static one => ((ActiveReminder)one!).Due(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        NextTick = FirstTickAfter(Clock.GetUtcNow().UtcDateTime, entry);
        Wait();
    }

    public string? ETag => _entry.ETag;

    private DateTime NextTick { get; set; }

    private TimeProvider Clock => _service.Silo.Clock.Reminders;

    /// <summary>The start itself, or the first multiple of the period after it that is not over yet.</summary>
    public static DateTime FirstTickAfter(DateTime now, ReminderEntry entry)
    {
        if (entry.StartAt >= now || entry.Period <= TimeSpan.Zero)
            return entry.StartAt;

        var missed = (now - entry.StartAt).Ticks / entry.Period.Ticks;
        return entry.StartAt + TimeSpan.FromTicks((missed + 1) * entry.Period.Ticks);
    }

    public void Dispose()
    {
        _isDisposed = true;
        _timer.Dispose();
    }

    private void Wait()
    {
        var wait = NextTick - Clock.GetUtcNow().UtcDateTime;
        if (!_isDisposed)
        {
            var part = wait < TimeSpan.Zero ? TimeSpan.Zero : wait > WaitMax ? WaitMax : wait;
            _timer.Change(part, Timeout.InfiniteTimeSpan);
        }
    }

    private void Due()
    {
        if (Clock.GetUtcNow().UtcDateTime < NextTick)
            Wait();
        else
            _ = TickAsync();
    }

    private async Task TickAsync()
    {
        var now = Clock.GetUtcNow().UtcDateTime;
        var grain = (IRemindable)(object)_service.Silo.Proxies.Create(typeof(IRemindable), _entry.GrainId);
        _service.Silo.Metrics.ReminderTicked(now - NextTick);
        try
        {
            await grain.ReceiveReminder(_entry.ReminderName, new TickStatus(_entry.StartAt, _entry.Period, now));
        }
        catch (Exception failure)
        {
            _service.Silo.Log.ReminderFailed(failure, _entry.ReminderName, _entry.GrainId);
        }

        // Strictly later than this tick, also when the clock stood still meanwhile.
        var after = Clock.GetUtcNow().UtcDateTime;
        NextTick = FirstTickAfter(after <= NextTick ? NextTick + TimeSpan.FromTicks(1) : after, _entry);
        Wait();
    }
}
