using Microsoft.Extensions.Logging;
using Platform.Commits;

namespace Platform.DueWork;

/// <summary>Wakes due grains each second, sooner while there are any, and has the storage look after itself each hour.
/// The reminder brings it back after a crash; the timer does the work in between.</summary>
[GrainType("due-work-pump")]
internal sealed partial class DueWorkPumpGrain(
    IDueWork dueWork, IUpkeep upkeep, DueWorkMeter meter, TimeProvider clock, ILogger<DueWorkPumpGrain> logger)
    : Grain, IDueWorkPumpGrain, IRemindable
{
    private const string ReminderName = "pump";

    // Woken at a time: few enough that people's own calls find room between them.
    private const int TogetherMax = 8;
    private const int RoundMax = 256;
    private const int RoundsMax = 8;

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>Where something was due, more is soon: after a second's pause some of it would be a second
    /// late.</summary>
    internal static readonly TimeSpan BusyBeat = TimeSpan.FromSeconds(0.2);

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    // One grain that hangs must not stop the clock of all others.
    private static readonly TimeSpan WakePatience = TimeSpan.FromSeconds(5);

    private readonly WakeBook _book = new();
    private DateTimeOffset _nextUpkeep;
    private IGrainTimer _timer = null!; // Set in OnActivateAsync.

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var options = new GrainTimerCreationOptions { DueTime = Beat, Period = Beat, KeepAlive = true };
        _timer = this.RegisterGrainTimer(ct => Tick(ct), options);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        meter.Forget();
        return Task.CompletedTask;
    }

    public Task Start() => this.RegisterOrUpdateReminder(ReminderName, Minute, Minute);

    public Task Wake() => Task.CompletedTask;

    /// <summary>Being activated is all that a reminder is for.</summary>
    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    private async Task Tick(CancellationToken cancellationToken)
    {
        try
        {
            var woken = 0;
            _book.Forget(clock.GetUtcNow());
            for (var round = 0; round < RoundsMax; round++)
            {
                var limit = RoundMax + _book.Count;
                var now = clock.GetUtcNow();
                var found = await dueWork.FindAsync(now, limit, cancellationToken);
                meter.Looked(now, found is [var oldest, ..] ? oldest.DueAt : null);
                woken += await WakeAll(found);
                if (found.Count < limit)
                    break;
            }

            if (woken > 0)
                _timer.Change(BusyBeat, Beat);
            await Upkeep(clock.GetUtcNow(), cancellationToken);
        }
        catch (StorageUnavailableException failure)
        {
            LogWaiting(failure.Message);
        }
    }

    private async Task Upkeep(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now < _nextUpkeep)
            return;
        _nextUpkeep = now + Minute;
        await upkeep.RunAsync(now, cancellationToken);
        _nextUpkeep = now + Hour;
    }

    private async Task<int> WakeAll(IReadOnlyList<DueItem> found)
    {
        var now = clock.GetUtcNow();
        var waiting = new Queue<DueItem>(found.Where(item => _book.Take(item, now)));
        var woken = waiting.Count;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(TogetherMax, woken)).Select(_ => WakeOneByOne(waiting)));
        return woken;
    }

    // One that takes long keeps a place, and not those who come after it.
    private async Task WakeOneByOne(Queue<DueItem> waiting)
    {
        while (waiting.TryDequeue(out var item))
            await Wake(item);
    }

    private async Task Wake(DueItem item)
    {
        try
        {
            var grain = GrainFactory.GetGrain<IDueGrain>(GrainId.Create(item.GrainType, item.Key));
            await grain.WakeWhenDue().WaitAsync(WakePatience, clock);
        }
        catch (Exception failure)
        {
            // Whatever it was, it is this grain's: the row stays due and is tried again after a pause.
            LogFailed(failure, item.GrainType, item.Key);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Due work waits: {Reason}")]
    private partial void LogWaiting(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{GrainType} {Key} failed to do what was due")]
    private partial void LogFailed(Exception failure, string grainType, string key);
}
