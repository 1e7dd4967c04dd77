using System.Text.Json.Nodes;
using Npgsql;
using Platform.Api;
using Platform.Calls;
using Platform.Orders;

namespace Platform.Analytics;

/// <summary>Days of sales in the whole product: live while they last, closed for ever at two in the night of their
/// shop, each once, also after a month without a process.</summary>
public sealed class DailySalesTests(MarchFixture api) : IClassFixture<MarchFixture>
{
    private static readonly TimeSpan CatchUpMax = TimeSpan.FromSeconds(60);
    private static readonly (string Zone, int Days, double Hours)[] Shops =
    [
        ("America/New_York", 30, (30 * 24) - 1),
        ("Europe/London", 30, (30 * 24) - 1),
        ("Pacific/Auckland", 30, (30 * 24) + 1),
        ("Asia/Kathmandu", 30, 30 * 24),
    ];

    [Fact]
    public async Task After_thirty_days_every_day_of_every_shop_is_closed_once_in_order_and_as_it_was_counted()
    {
        var shops = new List<JsonNode>();
        foreach (var (zone, _, _) in Shops)
            shops.Add(await ShopAsync(api.Owner, zone));
        var newYork = $"{shops[0]["id"]}";
        var sold = await SellAsync(newYork);
        var cancelled = await api.Owner.PlaceAsync(Goods(newYork));
        await (await api.Owner.MoveAsync(cancelled, new { status = "cancelled", reason = "no" })).JsonAsync(200);
        await Eventually.Async(async () =>
        {
            var today = await TodayAsync(api.Owner, newYork);
            Assert.False(today["closed"]!.GetValue<bool>());
            Assert.Equal("2026-03-07", $"{today["day"]}");
            AssertSold(today);
        });
        // What the recount starts from: every job is planned before the process stops.
        await Eventually.Async(async () => Assert.Equal(Shops.Length, (await JobsAsync(api.Owner)).Count));

        await api.StopAsync();
        api.Clock.Move(TimeSpan.FromDays(30));
        await AppendWhileDownAsync(newYork);
        api.Start();
        var started = TimeProvider.System.GetTimestamp();
        var owner = await api.SignInAsync(ApiFixture.OwnerEmail);

        await Eventually.Async(
            async () => Assert.All(await JobsAsync(owner), job => Assert.Equal(0, job["behind"]!.GetValue<int>())),
            CatchUpMax);
        Assert.True(TimeProvider.System.GetElapsedTime(started) < CatchUpMax);
        for (var i = 0; i < Shops.Length; i++)
            await AssertClosedAsync(owner, $"{shops[i]["id"]}", Shops[i].Days, Shops[i].Hours);
        await AssertNewYorkAsync(owner, newYork);
        await AgainIsTheSameAsync(owner, newYork, sold);
        await AgainIsOnceAsync(owner);
    }

    private async Task AssertNewYorkAsync(HttpClient owner, string shop)
    {
        var days = (await DaysAsync(owner, shop, "2026-03-07", "2026-04-06"))["items"]!.AsArray();
        AssertSold(days[0]!);
        // 02:30 UTC on the eighth is still the seventh in New York, 04:59 the last minute of it, 05:00 the eighth.
        Assert.Equal(3 + 2, days[0]!["orders"]!.GetValue<int>());
        Assert.Equal((1, 23.0), (days[1]!["orders"]!.GetValue<int>(), days[1]!["hours"]!.GetValue<double>()));
        Assert.Equal(1, days[22]!["orders"]!.GetValue<int>());
        Assert.Equal(9, days.Sum(day => day!["orders"]!.GetValue<int>()));
        // Counted once more from the log itself, without the consumer and without the ledger.
        Assert.Equal(9L, await ScalarAsync<long>(
            $"select count(*) from events where kind = 'order.placed' and body ->> 'shop_id' = '{shop}'"));
    }

