namespace Platform.Embedded.Tests;

/// <summary>One thread, virtual time, and a seed that decides.</summary>
public sealed class SimulationTests
{
    [Fact]
    public async Task The_same_seed_takes_the_same_steps() =>
        Assert.Equal((await RunAsync(7)).Trace, (await RunAsync(7)).Trace);

    [Fact]
    public async Task Another_seed_takes_others() =>
        Assert.NotEqual((await RunAsync(7)).Trace, (await RunAsync(8)).Trace);

    [Fact]
    public async Task Seeds_find_different_orders_of_the_same_calls()
    {
        var orders = new HashSet<string>();
        for (var seed = 0; seed < 20; seed++)
            orders.Add((await RunAsync(seed)).Order);

        Assert.True(orders.Count > 5, $"Only {orders.Count} orders in 20 seeds");
    }

    [Fact]
    public async Task A_lost_message_is_a_timeout_in_virtual_time()
    {
        var simulation = new GrainSimulation(1, new SimulationFaults { Drop = 1 });
        await using var home = await TestHome.StartAsync(silo => simulation.AddTo(silo.Services));

        Assert.Throws<TimeoutException>(() => simulation.Run(
            () => home.Grain<ITurnGrain>("g").Echo("x"), TimeSpan.FromHours(1)));
        simulation.Release();
    }

    [Fact]
    public async Task A_doubled_message_runs_twice_and_is_answered_once()
    {
        var simulation = new GrainSimulation(3, new SimulationFaults { Duplicate = 0.5 });
        await using var home = await TestHome.StartAsync(silo => simulation.AddTo(silo.Services));
        simulation.Run(() => Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            home.Grain<ITurnGrain>("g").Echo("x"))), TimeSpan.FromHours(1));
        simulation.Release();

        Assert.True(home.Journal.Count("echo") > 20);
    }

    [Fact]
    public async Task A_forgotten_grain_lives_twice()
    {
        var simulation = new GrainSimulation(5, new SimulationFaults { Forget = 0.3 });
        await using var home = await TestHome.StartAsync(silo => simulation.AddTo(silo.Services));
        HashSet<Guid> who = [];
        simulation.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
                who.Add(await home.Grain<ILifeGrain>("g").Who());
        }, TimeSpan.FromHours(1));
        simulation.Release();

        Assert.True(who.Count > 1);
        Assert.Equal(0, home.Journal.Count("g deactivated ApplicationRequested"));
    }

    private static async Task<(IReadOnlyList<string> Trace, string Order)> RunAsync(int seed)
    {
        var simulation = new GrainSimulation(seed, new SimulationFaults { Duplicate = 0.1, Forget = 0.05 });
        await using var home = await TestHome.StartAsync(silo => simulation.AddTo(silo.Services));
        List<string> order = [];
        simulation.Run(
            () => Task.WhenAll(Enumerable.Range(0, 4).Select(async i =>
            {
                await home.Grain<ITurnGrain>($"g{i % 2}").CountUnsafely(3);
                await home.Grain<IStateGrain>($"s{i % 2}").Set(i);
                order.Add($"{i}");
            })),
            TimeSpan.FromHours(1));
        var trace = simulation.Trace.ToList();
        simulation.Release();
        return (trace, string.Join(',', order));
    }
}
