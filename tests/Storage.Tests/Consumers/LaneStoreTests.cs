using System.Collections.Immutable;
using Platform.Commits;
using Platform.Live;

namespace Platform.Consumers;

public sealed class LaneStoreTests(ConsumerDatabase database) : IClassFixture<ConsumerDatabase>
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 3, 0, 0, TimeSpan.Zero);

    private readonly Tally _tally = new();
    private readonly Guid _account = Guid.CreateVersion7();
    private readonly string _subject = $"orders/{Guid.NewGuid()}";

    private LaneStore Store => new(database.Platform, new RecentEvents(), TimeProvider.System, [_tally]);

    private int LaneOf => Lane.Of(_account);

    [Fact]
    public async Task An_effect_and_its_position_are_one_transaction()
    {
        var store = Store;
        var first = await database.AppendAsync(_account, _subject);
        var place = await store.LoadAsync("tally", LaneOf, default);

        var after = await store.CommitAsync(Applying(place, first), default);

        Assert.Equal(first.Position, after.Position);
        Assert.Equal(after, await store.LoadAsync("tally", LaneOf, default));
        Assert.Equal(1, await CountedAsync());
    }

    [Fact]
    public async Task A_crash_between_effect_and_position_leaves_neither()
    {
        var store = Store;
        var first = await database.AppendAsync(_account, _subject);
        var second = await database.AppendAsync(_account, _subject);
        var place = await store.LoadAsync("tally", LaneOf, default);
        // The session dies after the first event was counted, before the transaction ends: as kill -9 would do.
        _tally.Before = (entry, _) => entry == second ? KillSessionsAsync() : Task.CompletedTask;

        await Assert.ThrowsAnyAsync<Exception>(() => store.CommitAsync(Applying(place, first, second), default));

        Assert.Equal(0, await CountedAsync());
        Assert.Equal(place, await store.LoadAsync("tally", LaneOf, default));

        _tally.Before = (_, _) => Task.CompletedTask;
        await store.CommitAsync(Applying(place, first, second), default);
        Assert.Equal(2, await CountedAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_two_activations_of_a_lane_one_wins_and_the_event_counts_once(bool hasRunBefore)
    {
        // The lane of a consumer that never ran is fenced by the row's key, any other by its version.
        var consumer = hasRunBefore ? "tally" : $"tally-{Guid.NewGuid():N}";
        _tally.Name = consumer;
        var store = Store;
        if (hasRunBefore)
            await MoveOnceAsync(store);
        var entry = await database.AppendAsync(_account, _subject);
        var place = await store.LoadAsync(consumer, LaneOf, default);
        var bothIn = new TaskCompletionSource();
        // The first to come holds its transaction open until the other has asked for the same row.
        _tally.Before = (_, _) => bothIn.Task;

        var one = store.CommitAsync(Applying(place, entry), default);
        var two = store.CommitAsync(Applying(place, entry), default);
        await Task.Delay(200);
        bothIn.SetResult();
        var outcomes = await Task.WhenAll(Outcome(one), Outcome(two));

        Assert.Single(outcomes, outcome => outcome is LaneFencedException);
        Assert.Single(outcomes, outcome => outcome is null);
        Assert.Equal(1, await CountedAsync());
    }

    [Fact]
    public async Task A_place_that_is_old_moves_nothing()
    {
        var store = Store;
        await MoveOnceAsync(store);
        var first = await database.AppendAsync(_account, _subject);
        var place = await store.LoadAsync("tally", LaneOf, default);
        var moved = await store.CommitAsync(Applying(place, first), default);
        var second = await database.AppendAsync(_account, _subject);

        await Assert.ThrowsAsync<LaneFencedException>(() => store.CommitAsync(Applying(place, second), default));

        Assert.Equal(1, await CountedAsync());
        Assert.Equal(moved, await store.LoadAsync("tally", LaneOf, default));
    }

    [Fact]
    public async Task A_failing_effect_says_so_and_writes_nothing()
    {
        var store = Store;
        var entry = await database.AppendAsync(_account, _subject);
        var place = await store.LoadAsync("tally", LaneOf, default);
        _tally.Before = (_, _) => throw new FormatException("odd body");

        var failure = await Assert.ThrowsAsync<EffectFailedException>(
            () => store.CommitAsync(Applying(place, entry), default));

        Assert.Contains("FormatException: odd body", failure.Message, StringComparison.Ordinal);
        Assert.Equal(place, await store.LoadAsync("tally", LaneOf, default));
    }

    [Fact]
    public async Task An_effect_that_hangs_is_given_up()
    {
        var store = Store;
        var entry = await database.AppendAsync(_account, _subject);
        var place = await store.LoadAsync("tally", LaneOf, default);
        _tally.Before = (_, cancelled) => Task.Delay(Timeout.InfiniteTimeSpan, cancelled);

        var failure = await Assert.ThrowsAsync<EffectFailedException>(
            () => store.CommitAsync(Applying(place, entry), default));

        Assert.Contains("longer than", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_first_waiting_event_of_a_subject_is_due_and_none_behind_a_dead_letter()
    {
        var store = Store;
        var other = $"orders/{Guid.NewGuid()}";
        var first = await database.AppendAsync(_account, _subject);
        var behind = await database.AppendAsync(_account, _subject);
        var free = await database.AppendAsync(_account, other);
        var place = await store.LoadAsync("tally", LaneOf, default);
        place = await store.CommitAsync(
            LaneStep.From(place) with
            {
                Position = free.Position,
                Park =
                [
                    new ParkedEvent(first, 1, Now, "broken"), new ParkedEvent(behind, 0, Now, null),
                    new ParkedEvent(free, 0, Now, null),
                ],
            },
            default);

        Assert.Equal([first.Position, free.Position], await DueAsync(store, Now));
        Assert.Empty(await DueAsync(store, Now.AddSeconds(-1)));

        place = await store.CommitAsync(
            LaneStep.From(place) with { Dead = [new ParkedEvent(first, 5, Now, "still broken")] }, default);
        Assert.Equal([free.Position], await DueAsync(store, Now));
        var dead = await store.FindDeadAsync("tally", LaneOf, first.Position, default);
        Assert.Equal((5, "still broken", 1L), (dead!.Attempts, dead.Error, dead.Waiting));
        Assert.Contains(_subject, await store.WaitingAsync("tally", LaneOf, default));

        var verdict = new DeadLetterVerdict(
            first.Position, DeadLetterAction.Replay, new Actor(ActorKind.PlatformAdmin, "a"), "fixed", Now);
        place = await store.CommitAsync(LaneStep.From(place) with { Verdict = verdict }, default);
        Assert.Equal([first.Position, free.Position], await DueAsync(store, Now));

        place = await store.CommitAsync(LaneStep.From(place) with { Done = [first.Position] }, default);
        Assert.Equal([behind.Position, free.Position], await DueAsync(store, Now));
    }

    [Fact]
    public async Task A_verdict_leaves_an_entry_of_who_decided_what()
    {
        var store = Store;
        var entry = await database.AppendAsync(_account, _subject);
        var place = await store.LoadAsync("tally", LaneOf, default);
        place = await store.CommitAsync(
            LaneStep.From(place) with { Position = entry.Position, Park = [new(entry, 4, Now, "x")] }, default);
        place = await store.CommitAsync(LaneStep.From(place) with { Dead = [new(entry, 5, Now, "x")] }, default);
        var verdict = new DeadLetterVerdict(
            entry.Position, DeadLetterAction.Discard, new Actor(ActorKind.PlatformAdmin, "a1"), "a test order", Now);

        await store.CommitAsync(LaneStep.From(place) with { Verdict = verdict }, default);

        Assert.Null(await store.FindDeadAsync("tally", LaneOf, entry.Position, default));
        Assert.Empty(await DueAsync(store, Now));
        Assert.Equal(1, await database.CountAsync(
            $"""
            select count(*) from dead_letter_verdicts
             where position = {entry.Position} and action = 'discard' and actor = 'platformadmin:a1'
               and reason = 'a test order' and subject = '{_subject}'
            """));
    }

    private async Task MoveOnceAsync(LaneStore store)
    {
        var place = await store.LoadAsync("tally", LaneOf, default);
        await store.CommitAsync(LaneStep.From(place), default);
    }

    private static LaneStep Applying(LanePlace place, params ImmutableArray<LogEntry> entries) =>
        LaneStep.From(place) with { Position = entries[^1].Position, Apply = entries };

    private static async Task<Exception?> Outcome(Task<LanePlace> commit)
    {
        try
        {
            await commit;
            return null;
        }
        catch (LaneFencedException fenced)
        {
            return fenced;
        }
    }

    private async Task<long[]> DueAsync(LaneStore store, DateTimeOffset now) =>
        [.. (await store.DueAsync("tally", LaneOf, now, 10, default))
            .Where(parked => parked.Entry.AccountId == _account).Select(parked => parked.Entry.Position)];

    private Task<long> CountedAsync() =>
        database.CountAsync($"select coalesce(sum(events), 0)::bigint from tally where subject = '{_subject}'");

    private Task KillSessionsAsync() => database.RunAsync(
        """
        select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid() and state = 'idle in transaction'
        """);
}