    private static void AssertSold(JsonNode day)
    {
        Assert.Equal((1, 1), (day["completed"]!.GetValue<int>(), day["cancelled"]!.GetValue<int>()));
        var amounts = Assert.Single(day["amounts"]!.AsArray())!;
        Assert.Equal("USD", $"{amounts["currency"]}");
        Assert.Equal(
            (24_000, 12_000, 12_000, 5_000, 7_000),
            (Minor("ordered"), Minor("sales"), Minor("received"), Minor("refunded"), Minor("net")));
        int Minor(string name) => amounts[$"{name}_minor"]!.GetValue<int>();
    }

    private async Task AssertClosedAsync(HttpClient owner, string shop, int days, double hours)
    {
        var answer = await DaysAsync(owner, shop, "2026-03-01", "2026-04-20");
        var all = answer["items"]!.AsArray();
        var closed = all.Where(day => day!["closed"]!.GetValue<bool>()).ToList();
        Assert.Equal(days, closed.Count);
        // Today, and where two in the night has not come yet, yesterday.
        Assert.InRange(all.Count - closed.Count, 1, 2);
        Assert.Equal(hours, closed.Sum(day => day!["hours"]!.GetValue<double>()));
        foreach (var (before, after) in all.Zip(all.Skip(1)))
            Assert.Equal(before!["until"]!.GetValue<DateTimeOffset>(), after!["from"]!.GetValue<DateTimeOffset>());
        Assert.Equal((long)days, await ScalarAsync<long>(
            $"""
            select count(*) from job_periods p join scheduled_jobs j using (job_id)
             where j.shop_id = '{shop}' and j.job = 'daily-sales'
            """));
        Assert.Equal(0L, await ScalarAsync<long>(
            $"""
            select count(*) from (
                select from_at, lag(until_at) over (order by period) as before, finished_at,
                       lag(finished_at) over (order by period) as finished_before
                  from job_periods p join scheduled_jobs j using (job_id) where j.shop_id = '{shop}') rows
             where from_at <> before or finished_at < finished_before
            """));
    }

    private static async Task AgainIsTheSameAsync(HttpClient owner, string shop, JsonNode sold)
    {
        var before = await DaysAsync(owner, shop, "2026-03-07", "2026-03-08");
        // A refund that comes a month later is that day's, and not the day's on which the order was done.
        await PayAsync(owner, sold, "refunds", 10m);

        foreach (var body in new object[]
        {
            new { action = "generate_daily", shop_id = shop, date = "2026-03-07" },
            new { action = "generate_daily", shop_id = shop, date = "2026-03-08" },
        })
        {
            await (await owner.SendAsync(HttpMethod.Post, "/analytics-operations", body)).JsonAsync(200);
        }

        var after = await DaysAsync(owner, shop, "2026-03-07", "2026-03-08");
        Assert.Equal(before["items"]!.ToJsonString(), after["items"]!.ToJsonString());
        await Eventually.Async(async () =>
        {
            var today = await TodayAsync(owner, shop);
            Assert.Equal(1_000, today["amounts"]![0]!["refunded_minor"]!.GetValue<int>());
        });
    }

    // A request for all shops is each of their jobs' one run, also when it is sent again.
    private static async Task AgainIsOnceAsync(HttpClient owner)
    {
        var before = (await JobsAsync(owner)).Sum(Runs);
        var body = new { from = "2026-03-08", to = "2026-03-09" };
        for (var i = 0; i < 2; i++)
        {
            var answer = await owner.CreateAsync("/api/v1/analytics/daily-sales/generate", body, key: "again");
            Assert.Equal(i == 1, answer.Headers.Contains("Idempotency-Replayed"));
            await answer.JsonAsync(200);
        }

        var otherShops = new { body.from, body.to, shop_id = $"{(await JobsAsync(owner))[^1]["shop_id"]}" };
        await (await owner.CreateAsync("/api/v1/analytics/daily-sales/generate", otherShops, key: "again"))
            .ProblemAsync(422, "idempotency-key-reused");
        Assert.Equal(before + Shops.Length, (await JobsAsync(owner)).Sum(Runs));
        static long Runs(JsonNode job) => job["runs"]!.GetValue<long>();
    }

