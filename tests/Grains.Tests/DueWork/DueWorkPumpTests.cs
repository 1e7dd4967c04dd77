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
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<IDueWork>(due);
        builder.Services.AddSingleton<IUpkeep>(due);
        builder.UseOrleans(silo => silo.UseLocalSilo());
        using var host = builder.Build();
        await host.StartAsync();

        await host.Services.GetRequiredService<IGrainFactory>()
            .GetGrain<IDueWorkPumpGrain>(IDueWorkPumpGrain.Key).Wake();
        await due.LookedTwice.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(isDue, clock.Pauses.Contains(DueWorkPumpGrain.BusyBeat));
        await host.StopAsync();
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
