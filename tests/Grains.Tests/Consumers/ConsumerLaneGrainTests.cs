using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Commits;
using Platform.Live;

namespace Platform.Consumers;

/// <summary>Lanes in a silo: they run by themselves, with hints and without.</summary>
public sealed class ConsumerLaneGrainTests : IAsyncLifetime
{
    private readonly MemoryLanes _lanes = new();
    private readonly Waits _waits = new();
    private FeedSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await FeedSilo.StartAsync(services =>
    {
        services.AddSingleton<ILaneStore>(_lanes);
        services.AddSingleton<ILoggerProvider>(_waits);
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
    public async Task A_lane_that_waits_says_so_once_a_minute_and_again_when_it_had_gone_on()
    {
        _lanes.Away = new StorageUnavailableException("away");
        var entry = _lanes.Append("orders/a");

        await MissAsync(entry);
        Assert.Equal(1, _waits.Said);

        _silo.Clock.Advance(TimeSpan.FromMinutes(1));
        await MissAsync(entry);
        Assert.Equal(2, _waits.Said);

        _lanes.Away = null;
        await UntilAsync(() => _lanes.Applied.Count == 1);
        _lanes.Away = new StorageUnavailableException("away again");
        await MissAsync(_lanes.Append("orders/b"));
        Assert.Equal(3, _waits.Said);
    }

    [Fact]
    public async Task Counting_gathers_what_comes_within_a_tenth_of_a_second()
    {
        _silo.Service<FlushFanout>().Flushed([_lanes.Append("orders/first")]);
        await UntilAsync(() => _lanes.Applied.Count == 1);
        var (before, watch) = (_lanes.Commits, Stopwatch.StartNew());

        while (watch.ElapsedMilliseconds < 600)
        {
            _silo.Service<FlushFanout>().Flushed([_lanes.Append("orders/a")]);
            await Task.Delay(5);
        }

        await UntilAsync(() => _lanes.Applied.Count == _lanes.Head);
        Assert.InRange(_lanes.Commits - before, 1, (watch.ElapsedMilliseconds / 100) + 1);
    }

    [Fact]
    public async Task An_admin_is_told_when_there_is_no_such_dead_letter()
    {
        var lane = _silo.Grains.GetGrain<IConsumerLaneGrain>(LaneKey.Of("tally", 0));

        Assert.False(await lane.Replay(99, new Actor(ActorKind.PlatformAdmin, "a"), "because"));
    }

    // Five times in vain; a lane is woken by a hint when it is not awake.
    private async Task MissAsync(LogEntry hint)
    {
        var enough = _lanes.Missed + 5;
        await UntilAsync(() =>
        {
            _silo.Service<FlushFanout>().Flushed([hint]);
            return _lanes.Missed >= enough;
        });
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!holds())
            await Task.Delay(10, limit.Token);
    }

    // Counts what lanes say.
    private sealed class Waits : ILoggerProvider, ILogger
    {
        private int _said;

        public int Said => _said;

        public ILogger CreateLogger(string categoryName) =>
            categoryName == typeof(ConsumerLaneGrain).FullName ? this : NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => Interlocked.Increment(ref _said);

        public void Dispose()
        {
        }
    }

    private sealed class Everything : IConsumer
    {
        public string Name => "tally";

        public bool Concerns(LogEntry entry) => true;
    }
}
