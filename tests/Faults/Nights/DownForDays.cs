using System.Diagnostics;

namespace Platform.Faults;

/// <summary>F10. The platform is down for a month of nights, and has a month of days to close when it comes
/// back.</summary>
internal static class DownForDays
{
    private const int Days = 30;
    private const double CatchUpSeconds = 60;

    // Without summer time: a day that was moved is as long as it was. DailySalesTests has those with it.
    private static readonly string[] Zones = ["Etc/UTC", "Asia/Kathmandu", "America/Phoenix", "Pacific/Kiritimati"];

    // Local days that are over, and whose two in the night has come; beside them the ledger and what was reckoned.
    private static readonly string DaysSql =
        $"""
        with job as (
            select j.job_id, j.shop_id, j.timezone, d::date as day
              from scheduled_jobs j, lateral generate_series(
                   (now() at time zone j.timezone)::date - {Days},
                   (now() at time zone j.timezone - interval '26 hours')::date, interval '1 day') d
             where j.job = 'daily-sales'),
        told as (
            select j.job_id, j.day, count(*) filter (where e.kind = 'order.placed') as placed,
                   count(*) filter (where e.kind = 'order.status_changed' and e.body ->> 'to' = 'completed') as done
              from job j join events e on e.body ->> 'shop_id' = j.shop_id::text
               and (e.at at time zone j.timezone)::date = j.day
             group by 1, 2),
        kept as (
            select j.job_id, j.day, sum(m.orders) as placed, sum(m.completed) as done
              from job j join daily_sales_metrics m on m.shop_id = j.shop_id and m.day = j.day
             group by 1, 2)
        """;

    public static async Task<Finding> RunAsync(Trial trial)
    {
        await using var scene = await Scene.OpenAsync(trial);
        var http = scene.Platform.Http;
        var shops = new List<string>();
        for (var n = 0; n < Form.Rounds(shortForm: Zones.Length, longForm: 40); n++)
            shops.Add(await ShopAsync(http, Zones[n % Zones.Length]));
        var sold = 0;
        foreach (var shop in shops)
        {
            for (var n = 0; n < Form.Rounds(shortForm: 6, longForm: 30); n++, sold++)
                await Orders.CompleteAsync(http, shop);
        }

        await Until.IsSoAsync(
            async () => await scene.Ledger.CountAsync(
                "select count(*) from scheduled_jobs where job = 'daily-sales'") == shops.Count
                && await scene.Ledger.CountAsync("select count(*) from scheduled_jobs where job = 'nightly-snapshot'")
                == await scene.Ledger.CountAsync("select count(*) from accounts"),
            "every job is planned");
        await scene.Platform.StopAsync();
        await Past.MoveJobsAsync(scene.Ledger, Days);
        // What was sold, was sold on all these days; who counts it was down, too.
        await scene.Ledger.SpoilAsync(
            $"""
            update events e set at = now() - (position * 7919 % ({Days} * 1440)) * interval '1 minute'
             where subject like 'orders/%';
            delete from sales_quarters;
            update consumer_positions set position = 0 where consumer = 'sales'
            """);

        await scene.Platform.StartAsync();
        var watch = Stopwatch.StartNew();
        await Past.CaughtUpAsync(scene.Ledger, TimeSpan.FromMinutes(5));
        watch.Stop();
        var missing = await scene.Ledger.ColumnAsync(
            $"""
            {DaysSql}
            select format('%s of %s', day, timezone) from job
             where not exists (select from job_periods p where p.job_id = job.job_id and p.period = job.day)
            """);
        var torn = await scene.Ledger.ColumnAsync(
            """
            select format('%s of %s', period, job_id) from (
                select period, job_id, from_at, finished_at,
                       lag(until_at) over (partition by job_id order by period) as before,
                       lag(finished_at) over (partition by job_id order by period) as earlier
                  from job_periods) line
             where from_at <> before or finished_at < earlier
            """);
        var wrong = await scene.Ledger.ColumnAsync(
            $"""
            {DaysSql}
            select format('%s: %s placed and %s done, and %s and %s by the log', day, kept.placed, kept.done,
                          told.placed, told.done)
              from told full join kept using (job_id, day)
             where coalesce(told.placed, 0) <> coalesce(kept.placed, 0)
                or coalesce(told.done, 0) <> coalesce(kept.done, 0)
            """);
        var nights = await scene.Ledger.ColumnAsync(
            $"""
            select format('the night of %s of %s', p.period, p.account_id)
              from job_periods p join scheduled_jobs j using (job_id)
             where j.job = 'nightly-snapshot' and (
                   select count(*) from snapshots s
                    where s.account_id = p.account_id and p.period between s.first_period and s.last_period) <> 1
            """);
        var closed = await scene.Ledger.CountAsync("select count(*) from job_periods");
        var counted = await scene.Ledger.CountAsync("select coalesce(sum(orders), 0) from daily_sales_metrics");
        return new Promises()
            .None(missing, "days are not closed")
            .None(torn, "periods do not begin where the one before ended, or were done before it")
            .None(wrong, "days say something else than the log")
            .None(nights, "nights have no snapshot, or two")
            .Keep(counted > sold / 2, $"only {counted} of {sold} orders are in days that are closed")
            .Keep(watch.Elapsed <= Form.Bar(CatchUpSeconds), $"it took {watch.Elapsed.TotalSeconds:0.0} s")
            .After(
                closed,
                $"down for {Days} days: {closed} periods of {shops.Count} shops and their account closed in "
                + $"{watch.Elapsed.TotalSeconds:0.0} s, each once and in order, every night under a snapshot; "
                + $"{counted} orders in them as the log has them");
    }

    private static async Task<string> ShopAsync(HttpClient http, string timezone) => (await http.CreateAsync(
        "/api/v1/shops", new { name = timezone, timezone, currency = "USD" })).Expect(201)["id"]!.ToString();
}
