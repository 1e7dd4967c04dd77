using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace Platform.Embedded.Tests;

/// <summary>How activations come, stay and go.</summary>
public sealed class LifeTests : IAsyncLifetime
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ManualClock _clock = new();
    private TestSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync(silo =>
    {
        silo.Services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.ActivationManagement, _clock);
        silo.Services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.Grains, _clock);
        silo.Configure<GrainCollectionOptions>(options => options.CollectionAge = TimeSpan.FromMinutes(5));
    });

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task However_many_call_at_once_there_is_one_activation()
    {
        for (var round = 0; round < 100; round++)
        {
            var key = $"race-{round}";
            using var start = new ManualResetEventSlim();
            var calls = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
            {
                start.Wait();
                return await _silo.Grain<ILifeGrain>(key).Who();
            })).ToList();
            start.Set();

            Assert.Single((await Task.WhenAll(calls)).Distinct());
            Assert.Equal(1, _silo.Journal.Count($"{key} activated"));
        }
    }

    [Fact]
    public async Task A_failed_activation_gives_its_exception_to_all_who_wait_and_the_next_call_tries_again()
    {
        var grain = _silo.Grain<IBrokenGrain>();
        var waiting = Enumerable.Range(0, 3).Select(_ => grain.Call()).ToList();
        await _silo.Journal.Has("activating");
        _silo.Journal.Open("fail");

        foreach (var call in waiting)
            Assert.Equal(42, (await Assert.ThrowsAsync<OwnException>(() => call)).Code);

        Assert.Equal("2 tries", await grain.Call());
        Assert.Equal(0, _silo.Journal.Count("broken deactivated"));
    }

    [Fact]
    public async Task A_grain_that_leaves_finishes_what_runs_and_the_next_call_meets_another_activation()
    {
        var grain = _silo.Grain<ILifeGrain>("leaver");
        var before = await grain.Who();
        var leaving = grain.LeaveAfter("door");
        await _silo.Journal.Has("door entered");
        var waiting = grain.Who();
        _silo.Journal.Open("door");
        await leaving;

        Assert.NotEqual(before, await waiting);
        var told = _silo.Journal.Entries.Where(entry => entry.Contains("leaver", StringComparison.Ordinal)).ToList();
        Assert.Equal(
            ["leaver activated", "leaver deactivated ApplicationRequested", "leaver disposed", "leaver activated"],
            told);
        Assert.True(_silo.Journal.Entries.ToList().IndexOf("door left") < _silo.Journal.Entries.ToList()
            .IndexOf("leaver deactivated ApplicationRequested"));
    }

    [Fact]
    public async Task An_idle_grain_is_collected_and_one_that_was_called_is_not()
    {
        await _silo.Grain<ILifeGrain>("idle").Who();
        _clock.Advance(TimeSpan.FromMinutes(4));
        await _silo.Grain<ILifeGrain>("busy").Who();
        _clock.Advance(TimeSpan.FromMinutes(3));

        await _silo.Journal.Has("idle deactivated ActivationIdle");
        Assert.Equal(0, _silo.Journal.Count("busy deactivated ActivationIdle"));
    }

    [Fact]
    public async Task A_grain_that_delays_its_end_or_is_kept_alive_stays()
    {
        await _silo.Grain<ILifeGrain>("delayed").StayFor(TimeSpan.FromHours(1));
        var staying = await _silo.Grain<IStayingGrain>("s").Who();
        _clock.Advance(TimeSpan.FromMinutes(30));
        await _silo.Grain<ILifeGrain>("other").Who();

        Assert.Equal(0, _silo.Journal.Count("delayed deactivated ActivationIdle"));
        Assert.Equal(staying, await _silo.Grain<IStayingGrain>("s").Who());

        _clock.Advance(TimeSpan.FromMinutes(40));
        await _silo.Journal.Has("delayed deactivated ActivationIdle");
    }

    [Fact]
    public async Task A_timer_ticks_but_does_not_keep_its_grain_alive_and_ends_before_it()
    {
        await _silo.Grain<ILifeGrain>("t").StartTimer(Minute, Minute, keepAlive: false);
        var armed = _clock.Armed;
        for (var minute = 1; minute <= 4; minute++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            await _silo.Journal.Has("t tick", minute);
            await _clock.HasArmed(armed);
        }

        _clock.Advance(TimeSpan.FromMinutes(3));

        await _silo.Journal.Has("t deactivated ActivationIdle");
        var told = _silo.Journal.Entries.ToList();
        Assert.InRange(told.IndexOf("t timer cancelled"), 0, told.IndexOf("t deactivated ActivationIdle"));
    }

    [Fact]
    public async Task A_timer_that_keeps_alive_does()
    {
        await _silo.Grain<ILifeGrain>("k").StartTimer(Minute, Minute, keepAlive: true);

        var armed = _clock.Armed;
        for (var minute = 1; minute <= 12; minute++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            await _silo.Journal.Has("k tick", minute);
            await _clock.HasArmed(armed);
        }

        Assert.Equal(0, _silo.Journal.Count("k deactivated ActivationIdle"));
    }

    [Fact]
    public async Task Stopping_the_silo_deactivates_every_grain()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => _silo.Grain<ILifeGrain>($"n{i}").Who()));
        await _silo.StopAsync();

        Assert.Equal(20, _silo.Journal.Entries.Count(
            entry => entry.EndsWith("deactivated ShuttingDown", StringComparison.Ordinal)));
        await Assert.ThrowsAsync<SiloUnavailableException>(() => _silo.Grain<ILifeGrain>("n1").Who());
    }

    [Fact]
    public async Task Keys_and_types_have_their_texts()
    {
        Assert.Equal(["o1", "life/o1", "life/o1"], await _silo.Grain<ILifeGrain>("o1").Keys());
        Assert.Equal("plain-object/FF 255", await _silo.Grains.GetGrain<IPlainObjectGrain>(255).Describe());
        Assert.Equal("order/r1", GrainId.Create("order", "r1").ToString());
        Assert.Equal(GrainId.Create("order", "r1"), GrainId.Parse("order/r1", null));
        Assert.Equal(2089138192, (int)GrainId.Create("order", "r1").GetUniformHashCode());
    }

    [Fact]
    public async Task A_stateless_worker_has_several_activations_up_to_its_limit()
    {
        var worker = _silo.Grain<IWorkerGrain>("w");
        var calls = Enumerable.Range(0, 6).Select(_ => worker.Work("work")).ToList();
        await _silo.Journal.Has("working", 3);
        _silo.Journal.Open("work");

        Assert.Equal(3, (await Task.WhenAll(calls)).Distinct().Count());
    }
}
