using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Timers;

namespace Platform.Embedded;

/// <summary>Ticks the reminders of the table. A tick is a call to the grain; ticks that nobody was there to make are
/// skipped; a reminder's ticks never overlap.</summary>
internal sealed class ReminderService(SiloRuntime silo, IReminderTable table, IOptions<ReminderOptions> options)
    : IReminderRegistry, ILifecycleParticipant<ISiloLifecycle>
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(GrainId Grain, string Name), ActiveReminder> _active = [];
    private readonly HashSet<(GrainId, string)> _touched = [];
    private ITimer? _refresh;
    private bool _isStopped = true;

    public SiloRuntime Silo => silo;

    public int Count
    {
        get
        {
            lock (_gate)
                return _active.Count;
        }
    }

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(ReminderService), ServiceLifecycleStage.RuntimeGrainServices, StartAsync, StopAsync);

    public async Task<IGrainReminder> RegisterOrUpdateReminder(
        GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        Demand(dueTime, nameof(dueTime));
        Demand(period, nameof(period));
        if (period < options.Value.MinimumReminderPeriod)
        {
            throw new ArgumentException(
                $"Cannot register reminder {callingGrainId}.{reminderName}: its period {period} is less than minimum "
                + $"allowed reminder period {options.Value.MinimumReminderPeriod}",
                nameof(period));
        }

        var entry = new ReminderEntry
        {
            GrainId = callingGrainId,
            ReminderName = reminderName,
            StartAt = silo.Clock.Reminders.GetUtcNow().UtcDateTime + dueTime,
            Period = period,
        };
        entry.ETag = await table.UpsertRow(entry) ?? throw new ReminderException(
            $"Could not register reminder {entry}: the reminder table answered no version. Try again.");
        Follow(entry, isOwnChange: true);
        return Handle(entry);
    }

    public async Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        if (reminder is not ReminderData data || data.GrainId != callingGrainId)
            throw new ArgumentException("A grain can unregister only its own reminders.", nameof(reminder));

        Forget((callingGrainId, data.ReminderName), isOwnChange: true);
        if (!await table.RemoveRow(callingGrainId, data.ReminderName, data.ETag))
        {
            await RefreshAsync(CancellationToken.None);
            throw new ReminderException(
                $"Could not unregister reminder {callingGrainId}.{data.ReminderName}: it was changed since. "
                + "Try again.");
        }
    }

    public async Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName) =>
        await table.ReadRow(callingGrainId, reminderName) is { } entry ? Handle(entry) : null;

    public async Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId) =>
        [.. (await table.ReadRows(callingGrainId)).Reminders.Select(Handle)];

    private static ReminderData Handle(ReminderEntry entry) => new(entry.GrainId, entry.ReminderName, entry.ETag!);

    private static void Demand(TimeSpan span, string name)
    {
        if (span < TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(name, span, "A reminder's times are zero or more, and finite.");
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.MinimumReminderPeriod < TimeSpan.FromMinutes(1))
            silo.Log.ReminderPeriodIsShort(options.Value.MinimumReminderPeriod);
        await table.StartAsync(cancellationToken).WaitAsync(options.Value.InitializationTimeout, cancellationToken);
        _isStopped = false;
        await LoadAsync();
        var period = options.Value.RefreshReminderListPeriod;
        _refresh = silo.Clock.Reminders.CreateTimer(
            static service => _ = ((ReminderService)service!).RefreshAsync(default), this, period, period);
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        _refresh?.Dispose();
        lock (_gate)
        {
            _isStopped = true;
            foreach (var reminder in _active.Values)
                reminder.Dispose();
            _active.Clear();
        }

        await table.StopAsync(cancellationToken);
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            await LoadAsync();
        }
        catch (Exception failure)
        {
            silo.Log.ReminderTableUnreadable(failure);
        }
    }

    private async Task LoadAsync()
    {
        List<(GrainId, string)> before;
        lock (_gate)
        {
            before = [.. _active.Keys];
            _touched.Clear();
        }

        var rows = (await table.ReadRows(0, 0)).Reminders;
        var now = rows.Select(row => (row.GrainId, row.ReminderName)).ToHashSet();
        foreach (var gone in before.Where(key => !now.Contains(key)))
            Forget(gone, isOwnChange: false);
        foreach (var row in rows)
            Follow(row, isOwnChange: false);
    }

    private void Follow(ReminderEntry entry, bool isOwnChange)
    {
        var key = (entry.GrainId, entry.ReminderName);
        lock (_gate)
        {
            if (!MayChange(key, isOwnChange))
                return;
            if (_isStopped || (_active.TryGetValue(key, out var known) && known.ETag == entry.ETag))
                return;
            known = _active.GetValueOrDefault(key);
            known?.Dispose();
            _active[key] = new ActiveReminder(this, entry);
        }
    }

    private void Forget((GrainId, string) key, bool isOwnChange)
    {
        lock (_gate)
        {
            if (MayChange(key, isOwnChange) && _active.Remove(key, out var reminder))
                reminder.Dispose();
        }
    }

    // What a grain changes while the table is being read is newer than what was read.
    private bool MayChange((GrainId, string) key, bool isOwnChange)
    {
        if (!isOwnChange)
            return !_touched.Contains(key);
        _touched.Add(key);
        return true;
    }
}
