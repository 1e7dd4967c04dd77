namespace Platform.Conformance;

/// <summary>Grains that nobody calls, and what keeps them.</summary>
public sealed class IdleTests : IAsyncLifetime
{
    private const int StepsPerAge = 10;

    private static readonly TimeSpan Step = IdleTime.Age / StepsPerAge;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly IdleTime _time = new();
    private TestHome _home = null!;

    public async Task InitializeAsync() => _home = await TestHome.StartAsync(_time.Configure);

    public async Task DisposeAsync() => await _home.DisposeAsync();

    [Fact]
    public async Task An_idle_grain_is_collected_and_one_that_is_called_is_not()
    {
        await _home.Grain<ILifeGrain>("idle").Who();
        using var deadline = new CancellationTokenSource(Limit);
        while (Collected("idle") == 0)
        {
            await _home.Grain<ILifeGrain>("busy").Who();
            await _time.PassAsync(Step);
            deadline.Token.ThrowIfCancellationRequested();
        }

        Assert.Equal(0, Collected("busy"));
    }

    [Fact]
    public async Task A_grain_that_delays_its_end_or_is_kept_alive_stays()
    {
        await _home.Grain<ILifeGrain>("delayed").StayFor(6 * IdleTime.Age);
        var staying = await _home.Grain<IStayingGrain>("s").Who();
        await _home.Grain<ILifeGrain>("other").Who();
        await AgesPassAndCollect(2, "other");
        Assert.Equal(0, Collected("delayed"));

        await AgesPassAndCollect(6, "delayed");
        Assert.Equal(staying, await _home.Grain<IStayingGrain>("s").Who());
    }

    [Fact]
    public async Task A_timer_ticks_but_does_not_keep_its_grain_alive_and_ends_before_it()
    {
        await _home.Grain<ILifeGrain>("t").StartTimer(2 * Step, 2 * Step, keepAlive: false);
        await AgesPassAndCollect(2, "t");

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
            await AgesPassAndCollect(2, other);
        }

        Assert.Equal(0, Collected("k"));
    }

    private int Collected(string key) => _home.Journal.Count($"{key} deactivated ActivationIdle");

    // No more than so many, however long the machine takes to act on them: others may be idle for longer.
    private async Task AgesPassAndCollect(int ages, string key)
    {
        for (var step = 0; step < ages * StepsPerAge; step++)
            await _time.PassAsync(Step);
        await _home.Journal.Has($"{key} deactivated ActivationIdle");
    }
}
