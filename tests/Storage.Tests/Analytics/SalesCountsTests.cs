using Npgsql;
using Platform.Storage;

namespace Platform.Analytics;

/// <summary>A day is not closed before everything that happened on it has been counted.</summary>
public sealed class SalesCountsTests : PreparedDatabase
{
    private static readonly Guid Account = new("0190cccc-0000-7000-8000-00000000000c");
    private static readonly DateTimeOffset From = new(2026, 3, 8, 5, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = From.AddHours(23);

    [Fact]
    public async Task An_event_of_the_day_that_is_not_counted_yet_keeps_it_open()
    {
        await AppendAsync(1, Until.AddSeconds(-1), "order.placed");
        Assert.Null(await CountAsync());

        await CountedThroughAsync(1);

        Assert.Equal(1, (await CountAsync())!.CompleteThrough);
    }

    [Fact]
    public async Task What_comes_later_or_moves_no_figure_does_not()
    {
        await AppendAsync(1, Until, "order.placed");
        await AppendAsync(2, From, "call.started");

        Assert.Empty((await CountAsync())!.Figures);
    }

    [Theory]
    [InlineData("parked_events", "attempts, due_at", "1, now()")]
    [InlineData("dead_letters", "attempts, error, died_at", "5, 'no', now()")]
    public async Task An_event_that_could_not_be_counted_keeps_it_open(string table, string columns, string values)
    {
        await CountedThroughAsync(9);
        await ExecuteAsync(
            $$"""
            insert into {{table}} (consumer, lane, position, account_id, subject, kind, at, actor, body, {{columns}})
            values ('sales', platform_lane('{{Account}}'), 1, '{{Account}}', 'orders/1', 'order.placed', '{{From:O}}',
                    'system:system', '{}', {{values}})
            """);

        Assert.Null(await CountAsync());
        await ExecuteAsync($"delete from {table}");
        Assert.NotNull(await CountAsync());
    }

    [Fact]
    public async Task The_quarters_of_the_day_are_counted_and_no_others()
    {
        foreach (var at in new[] { From.AddMinutes(-15), From, Until.AddMinutes(-15), Until })
        {
            await ExecuteAsync(
                $"insert into sales_quarters values ('{Account}', '{Guid.Empty}', '{at:O}', 'USD', 'goods', "
                + "1, 0, 0, 10, 0, 0, 0)");
        }

        var figures = Assert.Single((await CountAsync())!.Figures);

        Assert.Equal((2, 20), (figures.Orders, figures.OrderedMinor));
    }

    [Fact]
    public async Task The_database_refuses_a_period_that_was_done_before()
    {
        var job = Guid.NewGuid();
        await CloseAsync(job, "2026-03-08", From);

        var twice = await Assert.ThrowsAsync<PostgresException>(() => CloseAsync(job, "2026-03-08", Until));
        var overlapping = await Assert.ThrowsAsync<PostgresException>(() => CloseAsync(job, "2026-03-09", From));

        Assert.Equal("job_periods_pkey", twice.ConstraintName);
        Assert.Equal("job_periods_follow_each_other", overlapping.ConstraintName);
    }

    private Task<CountedSales?> CountAsync() =>
        Host.Get<ISalesCounts>().CountAsync(Account, shopId: null, From, Until, default);

    private Task CloseAsync(Guid job, string day, DateTimeOffset from) => ExecuteAsync(
        $"""
        insert into job_periods values ('{Account}', '{job}', '{day}', 'UTC', '{from:O}', '{from.AddHours(23):O}',
            '{from.AddHours(25):O}', '{from.AddHours(26):O}', 0, 1)
        """);

    private Task CountedThroughAsync(long position) => ExecuteAsync(
        $"insert into consumer_positions values ('sales', platform_lane('{Account}'), {position}, 1)");

    private Task AppendAsync(long position, DateTimeOffset at, string kind) => ExecuteAsync(
        $$"""
        insert into events (position, account_id, lane, kind, subject, at, actor, body)
        values ({{position}}, '{{Account}}', platform_lane('{{Account}}'), '{{kind}}', 'orders/1', '{{at:O}}',
                'system:system', '{}')
        """);
}
