using Platform.Commits;
using Platform.Live;

namespace Platform.Consumers;

public sealed class LaneRunTests
{
    private readonly HandClock _clock = new();
    private readonly MemoryLanes _lanes = new();

    [Fact]
    public async Task Events_are_applied_once_and_in_order()
    {
        for (var i = 0; i < 1_200; i++)
            _lanes.Append($"orders/{i % 7}");
        var run = Run();

        await run.Advance(_lanes.Head, stepsMax: 10, default);
        await run.Advance(_lanes.Head, stepsMax: 10, default);

        Assert.Equal(Enumerable.Range(1, 1_200).Select(i => (long)i), Positions(_lanes.Applied));
    }

    [Fact]
    public async Task After_a_crash_the_lane_goes_on_where_it_stood()
    {
        _lanes.Append("orders/a");
        await Run().Advance(_lanes.Head, 1, default);
        _lanes.Append("orders/a");

        await Run().Advance(_lanes.Head, 1, default);

        Assert.Equal([1L, 2L], Positions(_lanes.Applied));
    }

    [Fact]
    public async Task A_poison_event_does_not_hold_up_other_subjects()
    {
        Poison("orders/bad");
        for (var i = 0; i < 100; i++)
            _lanes.Append(i == 42 ? "orders/bad" : $"orders/{i}");

        await Run().Advance(_lanes.Head, 1, default);

        Assert.Equal(99, _lanes.Applied.Count);
        Assert.DoesNotContain(_lanes.Applied, entry => entry.Subject == "orders/bad");
        Assert.Equal(Positions(_lanes.Applied).Order(), Positions(_lanes.Applied));
    }

    [Fact]
    public async Task After_5_tries_with_growing_pauses_an_event_is_a_dead_letter()
    {
        var tries = 0;
        Poison("orders/bad", () => tries++);
        _lanes.Append("orders/bad");
        var run = Run();
        await run.Advance(_lanes.Head, 1, default);
        var pauses = new List<double>();
        while (run.Died == 0)
        {
            var before = tries;
            var seconds = 0;
            for (; tries == before; seconds++)
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
                await run.Advance(_lanes.Head, 1, default);
            }

            pauses.Add(seconds);
        }

        Assert.Equal(5, tries);
        Assert.Equal([1, 2, 4, 8], pauses);
        Assert.Equal(5, (await _lanes.FindDeadAsync("tally", 0, 1, default))!.Attempts);
        _clock.Advance(TimeSpan.FromDays(1));
        await run.Advance(_lanes.Head, 1, default);
        Assert.Equal(5, tries);
    }

    [Fact]
    public async Task Later_events_of_the_subject_wait_behind_a_dead_letter_and_follow_its_replay_in_order()
    {
        var isBroken = true;
        _lanes.Effect = entry =>
        {
            if (isBroken && entry.Position == 1)
                throw new FormatException("bad");
        };
        _lanes.Append("orders/bad");
        _lanes.Append("orders/bad");
        _lanes.Append("orders/good");
        var run = Run();
        await UntilDead(run);
        _lanes.Append("orders/bad");
        _lanes.Append("orders/good");
        await run.Advance(_lanes.Head, 1, default);
        Assert.Equal([3L, 5L], Positions(_lanes.Applied));

        isBroken = false;
        Assert.True(await run.Judge(Verdict(1, DeadLetterAction.Replay), default));

        Assert.Equal([3L, 5L, 1L, 2L, 4L], Positions(_lanes.Applied));
        Assert.Equal(0, run.Waiting);
    }

    [Fact]
    public async Task Behind_a_discarded_letter_the_others_go_on_without_it()
    {
        _lanes.Effect = entry => _ = entry.Position == 1 ? throw new FormatException("bad") : 0;
        _lanes.Append("orders/bad");
        _lanes.Append("orders/bad");
        var run = Run();
        await UntilDead(run);

        Assert.True(await run.Judge(Verdict(1, DeadLetterAction.Discard), default));

        Assert.Equal([2L], Positions(_lanes.Applied));
        Assert.False(await run.Judge(Verdict(1, DeadLetterAction.Discard), default));
    }

    [Fact]
    public async Task While_the_database_is_away_no_try_is_counted()
    {
        _lanes.Append("orders/a");
        var run = Run();
        for (var i = 0; i < 10; i++)
        {
            _lanes.NextFailure = new StorageUnavailableException("away");
            await Assert.ThrowsAsync<StorageUnavailableException>(() => run.Advance(_lanes.Head, 1, default));
        }

        await run.Advance(_lanes.Head, 1, default);

        Assert.Equal([1L], Positions(_lanes.Applied));
        Assert.Equal(0, run.Waiting);
    }

    [Fact]
    public async Task A_lane_that_another_moved_stops_and_loads_again()
    {
        _lanes.Append("orders/a");
        var run = Run();
        await run.Advance(_lanes.Head, 1, default);
        _lanes.Append("orders/b");
        _lanes.MoveAway();

        await Assert.ThrowsAsync<LaneFencedException>(() => run.Advance(_lanes.Head, 1, default));
        Assert.Equal([1L], Positions(_lanes.Applied));

        await run.Advance(_lanes.Head, 1, default);
        Assert.Equal([1L, 2L], Positions(_lanes.Applied));
    }

    [Fact]
    public async Task What_does_not_concern_the_consumer_costs_one_commit_an_hour()
    {
        for (var i = 0; i < 100; i++)
            _lanes.Append("calls/a");
        var run = Run(new TableConsumer(entry => entry.Subject.StartsWith("orders/", StringComparison.Ordinal)));

        await run.Advance(_lanes.Head, 1, default);
        _clock.Advance(TimeSpan.FromMinutes(59));
        await run.Advance(_lanes.Head, 1, default);

        // Its first says that the lane is there.
        Assert.Equal((100L, 1, 0L), (run.Scanned, _lanes.Commits, _lanes.Place.Position));
        _clock.Advance(TimeSpan.FromMinutes(1));
        await run.Advance(_lanes.Head, 1, default);
        await run.Advance(_lanes.Head, 1, default);
        Assert.Equal((2, 100L), (_lanes.Commits, _lanes.Place.Position));
    }

    private LaneRun Run(IConsumer? consumer = null) =>
        new(new LaneEffect(consumer ?? new TableConsumer(_ => true)), lane: 0, _lanes, _clock);

    private void Poison(string subject, Action? tried = null) => _lanes.Effect = entry =>
    {
        if (entry.Subject != subject)
            return;
        tried?.Invoke();
        throw new FormatException("bad");
    };

    private async Task UntilDead(LaneRun run)
    {
        for (var i = 0; run.Died == 0; i++)
        {
            Assert.True(i < 100);
            await run.Advance(_lanes.Head, 1, default);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private DeadLetterVerdict Verdict(long position, DeadLetterAction action) =>
        MemoryLanes.Verdict(position, action, _clock.GetUtcNow());

    private static IEnumerable<long> Positions(IEnumerable<LogEntry> entries) =>
        entries.Select(entry => entry.Position);

    private sealed class TableConsumer(Func<LogEntry, bool> concerns) : IConsumer
    {
        public string Name => "tally";

        public bool Concerns(LogEntry entry) => concerns(entry);
    }
}