    // An order of goods that is delivered, paid and partly given back, another one that waits.
    private async Task<JsonNode> SellAsync(string shop)
    {
        await api.Owner.PlaceAsync(Goods(shop));
        var order = await api.Owner.PlaceAsync(Goods(shop));
        order = await PayAsync(api.Owner, order, "payments", 120m);
        order = await PayAsync(api.Owner, order, "refunds", 50m);
        order = await api.Owner.MovedAsync(order, "confirmed", "processing");
        order = await (await api.Owner.MoveAsync(order, new { status = "shipped", carrier = "none" })).JsonAsync(200);
        return await api.Owner.MovedAsync(order, "delivered");
    }

    private static async Task<JsonNode> PayAsync(HttpClient client, JsonNode order, string what, decimal amount)
    {
        var current = await (await client.GetAsync(OrderCases.PathOf(order))).JsonAsync(200);
        var answer = await client.SendAsync(
            HttpMethod.Post, $"{OrderCases.PathOf(order)}/{what}", new { amount, method = "cash" },
            ("Idempotency-Key", Guid.NewGuid().ToString()), ("If-Match", $"\"{current["version"]}\""));
        return await answer.JsonAsync(200);
    }

    // What another process still wrote, at the edges of days.
    private async Task AppendWhileDownAsync(string shop)
    {
        foreach (var at in new[]
        {
            "2026-03-08 02:30+00", "2026-03-08 04:59:59.9+00", "2026-03-08 05:00+00", "2026-03-29 12:00+00",
            "2026-04-05 03:59:59+00", "2026-04-05 04:00+00",
        })
        {
            await ExecuteAsync(
                $$"""
                with head as (update log_head set position = position + 1 returning position)
                insert into events (position, account_id, lane, kind, subject, topics, at, actor, body)
                select position, '{{api.AccountId}}', platform_lane('{{api.AccountId}}'), 'order.placed',
                       'orders/{{Guid.NewGuid()}}', '{}', '{{at}}', 'system:system',
                       '{"to": "new", "day": "2026-03-08", "timezone": "UTC", "kind": "service", "currency": "USD",
                         "revenue_minor": 0, "shop_id": "{{shop}}"}'::jsonb
                  from head
                """);
        }
    }

    private static JsonObject Goods(string shop)
    {
        var goods = OrderCases.Goods();
        goods["shop_id"] = shop;
        goods["lines"] = new JsonArray(
            new JsonObject { ["name"] = "Sample Product", ["quantity"] = 2, ["unit_price"] = 60m });
        goods["total"] = 120m;
        return goods;
    }

    private static async Task<JsonNode> ShopAsync(HttpClient owner, string timezone) =>
        await (await owner.CreateAsync("/api/v1/shops", new { name = timezone, timezone, currency = "USD" }))
            .JsonAsync(201);

    private static async Task<JsonNode> DaysAsync(HttpClient client, string shop, string from, string to) =>
        await (await client.GetAsync($"/api/v1/analytics/daily-sales?shop_id={shop}&from={from}&to={to}"))
            .JsonAsync(200);

    private static async Task<JsonNode> TodayAsync(HttpClient client, string shop)
    {
        var answer = await (await client.GetAsync($"/api/v1/analytics/daily-sales?shop_id={shop}")).JsonAsync(200);
        return answer["items"]!.AsArray()[^1]!;
    }

    private static async Task<IReadOnlyList<JsonNode>> JobsAsync(HttpClient client)
    {
        var page = await (await client.GetAsync("/api/v1/jobs?limit=200")).JsonAsync(200);
        return [.. page["items"]!.AsArray().OfType<JsonNode>().Where(job => $"{job["job"]}" == "daily-sales")];
    }

    private async Task<T> ScalarAsync<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(api.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(api.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
