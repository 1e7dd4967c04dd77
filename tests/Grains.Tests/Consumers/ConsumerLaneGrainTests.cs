using Microsoft.Extensions.DependencyInjection;
using Platform.Commits;
using Platform.Live;

namespace Platform.Consumers;

/// <summary>Lanes in a silo: they run by themselves, with hints and without.</summary>
public sealed class ConsumerLaneGrainTests : IAsyncLifetime
{
    private readonly MemoryLanes _lanes = new();
    private FeedSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await FeedSilo.StartAsync(services =>
    {
        services.AddSingleton<ILaneStore>(_lanes);
        services.AddSingleton<IConsumer, Everything>();
    });

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_flush_wakes_the_lane_of_its_account()
    {
        var entry = _lanes.Append("orders/a");

        _silo.Service<FlushFanout>().Flushed([entry]);

        await UntilAsync(() => _lanes.Applied.Count == 1);
    }

    [Fact]
    public async Task A_lane_looks_by_itself_when_no_hint_comes()
    {
        _lanes.Append("orders/a");
        _silo.Log.Append(Guid.NewGuid(), "orders/a"); // The head of the log is asked for there.

        await UntilAsync(() => _lanes.Applied.Count == 1);
    }

    [Fact]
    public async Task An_admin_is_told_when_there_is_no_such_dead_letter()
    {
        var lane = _silo.Grains.GetGrain<IConsumerLaneGrain>(LaneKey.Of("tally", 0));

        Assert.False(await lane.Replay(99, new Actor(ActorKind.PlatformAdmin, "a"), "because"));
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!holds())
            await Task.Delay(10, limit.Token);
    }

    private sealed class Everything : IConsumer
    {
        public string Name => "tally";

        public bool Concerns(LogEntry entry) => true;
    }
}
