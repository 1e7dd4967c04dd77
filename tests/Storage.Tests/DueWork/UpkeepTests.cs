using Platform.Commits;
using Platform.Live;
using Platform.Storage;

namespace Platform.DueWork;

public sealed class UpkeepTests : PreparedDatabase
{
    [Fact]
    public async Task Months_are_made_ahead_and_take_what_had_no_month()
    {
        var now = TimeProvider.System.GetUtcNow();
        await (await Host.ActivateAsync(Keys.New())).WriteAsync(Box.Sample);
        Assert.Equal(1L, await ScalarAsync<long>("select count(*) from events_other"));

        await RunAsync(now);
        await RunAsync(now);

        Assert.Equal(0L, await ScalarAsync<long>("select count(*) from events_other"));
        Assert.Equal(1L, await ScalarAsync<long>("select count(*) from events"));
        Assert.Equal(4L, await ScalarAsync<long>(
            "select count(*) from pg_inherits where inhparent = 'events'::regclass"));
        Assert.Single(await Host.Get<IEventLog>().ReadAccountAsync(Keys.Account, 0, 10, default));
    }

    [Fact]
    public async Task A_month_goes_when_all_of_it_is_older_than_kept()
    {
        await RunAsync(new(2026, 1, 15, 0, 0, 0, TimeSpan.Zero));
        await AppendAsync(1, "2026-01-31 23:59:59+00");
        await AppendAsync(2, "2026-02-01 00:00:00+00");
        var log = Host.Get<IEventLog>();

        // 31 days before the first is in January.
        await RunAsync(new(2026, 3, 3, 23, 0, 0, TimeSpan.Zero));
        Assert.Equal(1, await log.OldestKeptAsync(default));

        await RunAsync(new(2026, 3, 4, 1, 0, 0, TimeSpan.Zero));
        Assert.Equal(2, await log.OldestKeptAsync(default));
        Assert.Equal(2, await log.HeadAsync(default));
    }

    [Theory]
    [InlineData(0, 1, true)] // Of two events of its lane it has read the first.
    [InlineData(0, 0, true)]
    [InlineData(0, 2, false)]
    [InlineData(3, 0, false)] // Nothing of its lane is in the month.
    public async Task A_month_that_a_consumer_has_not_read_stays(int lane, long position, bool isKept)
    {
        await RunAsync(new(2026, 1, 15, 0, 0, 0, TimeSpan.Zero));
        await AppendAsync(1, "2026-01-30 12:00:00+00");
        await AppendAsync(2, "2026-01-31 12:00:00+00");
        await AppendAsync(3, "2026-03-04 12:00:00+00");
        await ExecuteAsync(
            $"insert into consumer_positions values ('invoices', 0, 3, 1), ('sales', {lane}, {position}, 1)");

        await RunAsync(new(2026, 3, 5, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(isKept ? 1 : 3, await Host.Get<IEventLog>().OldestKeptAsync(default));

        await ExecuteAsync("update consumer_positions set position = 3");
        await RunAsync(new(2026, 3, 5, 1, 0, 0, TimeSpan.Zero));
        Assert.Equal(3, await Host.Get<IEventLog>().OldestKeptAsync(default));
    }

    [Fact]
    public async Task What_has_no_month_stays_until_it_is_read()
    {
        await AppendAsync(1, "2025-01-30 12:00:00+00");
        await ExecuteAsync("insert into consumer_positions values ('sales', 0, 0, 1)");

        await RunAsync(new(2026, 3, 5, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(1L, await ScalarAsync<long>("select count(*) from events_other"));

        await ExecuteAsync("update consumer_positions set position = 1");
        await RunAsync(new(2026, 3, 5, 1, 0, 0, TimeSpan.Zero));
        Assert.Equal(0L, await ScalarAsync<long>("select count(*) from events_other"));
    }

    [Fact]
    public async Task An_empty_log_keeps_everything_from_the_next_position_on() =>
        Assert.Equal(1, await Host.Get<IEventLog>().OldestKeptAsync(default));

    [Fact]
    public async Task Commits_go_on_while_the_storage_looks_after_itself()
    {
        var boxes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Host.ActivateAsync(Keys.New())));
        var now = TimeProvider.System.GetUtcNow();
        var writing = Task.WhenAll(boxes.Select(async (box, index) =>
        {
            for (var i = 0; i < 50; i++)
                await box.WriteAsync(Box.Sample with { Count = i }, receipt: Receipts.Sample($"{index}/{i}"));
        }));
        for (var i = 0; i < 10; i++)
            await RunAsync(now + TimeSpan.FromHours(49 * i));

        await writing;
        Assert.Equal(800L, await ScalarAsync<long>("select position from log_head"));
    }

    [Fact]
    public async Task Lanes_are_the_same_in_the_database_and_in_the_program()
    {
        var ids = Enumerable.Range(0, 200).Select(_ => Guid.CreateVersion7()).ToList();
        foreach (var id in ids)
            Assert.Equal(Lane.Of(id), await ScalarAsync<short>($"select platform_lane('{id}')"));

        Assert.Equal(Lane.Of(null), await ScalarAsync<short>("select platform_lane(null)"));
        Assert.Equal(Lane.Count, ids.Select(id => Lane.Of(id)).Distinct().Count());
    }

    private Task RunAsync(DateTimeOffset now) => Host.Get<IUpkeep>().RunAsync(now, default);

    private Task AppendAsync(long position, string at) => ExecuteAsync(
        $$"""
        insert into events (position, lane, kind, subject, at, actor, body)
        values ({{position}}, 0, 'box.changed', 'boxes/1', '{{at}}', 'system:system', '{}');
        update log_head set position = {{position}};
        """);
}
