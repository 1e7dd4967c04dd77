using System.Text.Json.Nodes;
using Platform.Commits;
using Platform.Live;
using Platform.Storage;
using Platform.Testing;

namespace Platform.Consumers;

public sealed class RecentEventsTests
{
    private static readonly Guid Account = Guid.CreateVersion7();

    private static readonly Guid Elsewhere = Enumerable.Range(0, 1_000).Select(_ => Guid.CreateVersion7())
        .First(account => Lane.Of(account) != Lane.Of(Account));

    private readonly RecentEvents _recent = new();

    [Fact]
    public void What_was_written_last_is_there_in_order()
    {
        _recent.Flushed([At(1), At(2)]);
        _recent.Flushed([At(3)]);

        Assert.Equal([1, 2, 3], Find(after: 0, through: 3));
        Assert.Equal([2], Find(after: 1, through: 2));
        Assert.Equal([1, 2], Find(after: 0, through: 3, limit: 2));
        Assert.Empty(Find(after: 3, through: 3)!);
    }

    [Fact]
    public void Other_lanes_are_left_out()
    {
        _recent.Flushed([At(1), At(2) with { AccountId = Elsewhere }, At(3)]);

        Assert.Equal([1, 3], Find(after: 0, through: 3));
    }

    [Fact]
    public void What_is_further_on_than_this_process_wrote_is_in_the_log_only()
    {
        _recent.Flushed([At(1)]);

        Assert.Null(Find(after: 0, through: 2));
    }

    [Fact]
    public void Behind_a_hole_nothing_is_told()
    {
        _recent.Flushed([At(1), At(2)]);
        _recent.Flushed([At(4), At(5)]);

        Assert.Null(Find(after: 0, through: 5));
        Assert.Null(Find(after: 2, through: 5));
        Assert.Equal([4, 5], Find(after: 3, through: 5));
    }

    [Fact]
    public void What_comes_late_is_a_hole_too()
    {
        _recent.Flushed([At(3), At(4)]);
        _recent.Flushed([At(1), At(2)]);

        Assert.Null(Find(after: 0, through: 4));
        Assert.Equal([1, 2], Find(after: 0, through: 2));
    }

    [Fact]
    public void Only_the_newest_are_kept()
    {
        _recent.Flushed([.. Enumerable.Range(1, RecentEvents.Kept + 1).Select(position => At(position))]);

        Assert.Null(Find(after: 0, through: RecentEvents.Kept + 1));
        Assert.Equal(RecentEvents.Kept, Find(after: 1, RecentEvents.Kept + 1, limit: int.MaxValue)!.Count());
    }

    [Fact]
    public void Of_a_lane_in_which_nothing_happened_that_is_known_however_much_happened_elsewhere()
    {
        _recent.Flushed([At(1), At(2) with { AccountId = Elsewhere }]);
        _recent.Flushed([.. Enumerable.Range(3, RecentEvents.Kept).Select(position => Moved(At(position)))]);

        Assert.Equal([], Find(after: 1, through: RecentEvents.Kept + 2));
        Assert.Null(Find(after: 0, through: RecentEvents.Kept + 2));

        _recent.Flushed([Moved(At(RecentEvents.Kept + 4))]);

        Assert.Null(Find(after: 1, through: RecentEvents.Kept + 4));

        static LogEntry Moved(LogEntry entry) => entry with { AccountId = Elsewhere };
    }

    [Fact]
    public async Task It_tells_what_the_log_tells()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var host = StorageHost.On(database.ConnectionString);
        await host.PrepareAsync();
        for (var i = 1; i <= 3; i++)
            await (await host.ActivateAsync(Keys.New())).WriteAsync(Box.Sample with { Count = i }, events: 2);

        var lane = Lane.Of(Keys.Account);
        var log = new LaneStore(host.Database, new RecentEvents(), TimeProvider.System, []);
        var stored = await log.ReadAsync(lane, after: 0, through: 6, limit: 10, default);
        var heard = host.Get<RecentEvents>().Find(lane, after: 0, through: 6, limit: 10);

        Assert.Equal(6, stored.Count);
        Assert.Equal(stored.Select(Text), heard!.Select(Text));
    }

    // Every member; the body as the database writes it down, without blanks that it adds.
    private static string Text(LogEntry entry) =>
        $"{entry with { Body = "" }} {string.Join(',', entry.Topics)} {entry.At.Ticks} "
        + JsonNode.Parse(entry.Body)!.ToJsonString();

    private static LogEntry At(long position) =>
        new(position, Account, "box.changed", "boxes/1", [], DateTimeOffset.UnixEpoch, "system", null, "{}");

    private IEnumerable<long>? Find(long after, long through, int limit = 500) =>
        _recent.Find(Lane.Of(Account), after, through, limit)?.Select(entry => entry.Position);
}
