using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Platform.Storage;
using Xunit.Abstractions;

namespace Platform.Schedules;

/// <summary>Which jobs are missing, and when it is looked for them.</summary>
public sealed partial class JobPlansTests(ITestOutputHelper output) : PreparedDatabase
{
    private const int ShopsCount = 10_000;

    private readonly MovedTime _clock = new();

    [Fact]
    public async Task Where_nothing_was_told_ten_thousand_shops_are_not_compared_again()
    {
        await FillAsync();
        var plans = new JobPlans(Host.Database, _clock);
        Assert.Empty(await TimedAsync(plans, "the first look"));
        _clock.Move(JobPlans.AfterNews + TimeSpan.FromSeconds(1));

        await AddShopAsync("11110000-0000-7000-8000-000000000001"); // By nobody who tells the log of it.
        Assert.Empty(await TimedAsync(plans, "a look where nothing was told"));

        await TellAsync("order.placed", """{"shop_id":"11110000-0000-7000-8000-000000000001"}""");
        Assert.Empty(await TimedAsync(plans, "a look after an order of a shop"));

        await TellAsync("shop.changed", "{}");
        var missing = Assert.Single(await TimedAsync(plans, "a look after a shop has changed"));
        Assert.Equal(JobNames.DailySales, missing.Job);
    }

    [Fact]
    public async Task Everything_is_compared_now_and_then_whatever_is_told()
    {
        var plans = new JobPlans(Host.Database, _clock);
        await plans.MissingAsync(64, default);
        _clock.Move(JobPlans.AfterNews + TimeSpan.FromSeconds(1));
        await AddShopAsync("11110000-0000-7000-8000-000000000002");
        Assert.Empty(await plans.MissingAsync(64, default));

        _clock.Move(JobPlans.InAnyCase);

        Assert.Single(await plans.MissingAsync(64, default));
    }

    [Theory]
    [InlineData("account.created", "{}")]
    [InlineData("stock.item_created", "{}")]
    [InlineData("order.placed", "{}")] // Of no shop: its day is the account's own.
    public async Task After_what_may_want_a_job_it_is_looked_for_a_while(string kind, string body)
    {
        var plans = new JobPlans(Host.Database, _clock);
        await plans.MissingAsync(64, default);
        _clock.Move(JobPlans.AfterNews + TimeSpan.FromSeconds(1));
        await TellAsync(kind, body);
        Assert.Empty(await plans.MissingAsync(64, default));

        // What is counted from the log comes a moment later.
        await AddShopAsync("11110000-0000-7000-8000-000000000003");
        _clock.Move(TimeSpan.FromSeconds(5));

        Assert.Single(await plans.MissingAsync(64, default));
        Assert.Single(await plans.MissingAsync(64, default)); // It was not made yet.
    }

    [Fact]
    public async Task The_items_of_a_shop_that_has_its_job_are_not_looked_at()
    {
        await FillAsync();
        await ExecuteAsync(
            $$"""
            insert into scheduled_jobs
                   (key, account_id, version, state, job_id, job, shop_id, timezone, through_at, next_at)
            select replace(account_id || '/' || job_id, '-', ''), account_id, 1, '{}', job_id,
                   '{{JobNames.StockCheck}}', id, 'UTC', now(), now() + interval '1 day'
              from (select account_id, id, gen_random_uuid() job_id from shops order by id limit 1) planned;
            insert into stock_items
                   (key, account_id, version, state, item_id, shop_id, name, on_hand, reserved, safety_stock, is_low,
                    entries)
            select replace(account_id || '/' || item_id, '-', ''), account_id, 1, '{}', item_id, shop_id, 'Item', 0, 0,
                   0, false, 0
              from (select account_id, id shop_id, gen_random_uuid() item_id
                      from (select account_id, id from shops order by id limit 1) large
                     cross join generate_series(1, 20000)) made;
            analyze stock_items, scheduled_jobs
            """);
        await using var command = Host.Database.Writer.CreateCommand(
            "explain (analyze, costs off, timing off) " + JobPlans.Sql);
        command.Parameters.AddRange(JobPlans.Parameters(64));
        await using var reader = await command.ExecuteReaderAsync();
        var plan = new StringBuilder();
        while (await reader.ReadAsync())
            plan.AppendLine(reader.GetString(0));

        var scans = Scan().Matches(plan.ToString());

        Assert.NotEmpty(scans);
        Assert.All(scans, scan => Assert.True(
            scan.Groups["rows"].Value == "0" && !scan.Groups["removed"].Success, plan.ToString()));
    }

    [GeneratedRegex(
        @"on stock_items.*actual rows=(?<rows>\d+).*\n(?:.*Cond: .*\n)?(?:.*Removed by Filter: (?<removed>\d+))?")]
    private static partial Regex Scan();

    private async Task<IReadOnlyList<JobPlan>> TimedAsync(JobPlans plans, string what)
    {
        var started = Stopwatch.GetTimestamp();
        var missing = await plans.MissingAsync(64, default);
        output.WriteLine($"{what}: {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F1} ms");
        return missing;
    }

    // Shops whose job is planned, of a hundred accounts that have theirs.
    private Task FillAsync() => ExecuteAsync(
        $$$"""
        insert into shops (key, account_id, version, state, id, name)
        select replace(account || '/' || id, '-', ''), account, 1,
               '{"created_at":"2026-01-01T00:00:00Z","details":{"time_zone":"UTC"}}', id, 'Shop'
          from (select ('0190aaaa-0000-7000-8000-' || lpad((i % 100)::text, 12, '0'))::uuid account,
                       gen_random_uuid() id
                  from generate_series(1, {{{ShopsCount}}}) i) made;
        insert into scheduled_jobs
               (key, account_id, version, state, job_id, job, shop_id, timezone, through_at, next_at)
        select replace(account_id || '/' || job_id, '-', ''), account_id, 1, '{}', job_id,
               '{{{JobNames.DailySales}}}', id, 'UTC', now(), now() + interval '1 day'
          from (select account_id, id, gen_random_uuid() job_id from shops) planned;
        analyze shops, scheduled_jobs
        """);

    private Task AddShopAsync(string id) => ExecuteAsync(
        $$$"""
        insert into shops (key, account_id, version, state, id, name)
        values (replace('0190aaaa-0000-7000-8000-000000000000/{{{id}}}', '-', ''),
                '0190aaaa-0000-7000-8000-000000000000', 1,
                '{"created_at":"2026-01-01T00:00:00Z","details":{"time_zone":"UTC"}}', '{{{id}}}', 'Shop')
        """);

    private Task TellAsync(string kind, string body) => ExecuteAsync(
        $"""
        with head as (update log_head set position = position + 1 returning position)
        insert into events (position, account_id, lane, kind, subject, at, actor, body)
        select position, null, 0, '{kind}', 'things/1', now(), 'system:system', '{body}' from head
        """);

    private sealed class MovedTime : TimeProvider
    {
        private TimeSpan _ahead;

        public void Move(TimeSpan span) => _ahead += span;

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;
    }
}
