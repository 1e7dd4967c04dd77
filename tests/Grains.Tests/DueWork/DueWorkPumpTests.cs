using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Platform.DueWork;

/// <summary>The pump in a silo of its own, on what a test says is due.</summary>
public sealed class DueWorkPumpTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_looks_again_soon_where_something_was_due_and_only_there(bool isDue)
    {
        var (due, clock) = (new Due(isDue), new NotedClock());
        using var host = await StartAsync(due, clock);

        await due.LookedTwice.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(isDue, clock.Pauses.Contains(DueWorkPumpGrain.BusyBeat));
        await host.StopAsync();
    }

    [Fact]
    public async Task One_that_hangs_keeps_none_of_the_others_waiting()
    {
        var work = new Sleepers(count: 100);
        using var host = await StartAsync(work, new EndlessPatience());

        // Well before the runtime itself gives the call up.
        await work.OthersAreAwake.WaitAsync(TimeSpan.FromSeconds(20));

        work.Rise();
        await host.StopAsync();
    }

    [Fact]
    public async Task A_silo_that_starts_does_not_wait_for_what_is_due()
    {
        var work = new Sleepers(count: 2);
        using var host = await StartAsync(work, new EndlessPatience());
        await work.OthersAreAwake.WaitAsync(TimeSpan.FromSeconds(20));
        var pump = host.Services.GetRequiredService<IGrainFactory>()
            .GetGrain<IDueWorkPumpGrain>(IDueWorkPumpGrain.Key);

        // The first sleeper hangs still, and the pump with it.
        await pump.Start().WaitAsync(TimeSpan.FromSeconds(20));

        work.Rise();
        await host.StopAsync();
    }

    private static async Task<IHost> StartAsync<T>(T work, TimeProvider clock)
        where T : class, IDueWork, IUpkeep
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton(work);
        builder.Services.AddSingleton<IDueWork>(work);
        builder.Services.AddSingleton<IUpkeep>(work);
        builder.Services.AddSingleton<DueWorkMeter>();
        builder.UseOrleans(silo => silo.UseLocalSilo());
        var host = builder.Build();
        await host.StartAsync();
        await host.Services.GetRequiredService<IGrainFactory>()
            .GetGrain<IDueWorkPumpGrain>(IDueWorkPumpGrain.Key).Wake();
        return host;
    }

    // Always another one, of a kind that nobody can wake.
    private sealed class Due(bool isAny) : IDueWork, IUpkeep
    {
        private readonly TaskCompletionSource _lookedTwice = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _looks;

        public Task LookedTwice => _lookedTwice.Task;

        public Task<IReadOnlyList<DueItem>> FindAsync(
            DateTimeOffset now, int limit, CancellationToken cancellationToken)
        {
            var look = Interlocked.Increment(ref _looks);
            if (look == 2)
                _lookedTwice.SetResult();
            return Task.FromResult<IReadOnlyList<DueItem>>(isAny ? [new("nobody", $"{look}", now)] : []);
        }

        public Task RunAsync(DateTimeOffset now, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    /// <summary>Due once and all together; the first one hangs until it is told to rise.</summary>
    internal sealed class Sleepers(int count) : IDueWork, IUpkeep
    {
        private readonly TaskCompletionSource _others = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _looks;
        private int _awake;

        public Task OthersAreAwake => _others.Task;

        public void Rise() => _first.SetResult();

        public Task WakeAsync(string key)
        {
            if (key == "0")
                return _first.Task;
            if (Interlocked.Increment(ref _awake) == count - 1)
                _others.SetResult();
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<DueItem>> FindAsync(
            DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<DueItem>>(Interlocked.Increment(ref _looks) == 1
                ? [.. Enumerable.Range(0, count).Select(i => new DueItem(SleeperGrain.Type, $"{i}", now))]
                : []);

        public Task RunAsync(DateTimeOffset now, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    [GrainType(Type)]
    internal sealed class SleeperGrain(Sleepers sleepers) : Grain, IDueGrain
    {
        public const string Type = "test-sleeper";

        public Task WakeWhenDue() => sleepers.WakeAsync(this.GetPrimaryKeyString());
    }

    // Beats as any clock does, and never runs out of patience.
    private sealed class EndlessPatience : TimeProvider
    {
        public override ITimer CreateTimer(
            TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(
                callback, state, dueTime > TimeSpan.FromSeconds(2) ? Timeout.InfiniteTimeSpan : dueTime, period);
    }

    private sealed class NotedClock : TimeProvider
    {
        public ConcurrentBag<TimeSpan> Pauses { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Pauses.Add(dueTime);
            return new NotedTimer(Pauses, base.CreateTimer(callback, state, dueTime, period));
        }

        private sealed class NotedTimer(ConcurrentBag<TimeSpan> pauses, ITimer timer) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                pauses.Add(dueTime);
                return timer.Change(dueTime, period);
            }

            public void Dispose() => timer.Dispose();

            public ValueTask DisposeAsync() => timer.DisposeAsync();
        }
    }
}
