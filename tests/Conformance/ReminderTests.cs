using Microsoft.Extensions.DependencyInjection;
using Orleans.Reminders;
using Platform.Testing;

namespace Platform.Conformance;

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

    private readonly ManualClock _clock = new() { Passing = TimeSpan.FromMicroseconds(1) };
    private TestHome _home = null!;

    private HomeSetup Setup => field ??= new()
    {
        Silo = silo => silo.Services.AddKeyedSingleton<TimeProvider>(ReminderTimeProviderNames.Reminders, _clock),
    };

    public async Task InitializeAsync() => _home = await TestHome.StartAsync(Setup);

    public async Task DisposeAsync() => await _home.DisposeAsync();

    [Fact]
    public async Task A_reminder_ticks_when_due_and_every_period_in_utc()
    {
        await _home.Grain<IReminderGrain>("r").Register("tick", 2 * Minute, 5 * Minute);
        _clock.Advance(Minute);
        Assert.Equal(0, _home.Journal.Count("tick Utc"));
        for (var tick = 1; tick <= 3; tick++)
            await TimePassesUntil("tick Utc", tick);
    }

    [Fact]
    public async Task A_period_below_the_minimum_is_refused()
    {
        var grain = _home.Grain<IReminderGrain>();

        await Assert.ThrowsAsync<ArgumentException>(() => grain.Register("a", Minute, TimeSpan.FromSeconds(59)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => grain.Register("a", -Minute, Minute));
        await Assert.ThrowsAsync<ArgumentNullException>(() => grain.Register(" ", Minute, Minute));
        Assert.Empty(await grain.Names());
    }

    [Fact]
    public async Task Ticks_that_were_missed_are_skipped()
    {
        var grain = _home.Grain<IReminderGrain>("r");
        await grain.Register("tick", Minute, Minute);
        var armed = _clock.Armed;
        _clock.Jump(10 * Minute);
        await _home.Journal.Has("tick Utc");
        await _clock.HasArmed(armed);
        await grain.Names();
        Assert.Equal(1, _home.Journal.Count("tick Utc"));

        await TimePassesUntil("tick Utc", 2);
    }

    [Fact]
    public async Task A_reminder_that_fails_ticks_again_after_its_period()
    {
        await _home.Grain<IReminderGrain>("r").Register("failing", Minute, Minute);

        await TimePassesUntil("failing Utc", 2);
    }

    [Fact]
    public async Task Who_registers_again_changes_what_is_there()
    {
        var grain = _home.Grain<IReminderGrain>("r");
        await grain.Register("tick", Minute, Minute);
        await grain.Register("tick", 6 * Minute, 60 * Minute);
        _clock.Advance(5 * Minute);
        Assert.Equal(["tick"], await grain.Names());
        Assert.Equal(0, _home.Journal.Count("tick Utc"));

        await TimePassesUntil("tick Utc", 1);
        _clock.Advance(10 * Minute);
        await grain.Names();
        Assert.Equal(1, _home.Journal.Count("tick Utc"));
    }

    [Fact]
    public async Task A_reminder_outlives_the_home_and_goes_on_in_its_step()
    {
        await _home.Grain<IReminderGrain>("r").Register("tick", 2 * Minute, 60 * Minute);
        await _home.DisposeAsync();
        _clock.Jump(30 * Minute);
        _home = await TestHome.StartAsync(Setup);

        Assert.Equal(["tick"], await _home.Grain<IReminderGrain>("r").Names());
        Assert.Equal(0, _home.Journal.Count("tick Utc"));
        var restarted = _clock.GetUtcNow();
        await TimePassesUntil("tick Utc", 1);
        Assert.InRange(_clock.GetUtcNow() - restarted, 32 * Minute, TimeSpan.MaxValue);
    }

    [Fact]
    public async Task An_unregistered_reminder_is_silent()
    {
        var grain = _home.Grain<IReminderGrain>("r");
        await grain.Register("tick", Minute, Minute);
        Assert.Equal(["tick"], await grain.Names());
        Assert.True(await grain.Unregister("tick"));
        _clock.Advance(10 * Minute);

        Assert.False(await grain.Unregister("tick"));
        Assert.Equal(0, _home.Journal.Count("tick Utc"));
    }

    // In small steps: what rings arms its next timer in its own time, and a step that came too early is made again.
    private async Task TimePassesUntil(string entry, int times)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (_home.Journal.Count(entry) < times)
        {
            _clock.Advance(Minute / 4);
            await Task.Delay(1, deadline.Token);
        }
    }
}
