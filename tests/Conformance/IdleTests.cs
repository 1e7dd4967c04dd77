namespace Platform.Conformance;

/// <summary>Grains that nobody calls, and what keeps them.</summary>
public sealed class IdleTests : IAsyncLifetime
{
    private static readonly TimeSpan Step = IdleTime.Age / 10;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly IdleTime _time = new();
    private TestHome _home = null!;

    public async Task InitializeAsync() => _home = await TestHome.StartAsync(_time.Configure);

    public async Task DisposeAsync() => await _home.DisposeAsync();

    [Fact]
    public async Task An_idle_grain_is_collected_and_one_that_is_called_is_not()
    {
        await _home.Grain<ILifeGrain>("idle").Who();
        await TimePassesUntilIdle("idle", () => _home.Grain<ILifeGrain>("busy").Who());

        Assert.Equal(0, Collected("busy"));
    }

    [Fact]
    public async Task A_grain_that_delays_its_end_or_is_kept_alive_stays()
    {
        await _home.Grain<ILifeGrain>("delayed").StayFor(6 * IdleTime.Age);
        var staying = await _home.Grain<IStayingGrain>("s").Who();
        await _home.Grain<ILifeGrain>("other").Who();
        await TimePassesUntilIdle("other");

        Assert.Equal(0, Collected("delayed"));

        await TimePassesUntilIdle("delayed");
        Assert.Equal(staying, await _home.Grain<IStayingGrain>("s").Who());
    }

    [Fact]
    public async Task A_timer_ticks_but_does_not_keep_its_grain_alive_and_ends_before_it()
    {
        await _home.Grain<ILifeGrain>("t").StartTimer(2 * Step, 2 * Step, keepAlive: false);
        await TimePassesUntilIdle("t");

        var told = _home.Journal.Entries.ToList();
        Assert.Contains("t tick", told);
        Assert.InRange(told.IndexOf("t timer cancelled"), 0, told.IndexOf("t deactivated ActivationIdle"));
    }

    [Fact]
    public async Task A_timer_that_keeps_alive_does()
    {
        await _home.Grain<ILifeGrain>("k").StartTimer(2 * Step, 2 * Step, keepAlive: true);
        foreach (var other in new[] { "first", "second" })
        {
            await _home.Grain<ILifeGrain>(other).Who();
            await TimePassesUntilIdle(other);
        }

        Assert.Equal(0, Collected("k"));
    }

    private int Collected(string key) => _home.Journal.Count($"{key} deactivated ActivationIdle");

    private async Task TimePassesUntilIdle(string key, Func<Task>? meanwhile = null)
    {
        using var deadline = new CancellationTokenSource(Limit);
        while (Collected(key) == 0)
        {
            deadline.Token.ThrowIfCancellationRequested();
            if (meanwhile is not null)
                await meanwhile();
            await _time.PassAsync(Step);
        }
    }
}
