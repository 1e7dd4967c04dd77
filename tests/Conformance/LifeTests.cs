using Microsoft.Extensions.DependencyInjection;
using Platform.Testing;

namespace Platform.Conformance;

/// <summary>How activations come, stay and go.</summary>
public sealed class LifeTests : IAsyncLifetime
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ManualClock _clock = new() { Passing = TimeSpan.FromMicroseconds(1) };
    private TestHome _home = null!;

    public async Task InitializeAsync() => _home = await TestHome.StartAsync(silo =>
        silo.Services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.Grains, _clock));

    public async Task DisposeAsync() => await _home.DisposeAsync();

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
                return await _home.Grain<ILifeGrain>(key).Who();
            })).ToList();
            start.Set();

            Assert.Single((await Task.WhenAll(calls)).Distinct());
            Assert.Equal(1, _home.Journal.Count($"{key} activated"));
        }
    }

    [Fact]
    public async Task A_failed_activation_gives_its_exception_to_all_who_wait_and_the_next_call_tries_again()
    {
        var grain = _home.Grain<IBrokenGrain>();
        var waiting = Enumerable.Range(0, 3).Select(_ => grain.Call()).ToList();
        await _home.Journal.Has("activating");
        _home.Journal.Open("fail");

        foreach (var call in waiting)
            Assert.Equal(42, (await Assert.ThrowsAsync<OwnException>(() => call)).Code);

        Assert.Equal("2 tries", await grain.Call());
        Assert.Equal(0, _home.Journal.Count("broken deactivated"));
    }

    [Fact]
    public async Task A_constructor_that_fails_fails_the_activation_and_the_next_call_tries_again()
    {
        var grain = _home.Grain<IUnbornGrain>();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(grain.Call);

        Assert.Equal(7, Assert.IsType<OwnException>(failure.GetBaseException()).Code);
        Assert.Equal("here", await grain.Call());
    }

    [Fact]
    public async Task However_often_a_grain_leaves_while_it_is_called_every_call_is_answered_and_no_two_live_at_once()
    {
        var grain = _home.Grain<ILifeGrain>("restless");
        for (var round = 0; round < 20; round++)
            await Task.WhenAll([grain.Who(), grain.Leave(), .. Enumerable.Range(0, 5).Select(_ => grain.Who())]);

        var lives = _home.Journal.Entries
            .Where(entry => entry.StartsWith("restless ", StringComparison.Ordinal)
                && !entry.EndsWith("disposed", StringComparison.Ordinal))
            .Select(entry => entry.Split(' ')[1])
            .ToList();
        Assert.All(lives.Index(), life => Assert.Equal(life.Index % 2 == 0 ? "activated" : "deactivated", life.Item));
    }

    [Fact]
    public async Task A_grain_that_leaves_finishes_what_runs_and_the_next_call_meets_another_activation()
    {
        var grain = _home.Grain<ILifeGrain>("leaver");
        var before = await grain.Who();
        var leaving = grain.LeaveAfter("door");
        await _home.Journal.Has("door entered");
        var waiting = grain.Who();
        _home.Journal.Open("door");
        await leaving;

        Assert.NotEqual(before, await waiting);
        var told = _home.Journal.Entries.Where(entry => entry.Contains("leaver", StringComparison.Ordinal)).ToList();
        Assert.Equal(
            ["leaver activated", "leaver deactivated ApplicationRequested", "leaver disposed", "leaver activated"],
            told);
        Assert.True(_home.Journal.Entries.ToList().IndexOf("door left") < _home.Journal.Entries.ToList()
            .IndexOf("leaver deactivated ApplicationRequested"));
    }

    [Fact]
    public async Task A_timer_dies_with_its_activation_and_the_next_one_has_none()
    {
        var grain = _home.Grain<ILifeGrain>("t");
        await grain.StartTimer(Minute, Minute, keepAlive: false);
        await grain.Leave();
        await _home.Journal.Has("t disposed");
        await grain.Who();
        _clock.Advance(4 * Minute);
        await grain.Who();

        Assert.Equal(2, _home.Journal.Count("t activated"));
        Assert.Equal(0, _home.Journal.Count("t tick"));
    }

    [Fact]
    public async Task Stopping_the_silo_deactivates_every_grain()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => _home.Grain<ILifeGrain>($"n{i}").Who()));
        await _home.StopAsync();

        Assert.Equal(20, _home.Journal.Entries.Count(
            entry => entry.EndsWith("deactivated ShuttingDown", StringComparison.Ordinal)));
        await Assert.ThrowsAnyAsync<OrleansException>(() => _home.Grain<ILifeGrain>("n1").Who());
    }

    [Fact]
    public async Task Keys_and_types_have_their_texts()
    {
        Assert.Equal(["o1", "life/o1", "life/o1"], await _home.Grain<ILifeGrain>("o1").Keys());
        Assert.Equal("plain-object/FF 255", await _home.Grains.GetGrain<IPlainObjectGrain>(255).Describe());
        Assert.Equal("order/r1", GrainId.Create("order", "r1").ToString());
        Assert.Equal(GrainId.Create("order", "r1"), GrainId.Parse("order/r1", null));
        Assert.Equal(2089138192, (int)GrainId.Create("order", "r1").GetUniformHashCode());
    }

    [Fact]
    public async Task A_stateless_worker_has_several_activations_up_to_its_limit()
    {
        var worker = _home.Grain<IWorkerGrain>("w");
        var calls = Enumerable.Range(0, 6).Select(_ => worker.Work("work")).ToList();
        await _home.Journal.Has("working", 3);
        _home.Journal.Open("work");

        Assert.Equal(3, (await Task.WhenAll(calls)).Distinct().Count());
    }
}
