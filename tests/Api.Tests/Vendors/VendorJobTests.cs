using System.Text.Json.Nodes;
using Npgsql;
using Platform.Api;
using Platform.Orders;

namespace Platform.Vendors;

public sealed class VendorJobTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_vendor_sees_his_orders_of_every_account_and_nobody_elses()
    {
        using var vera = await Winner.CreateAsync(api, api.Owner);
        using var otto = await Winner.CreateAsync(api, api.Owner);
        await vera.JoinAsync(api.Foreign);
        var ours = await vera.TakeAsync(api.Owner, await api.Owner.PlaceAsync());
        var theirs = await vera.TakeAsync(api.Foreign, await api.Foreign.PlaceAsync());
        var ottos = await otto.TakeAsync(api.Owner, await api.Owner.PlaceAsync());
        await api.Owner.PlaceAsync(); // Nobody's yet.

        var jobs = await vera.JobsAsync();

        Assert.Equal([Text(theirs, "id"), Text(ours, "id")], jobs.Select(job => Text(job!, "id")));
        Assert.Equal([Text(ottos, "id")], (await otto.JobsAsync()).Select(job => Text(job!, "id")));
        var job = jobs[1]!;
        Assert.Equal(
            ("One", "John Smith", "+15550123456", "123 Main St"),
            (Text(job, "account_name"), Text(job["customer"]!, "name"), Text(job["customer"]!, "phone"),
                Text(job["address"]!, "line1")));
        Assert.Equal("""["on_way","processing","new"]""", job["allowed"]!.ToJsonString());
        Assert.Equal((25000L, "estimated", ours["version"]!.GetValue<long>()), (
            job["amount_minor"]!.GetValue<long>(), Text(job, "amount_kind"), job["version"]!.GetValue<long>()));
        Assert.Null(job["internal_notes"]);
    }

    [Fact]
    public async Task He_does_the_job_step_by_step_and_says_the_price_at_the_end()
    {
        using var vera = await Winner.CreateAsync(api, api.Owner);
        JsonNode job = await vera.TakeAsync(api.Owner, await api.Owner.PlaceAsync());

        foreach (var status in new[] { "on_way", "processing" })
            job = await (await vera.MoveAsync(job, new { status })).JsonAsync(200);
        job = await (await vera.MoveAsync(job, new { status = "completed", dealing_price = 240.50m, note = "Filter" }))
            .JsonAsync(200);

        Assert.Equal(("completed", "done", 24050L, "final"), (
            Text(job, "status"), Text(job, "stage"), job["amount_minor"]!.GetValue<long>(), Text(job, "amount_kind")));
        var order = await (await api.Owner.GetAsync($"/api/v1/orders/{job["id"]}")).JsonAsync(200);
        Assert.Equal("completed", Text(order, "status"));
        var history = await (await api.Owner.GetAsync($"/api/v1/orders/{job["id"]}/history")).JsonAsync(200);
        var last = history["items"]!.AsArray()[^1]!;
        Assert.Equal(($"vendor:{vera.Id}", "Filter"), (Text(last, "actor"), Text(last, "note")));
    }

    [Fact]
    public async Task What_the_work_cost_stays_as_it_was_invoiced_through_every_door()
    {
        using var vera = await Winner.CreateAsync(api, api.Owner);
        JsonNode job = await vera.TakeAsync(api.Owner, await api.Owner.PlaceAsync());
        job = await (await vera.MoveAsync(job, new { status = "processing" })).JsonAsync(200);
        job = await (await vera.MoveAsync(job, new { status = "completed", dealing_price = 240m })).JsonAsync(200);

        await (await vera.MoveAsync(job, new { status = "completed", dealing_price = 240m })).JsonAsync(200);
        var refused = await (await vera.MoveAsync(job, new { status = "completed", dealing_price = 24_000m }))
            .ProblemAsync(409, "illegal-transition");
        var older = await vera.Client.SendAsync(
            HttpMethod.Put, $"/api/orders/{job["order_number"]}/status",
            new { status = "Completed", dealing_price = 1m });

        Assert.Equal("completed", Text(refused, "current"));
        await older.ProblemAsync(409, "illegal-transition");
        Assert.Equal(24000L, (await ReadAsync(job))["amount_minor"]!.GetValue<long>());

        var off = await vera.TakeAsync(api.Owner, await api.Owner.PlaceAsync());
        off = await (await api.Owner.MoveAsync(off, new { status = "cancelled" })).JsonAsync(200);
        await (await vera.MoveAsync(off, new { status = "cancelled", dealing_price = 5m }))
            .ProblemAsync(409, "illegal-transition");
        Assert.Null((await ReadAsync(off))["dealing_price"]);
    }

    [Fact]
    public async Task What_is_open_comes_before_what_has_ended_page_by_page()
    {
        using var vera = await Winner.CreateAsync(api, api.Owner);
        var all = new List<JsonNode>();
        for (var i = 0; i < 5; i++)
            all.Add(await vera.TakeAsync(api.Owner, await api.Owner.PlaceAsync()));
        foreach (var ended in new[] { all[0], all[3] })
            await (await api.Owner.MoveAsync(ended, new { status = "cancelled" })).JsonAsync(200);

        var seen = new List<string?>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = await (await vera.Client.GetAsync($"/api/v1/vendor/orders?limit=2{cursor}")).JsonAsync(200);
            seen.AddRange(page["items"]!.AsArray().Select(job => Text(job!, "id")));
            cursor = Text(page, "next_cursor") is { } next ? $"&cursor={next}" : null;
        }

        Assert.Equal(new[] { 4, 2, 1, 3, 0 }.Select(index => Text(all[index], "id")), seen);
    }

    [Fact]
    public async Task Another_vendors_order_and_another_accounts_are_not_there()
    {
        using var vera = await Winner.CreateAsync(api, api.Owner);
        using var otto = await Winner.CreateAsync(api, api.Owner);
        using var stranger = await Winner.CreateAsync(api, api.Foreign);
        var order = await vera.TakeAsync(api.Owner, await api.Owner.PlaceAsync());

        foreach (var other in new[] { otto, stranger })
        {
            await (await other.MoveAsync(order, new { status = "on_way" })).ProblemAsync(404, "not-found");
            await (await other.MoveAsync(order, new { status = "on_way", dealing_price = 1.005m }))
                .ProblemAsync(404, "not-found");
        }

        Assert.Equal("accepted", Text(await ReadAsync(order), "status"));
        await (await api.Owner.GetAsync("/api/v1/vendor/orders")).ProblemAsync(403, "forbidden");
    }

    [Fact]
    public async Task A_step_that_is_not_his_is_refused_with_what_is()
    {
        using var vera = await Winner.CreateAsync(api, api.Owner);
        var order = await vera.TakeAsync(api.Owner, await api.Owner.PlaceAsync());

        await (await vera.MoveAsync(order, new { status = "cancelled" })).ProblemAsync(403, "step-not-permitted");
        var illegal = await (await vera.MoveAsync(order, new { status = "completed" }))
            .ProblemAsync(409, "illegal-transition");
        Assert.Equal("""["on_way","processing","new"]""", illegal["allowed"]!.ToJsonString());
        var stale = order.DeepClone();
        stale["version"] = 1;
        await (await vera.MoveAsync(stale, new { status = "on_way" })).ProblemAsync(412, "version-differs");
        var wrong = await (await vera.MoveAsync(order, new { status = "on_way", dealing_price = 1.005m }))
            .ProblemAsync(422, "validation-failed");
        Assert.Equal(["/dealing_price"], wrong.Pointers());
        await (await vera.Client.SendAsync(
            HttpMethod.Patch, $"/api/v1/vendor/orders/{order["id"]}/status", new { status = "on_way" }))
            .ProblemAsync(428, "if-match-missing");
    }

    [Fact]
    public async Task Giving_it_back_again_after_a_lost_answer_is_answered_and_shows_nobody_any_more()
    {
        using var vera = await Winner.CreateAsync(api, api.Owner);
        var order = await vera.TakeAsync(api.Owner, await api.Owner.PlaceAsync());
        var key = Guid.NewGuid().ToString();

        var first = await (await vera.MoveAsync(order, new { status = "new", note = "Flat tyre" }, key)).JsonAsync(200);
        var again = await vera.MoveAsync(order, new { status = "new", note = "Flat tyre" }, key);

        Assert.Equal("new", Text(first, "status"));
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        var text = (await again.JsonAsync(200)).ToJsonString();
        Assert.DoesNotContain("John Smith", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Main St", text, StringComparison.Ordinal);
        Assert.Empty(await vera.JobsAsync());
        Assert.Null((await ReadAsync(order))["vendor_id"]);
    }

    [Fact]
    public async Task Who_is_blocked_sees_the_accounts_customers_no_more()
    {
        using var vera = await Winner.CreateAsync(api, api.Owner);
        var order = await vera.TakeAsync(api.Owner, await api.Owner.PlaceAsync());
        Assert.Single(await vera.JobsAsync());

        await (await api.Owner.SendAsync(
            HttpMethod.Patch, $"/api/v1/vendors/{vera.Id}", new { status = "blocked" }, ("If-Match", "\"2\"")))
            .JsonAsync(200);

        Assert.Empty(await vera.JobsAsync());
        await (await vera.MoveAsync(order, new { status = "on_way" })).ProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task The_database_shows_jobs_to_the_transactions_vendor_and_to_nobody_else()
    {
        using var vera = await Winner.CreateAsync(api, api.Owner);
        var order = await vera.TakeAsync(api.Owner, await api.Owner.PlaceAsync());
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(api.ConnectionString)
            {
                Options = "-c role=platform_query",
                MaxPoolSize = 1, // The same connection again and again.
            }.ConnectionString);

        foreach (var (setting, value, count) in new[]
        {
            ("platform.account", "", 0L), ("platform.account", $"{api.AccountId}", 0L),
            ("platform.vendor", $"{Guid.NewGuid()}", 0L), ("platform.vendor", $"{vera.Id}", 1L),
            ("platform.vendor", "", 0L),
        })
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            Assert.Equal(count, await CountAsync(connection, transaction, setting, value, order));
        }
    }

    private static async Task<long> CountAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string setting, string value, JsonNode order)
    {
        await using var set = new NpgsqlCommand(
            $"select set_config('{setting}', '{value}', true)", connection, transaction);
        await set.ExecuteNonQueryAsync();
        await using var ask = new NpgsqlCommand(
            "select count(*) from jobs_of_vendor($1, '-infinity', null, null, null, 10)", connection, transaction);
        ask.Parameters.AddWithValue(order["id"]!.GetValue<Guid>());
        return (long)(await ask.ExecuteScalarAsync())!;
    }

    private static string? Text(JsonNode node, string name) => node[name]?.GetValue<string>();

    private async Task<JsonNode> ReadAsync(JsonNode order) =>
        await (await api.Owner.GetAsync(OrderCases.PathOf(order))).JsonAsync(200);
}
