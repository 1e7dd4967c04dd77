using System.Threading.Channels;

namespace Platform.Live;

/// <summary>What those who listen to a feed are told, also when hints are lost.</summary>
public sealed class LiveFeedGrainTests : IAsyncLifetime
{
    private readonly Guid _account = Guid.NewGuid();
    private readonly FlushChain _chain = new();
    private readonly Ear _ear = new();
    private FeedSilo _silo = null!;

    private ILiveFeedGrain Feed => _silo.Grains.GetGrain<ILiveFeedGrain>(FeedKey.OfAccount(_account));

    public async Task InitializeAsync() => _silo = await FeedSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_flush_is_told_and_joins_what_was_told_before()
    {
        await FlushAsync(1);
        var from = await ListenAsync(_ear);
        await FlushAsync(2);
        var first = await _ear.NextAsync();
        await FlushAsync(1);
        var second = await _ear.NextAsync();

        Assert.Equal((1L, 3L), (first.Previous, first.Through));
        Assert.Equal([2L, 3L], first.Entries.Select(entry => entry.Position));
        Assert.Equal((from, first.Through), (first.Previous, second.Previous));
        Assert.Equal(0, _silo.Log.Reads);
    }

    [Fact]
    public async Task A_hint_that_was_lost_is_read_from_the_log_before_the_next_is_told()
    {
        await ListenAsync(_ear);
        await FlushAsync(1);
        await _ear.NextAsync();
        Flush(2); // Nobody hears of these.
        await FlushAsync(1);
        var batch = await _ear.NextAsync();

        Assert.Equal([2L, 3L, 4L], batch.Entries.Select(entry => entry.Position));
        Assert.Equal(1L, batch.Previous);
    }

    [Fact]
    public async Task A_last_hint_that_was_lost_is_made_good_within_seconds()
    {
        await ListenAsync(_ear);
        _silo.Log.Append(_account, "orders/a");

        Assert.Equal([1L], (await _ear.NextAsync()).Entries.Select(entry => entry.Position));
    }

    [Fact]
    public async Task A_hint_that_comes_late_is_not_told_twice()
    {
        await ListenAsync(_ear);
        var late = Flush(1);
        await FlushAsync(1);
        Assert.Equal(2, (await _ear.NextAsync()).Entries.Length);

        await Feed.Flushed(late);
        await FlushAsync(1);

        Assert.Equal([3L], (await _ear.NextAsync()).Entries.Select(entry => entry.Position));
    }

    [Fact]
    public async Task A_listener_that_does_not_renew_in_time_is_dropped()
    {
        var silent = new Ear();
        await ListenAsync(silent);
        _silo.Clock.Advance(LiveTimes.ObserverExpiry / 2);
        await ListenAsync(_ear);
        _silo.Clock.Advance((LiveTimes.ObserverExpiry / 2) + TimeSpan.FromSeconds(1));

        await FlushAsync(1);
        await _ear.NextAsync();

        Assert.Equal(0, silent.Heard);
    }

    [Fact]
    public async Task Who_comes_back_late_learns_how_far_the_feed_is()
    {
        Assert.Equal(0, await ListenAsync(_ear));
        _silo.Clock.Advance(LiveTimes.ObserverExpiry + TimeSpan.FromSeconds(1));
        Flush(3);

        Assert.Equal(3, await ListenAsync(_ear));
    }

    [Fact]
    public async Task What_is_said_now_is_passed_on_at_once()
    {
        await ListenAsync(_ear);

        await Feed.Now(new LiveNow("call.speaking", "calls/a", "{}"));

        Assert.Equal("call.speaking", await _ear.SaidAsync());
    }

    [Fact]
    public async Task What_is_still_in_memory_needs_no_log()
    {
        await ListenAsync(_ear);
        await FlushAsync(3);
        await _ear.NextAsync();

        var recent = await Feed.Recent(after: 1);

        Assert.Equal([2L, 3L], recent!.Entries.Select(entry => entry.Position));
        Assert.Null(await Feed.Recent(after: -1));
        Assert.Equal(0, _silo.Log.Reads);
    }

    private async Task<long> ListenAsync(Ear ear)
    {
        ear.Reference ??= _silo.Grains.CreateObjectReference<ILiveObserver>(ear);
        return await Feed.Subscribe(ear.Reference);
    }

    private LiveBatch Flush(int events) =>
        _chain.Add([[.. Enumerable.Range(0, events).Select(_ => _silo.Log.Append(_account, "orders/a"))]]).Single();

    private Task FlushAsync(int events) => Feed.Flushed(Flush(events));

    private sealed class Ear : ILiveObserver
    {
        private readonly Channel<LiveBatch> _batches = Channel.CreateUnbounded<LiveBatch>();
        private readonly Channel<string> _said = Channel.CreateUnbounded<string>();

        public ILiveObserver? Reference { get; set; }

        public int Heard { get; private set; }

        public Task Happened(LiveBatch batch)
        {
            Heard++;
            return _batches.Writer.WriteAsync(batch).AsTask();
        }

        public Task Now(string feed, LiveNow now) => _said.Writer.WriteAsync(now.Kind).AsTask();

        public Task<LiveBatch> NextAsync() =>
            _batches.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));

        public Task<string> SaidAsync() => _said.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));
    }
}
