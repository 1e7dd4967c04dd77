using Microsoft.Extensions.DependencyInjection;
using Orleans.Reminders;

namespace Platform.Embedded.Tests;

public interface IReminderGrain : IGrainWithStringKey
{
    Task Register(string name, TimeSpan due, TimeSpan period);

    Task<bool> Unregister(string name);

    Task<IReadOnlyList<string>> Names();
}

[GrainType("reminded")]
internal sealed class ReminderGrain(Journal journal) : Grain, IReminderGrain, IRemindable
{
    public Task Register(string name, TimeSpan due, TimeSpan period) =>
        this.RegisterOrUpdateReminder(name, due, period);

    public async Task<bool> Unregister(string name)
    {
        if (await this.GetReminder(name) is not { } reminder)
            return false;
        await this.UnregisterReminder(reminder);
        return true;
    }

    public async Task<IReadOnlyList<string>> Names() =>
        [.. (await this.GetReminders()).Select(one => one.ReminderName)];

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        journal.Add($"{reminderName} {status.CurrentTickTime.Kind}");
        return reminderName == "failing" ? throw new OwnException("each time") : Task.CompletedTask;
    }
}

public sealed class ReminderTests : IAsyncLifetime
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // The reminder, and the service's own look at the table.
    private const int Waiting = 2;

    private readonly ManualClock _clock = new();
    private TestSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync(silo =>
        silo.Services.AddKeyedSingleton<TimeProvider>(ReminderTimeProviderNames.Reminders, _clock));

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_reminder_ticks_when_due_and_every_period_in_utc()
    {
        await _silo.Grain<IReminderGrain>("r").Register("tick", 2 * Minute, 5 * Minute);
        _clock.Advance(Minute);
        Assert.Equal(0, _silo.Journal.Count("tick Utc"));
        for (var tick = 1; tick <= 3; tick++)
        {
            _clock.Advance(5 * Minute);
            await _silo.Journal.Has("tick Utc", tick);
            await _clock.HasArmed(Waiting);
        }
    }

    [Fact]
    public async Task A_period_below_the_minimum_is_refused()
    {
        var grain = _silo.Grain<IReminderGrain>();

        await Assert.ThrowsAsync<ArgumentException>(() => grain.Register("a", Minute, TimeSpan.FromSeconds(59)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => grain.Register("a", -Minute, Minute));
        await Assert.ThrowsAsync<ArgumentNullException>(() => grain.Register(" ", Minute, Minute));
        Assert.Empty(await grain.Names());
    }

    [Fact]
    public async Task Ticks_that_were_missed_are_skipped()
    {
        await _silo.Grain<IReminderGrain>("r").Register("tick", Minute, Minute);
        _clock.Jump(10 * Minute);
        await _silo.Journal.Has("tick Utc");
        await _clock.HasArmed(Waiting);
        _clock.Advance(Minute);
        await _silo.Journal.Has("tick Utc", 2);
        await _clock.HasArmed(Waiting);

        Assert.Equal(2, _silo.Journal.Count("tick Utc"));
    }

    [Fact]
    public async Task A_reminder_that_fails_ticks_again_after_its_period()
    {
        await _silo.Grain<IReminderGrain>("r").Register("failing", Minute, Minute);
        _clock.Advance(Minute);
        await _silo.Journal.Has("failing Utc");
        await _clock.HasArmed(Waiting);
        _clock.Advance(Minute);

        await _silo.Journal.Has("failing Utc", 2);
    }

    [Fact]
    public async Task An_unregistered_reminder_is_silent()
    {
        var grain = _silo.Grain<IReminderGrain>("r");
        await grain.Register("tick", Minute, Minute);
        Assert.Equal(["tick"], await grain.Names());
        Assert.True(await grain.Unregister("tick"));
        _clock.Advance(10 * Minute);

        Assert.False(await grain.Unregister("tick"));
        Assert.Equal(0, _silo.Journal.Count("tick Utc"));
    }
}
