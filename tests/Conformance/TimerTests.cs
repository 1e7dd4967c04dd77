using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Platform.Testing;

namespace Platform.Conformance;

public interface ITimerGrain : IGrainWithStringKey
{
    Task Start(TimeSpan due, TimeSpan period, string? door);

    Task StartFailing(bool conflict);

    Task Change(TimeSpan due, TimeSpan period);

    Task Stop();

    Task<int> Ping();
}

[GrainType("timer")]
internal sealed class TimerGrain(Journal journal) : Grain, ITimerGrain
{
    private IGrainTimer? _timer;

    public Task Start(TimeSpan due, TimeSpan period, string? door)
    {
        _timer = this.RegisterGrainTimer(
            async _ =>
            {
                journal.Add("tick");
                if (door is not null)
                    await journal.Door(door);
                journal.Add("tock");
            },
            due,
            period);
        return Task.CompletedTask;
    }

    public Task StartFailing(bool conflict)
    {
        this.RegisterGrainTimer(
            () =>
            {
                journal.Add("tick");
                throw conflict ? new InconsistentStateException("stale") : new OwnException("tick");
            },
            new GrainTimerCreationOptions(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)));
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan due, TimeSpan period)
    {
        _timer!.Change(due, period);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task<int> Ping() => Task.FromResult(_timer is null ? 0 : 1);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Add($"ended {reason.ReasonCode}");
        return Task.CompletedTask;
    }
}

public sealed class TimerTests : IAsyncLifetime
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualClock _clock = new() { Passing = TimeSpan.FromMicroseconds(1) };
    private TestHome _home = null!;

    public async Task InitializeAsync() => _home = await TestHome.StartAsync(silo =>
        silo.Services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.Grains, _clock));

    public async Task DisposeAsync() => await _home.DisposeAsync();

    [Fact]
    public async Task Ticks_never_overlap_and_the_period_begins_when_a_tick_has_ended()
    {
        var grain = _home.Grain<ITimerGrain>("t");
        await grain.Start(Second, Second, "door");
        var armed = _clock.Armed;
        _clock.Advance(Second);
        await _home.Journal.Has("tick");
        _clock.Advance(10 * Second);
        Assert.Equal(1, _home.Journal.Count("tick"));

        _home.Journal.Open("door");
        await _home.Journal.Has("tock");
        await _clock.HasArmed(armed);
        _clock.Advance(0.9 * Second);
        Assert.Equal(1, _home.Journal.Count("tick"));
        _clock.Advance(0.2 * Second);
        await _home.Journal.Has("tick", 2);
    }

    [Fact]
    public async Task A_tick_that_fails_does_not_end_its_timer()
    {
        var grain = _home.Grain<ITimerGrain>("t");
        await grain.StartFailing(conflict: false);
        var armed = _clock.Armed;
        for (var tick = 1; tick <= 3; tick++)
        {
            _clock.Advance(Second);
            await _home.Journal.Has("tick", tick);
            await _clock.HasArmed(armed);
        }
    }

    [Fact]
    public async Task A_conflict_in_a_tick_ends_the_activation()
    {
        await _home.Grain<ITimerGrain>("t").StartFailing(conflict: true);
        _clock.Advance(Second);

        await _home.Journal.Has("ended ApplicationError");
    }

    [Fact]
    public async Task A_timer_can_be_changed_and_stopped()
    {
        var grain = _home.Grain<ITimerGrain>("t");
        await grain.Start(Timeout.InfiniteTimeSpan, Second, null);
        _clock.Advance(5 * Second);
        await grain.Change(Second, Timeout.InfiniteTimeSpan);
        _clock.Advance(5 * Second);
        await _home.Journal.Has("tock");
        await grain.Stop();
        _clock.Advance(5 * Second);
        await grain.Ping();

        Assert.Equal(1, _home.Journal.Count("tick"));
    }
}
