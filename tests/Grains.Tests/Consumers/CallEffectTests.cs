using System.Collections.Concurrent;
using Platform.Live;

namespace Platform.Consumers;

public sealed class CallEffectTests
{
    private readonly HandClock _clock = new();
    private readonly MemoryLanes _lanes = new();

    [Fact]
    public async Task A_grain_hears_the_events_of_a_subject_in_order()
    {
        var heard = new ConcurrentQueue<LogEntry>();
        for (var i = 0; i < 300; i++)
            _lanes.Append($"orders/{i % 5}");
        var run = Run(new GrainConsumer(async entry =>
        {
            await Task.Yield();
            heard.Enqueue(entry);
        }));

        await run.Advance(_lanes.Head, 1, default);

        foreach (var line in heard.GroupBy(entry => entry.Subject))
            Assert.Equal(line.OrderBy(entry => entry.Position), line);
        Assert.Equal(300, heard.Count);
    }

    [Fact]
    public async Task A_grain_that_refuses_one_event_gets_the_later_ones_of_that_subject_only_after_it()
    {
        var heard = new ConcurrentQueue<long>();
        var isBroken = true;
        _lanes.Append("orders/a");
        _lanes.Append("orders/a");
        _lanes.Append("orders/b");
        var run = Run(new GrainConsumer(entry =>
        {
            if (isBroken && entry.Position == 1)
                throw new InvalidOperationException("no");
            heard.Enqueue(entry.Position);
            return Task.CompletedTask;
        }));
        await run.Advance(_lanes.Head, 1, default);
        Assert.Equal([3L], heard);

        isBroken = false;
        _clock.Advance(TimeSpan.FromSeconds(1));
        await run.Advance(_lanes.Head, 1, default);

        Assert.Equal([3L, 1L, 2L], heard);
    }

    [Fact]
    public async Task An_event_is_not_given_up_because_the_silo_of_its_grain_has_died()
    {
        var heard = new ConcurrentQueue<long>();
        var isGone = true;
        _lanes.Append("orders/a");
        var run = Run(new GrainConsumer(entry =>
        {
            if (isGone)
                throw new SiloUnavailableException("killed");
            heard.Enqueue(entry.Position);
            return Task.CompletedTask;
        }));
        for (var i = 0; i < 20; i++)
        {
            await Assert.ThrowsAsync<SiloUnavailableException>(() => run.Advance(_lanes.Head, 1, default));
            _clock.Advance(TimeSpan.FromMinutes(10));
        }

        isGone = false;
        await run.Advance(_lanes.Head, 1, default);

        Assert.Equal((1L, 0), (Assert.Single(heard), run.Waiting));
    }

    [Fact]
    public async Task A_delivery_is_repeated_with_the_same_id_after_a_crash()
    {
        var ids = new List<Guid>();
        _lanes.Append("orders/a");
        var outside = new OutsideConsumer((id, _) =>
        {
            ids.Add(id);
            // The process dies after the receiver got it and before the lane noted it.
            if (ids.Count == 1)
                _lanes.NextFailure = new Commits.StorageUnavailableException("killed");
            return Task.CompletedTask;
        });
        await Assert.ThrowsAsync<Commits.StorageUnavailableException>(
            () => Run(outside).Advance(_lanes.Head, 1, default));

        await Run(outside).Advance(_lanes.Head, 1, default);
        await Run(outside).Advance(_lanes.Head, 1, default);

        Assert.Equal(2, ids.Count);
        Assert.Equal(ids[0], ids[1]);
    }

    [Fact]
    public async Task Different_events_have_different_delivery_ids()
    {
        var ids = new HashSet<Guid>();
        _lanes.Append("orders/a");
        _lanes.Append("orders/a");

        await Run(new OutsideConsumer((id, _) => Task.FromResult(ids.Add(id)))).Advance(_lanes.Head, 1, default);

        Assert.Equal(2, ids.Count);
    }

    private LaneRun Run(IConsumer consumer) => new(new LaneEffect(consumer), lane: 0, _lanes, _clock);

    private sealed class GrainConsumer(Func<LogEntry, Task> apply) : IGrainEffect
    {
        public string Name => "grains";

        public bool Concerns(LogEntry entry) => true;

        public Task Apply(LogEntry entry, CancellationToken cancellationToken) => apply(entry);
    }

    private sealed class OutsideConsumer(Func<Guid, LogEntry, Task> deliver) : IOutsideEffect
    {
        public string Name => "outside";

        public bool Concerns(LogEntry entry) => true;

        public Task Deliver(Guid deliveryId, LogEntry entry, CancellationToken cancellationToken) =>
            deliver(deliveryId, entry);
    }
}
