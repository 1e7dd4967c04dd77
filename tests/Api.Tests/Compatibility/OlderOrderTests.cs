using System.Text.Json.Nodes;
using Platform.Api;
using Platform.Calls;

namespace Platform.Compatibility;

/// <summary>Orders through the routes of earlier clients, with the samples of the documents that these were written
/// from.</summary>
public sealed class OlderOrderTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("/api/orders")]
    [InlineData("/api/orders/")]
    public async Task The_sample_of_goods_becomes_an_order_with_every_field_it_was_sent_with(string path)
    {
        var sent = OlderCases.Goods();

        var answer = await api.Owner.PostOlderAsync(path, sent);

        var made = await answer.JsonAsync(201);
        Assert.True(made["success"]!.GetValue<bool>());
        Assert.False(string.IsNullOrEmpty(made["message"]!.GetValue<string>()));
        var order = made["data"]!;
        Sample.AssertSame(sent, order);
        Assert.Equal("Pending", order["status"]!.GetValue<string>());
        Assert.Equal("pending", order["statusCode"]!.GetValue<string>());
        Assert.Equal("USD", order["currency"]!.GetValue<string>());
        Assert.Equal($"/api/orders/{order["id"]}", answer.Headers.Location!.ToString());

        var single = await (await api.Owner.GetAsync($"/api/orders/{order["id"]}")).JsonAsync(200);
        Sample.AssertSame(sent, single);
        Assert.Equal("pending", single["status"]!.GetValue<string>());
        Assert.Equal(order["uuid"]!.GetValue<Guid>(), single["id"]!.GetValue<Guid>());
        Assert.Equal(order["id"]!.GetValue<string>(), single["order_number"]!.GetValue<string>());
        var byUuid = await (await api.Owner.GetAsync($"/api/orders/{order["uuid"]}")).JsonAsync(200);
        Assert.True(JsonNode.DeepEquals(single, byUuid));
    }

    [Fact]
    public async Task An_order_has_every_field_of_the_second_documents_table()
    {
        string[] fields =
        [
            "id", "order_number", "agent_id", "conversation_id", "user_id", "customer_name", "customer_email",
            "customer_phone", "shipping_address", "items", "total_amount", "currency", "status", "tracking_number",
            "carrier", "estimated_delivery", "customer_notes", "internal_notes", "status_history", "payment_status",
            "payment_method", "created_at", "updated_at", "delivered_at", "metadata",
        ];
        var made = await (await api.Owner.PostOlderAsync("/api/orders/", OlderCases.Goods())).JsonAsync(201);

        var order = await (await api.Owner.GetAsync($"/api/orders/{made["data"]!["id"]}")).JsonAsync(200);

        Assert.All(fields, field => Assert.True(order.AsObject().ContainsKey(field), field));
        Assert.Equal("pending", order["status_history"]![0]!["status"]!.GetValue<string>());
        Assert.Equal("unpaid", order["payment_status"]!.GetValue<string>());
        Assert.NotNull(order["user_id"]);
    }

    [Fact]
    public async Task Goods_go_the_way_that_the_second_documents_buttons_take_them()
    {
        var made = await (await api.Owner.PostOlderAsync("/api/orders/", OlderCases.Goods())).JsonAsync(201);
        var path = $"/api/orders/{made["data"]!["id"]}/status";

        await (await PatchAsync(path, new { status = "processing" })).JsonAsync(200);
        var parcel = new
        {
            status = "shipped",
            tracking_number = "1Z999",
            carrier = "UPS",
            estimated_delivery = "2030-01-31",
        };
        var shipped = await (await PatchAsync(path, parcel)).JsonAsync(200);
        var delivered = await (await PatchAsync(path, new { status = "delivered" })).JsonAsync(200);

        Assert.Equal("1Z999", shipped["tracking_number"]!.GetValue<string>());
        Assert.Equal("2030-01-31", shipped["estimated_delivery"]!.GetValue<string>());
        Assert.Equal("delivered", delivered["status"]!.GetValue<string>());
        Assert.NotNull(delivered["delivered_at"]);
        Assert.Equal(
            ["pending", "processing", "shipped", "delivered"],
            delivered["status_history"]!.AsArray().Select(change => change!["status"]!.GetValue<string>()));
    }

    [Fact]
    public async Task The_second_documents_button_ships_without_a_parcel_being_named()
    {
        var made = await (await api.Owner.PostOlderAsync("/api/orders/", OlderCases.Goods())).JsonAsync(201);
        var path = $"/api/orders/{made["data"]!["id"]}/status";
        await (await PatchAsync(path, new { status = "processing" })).JsonAsync(200);

        var shipped = await (await PatchAsync(path, new { status = "shipped" })).JsonAsync(200);

        Assert.Equal("shipped", shipped["status"]!.GetValue<string>());
        Assert.Equal("none", shipped["carrier"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_total_that_is_not_the_sum_is_named_in_the_clients_words()
    {
        var wrong = OlderCases.Goods();
        wrong["total_amount"] = 89.99m;
        wrong["items"]![0]!["quantity"] = 0;
        wrong["customer_phone"] = "none";

        var answer = await api.Owner.PostOlderAsync("/api/orders/", wrong);

        var problem = await answer.ProblemAsync(422, "validation-failed");
        Assert.Equal(["/customer_phone", "/items/0/quantity", "/total_amount"], problem.Pointers());
        Assert.False(problem["success"]!.GetValue<bool>());
        Assert.Contains("total_amount", problem["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("work_needed")]
    [InlineData("description")]
    public async Task Work_that_is_told_at_too_great_length_is_named_as_it_was_sent(string name)
    {
        var sent = new JsonObject
        {
            ["customer_name"] = "X",
            ["customer_phone"] = "+12125550123",
            ["service_type"] = "AC Repair",
            ["customer_address"] = "1 Main Street",
            [name] = new string('x', 5_000),
        };

        var problem = await (await api.Owner.PostOlderAsync("/api/orders", sent))
            .ProblemAsync(422, "validation-failed");

        Assert.Equal([$"/{name}"], problem.Pointers());
    }

    [Theory]
    [InlineData("GET", "/api/orders/ORD-2020-000001", 404, "not-found")]
    [InlineData("GET", "/api/nothing", 404, "no-such-route")]
    [InlineData("POST", "/api/orders/", 422, "validation-failed")]
    [InlineData("PUT", "/api/orders/ORD-2020-000001/status", 404, "not-found")]
    public async Task A_refusal_says_success_false_and_why(string method, string path, int status, string code)
    {
        var body = method == "GET" ? null : new JsonObject { ["status"] = "accepted", ["customer_name"] = "X" };

        var problem = await (await api.Owner.SendAsync(new HttpMethod(method), path, body)).ProblemAsync(status, code);

        Assert.False(problem["success"]!.GetValue<bool>());
        Assert.False(string.IsNullOrEmpty(problem["message"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_stranger_is_refused_in_the_same_words()
    {
        var problem = await (await api.Stranger.GetAsync("/api/orders")).ProblemAsync(401, "not-signed-in");

        Assert.False(problem["success"]!.GetValue<bool>());
        Assert.NotNull(problem["message"]);
        var canonical = await (await api.Stranger.GetAsync("/api/v1/orders")).ProblemAsync(401, "not-signed-in");
        Assert.False(canonical.AsObject().ContainsKey("success"));
    }

    [Fact]
    public async Task Orders_of_an_agent_are_found_by_it()
    {
        var agent = Guid.NewGuid();
        var sent = OlderCases.Goods();
        sent["agent_id"] = agent;
        var made = await (await api.Owner.PostOlderAsync("/api/orders/", sent)).JsonAsync(201);

        var his = await (await api.Owner.GetAsync($"/api/orders/?agent_id={agent}&status=pending")).JsonAsync(200);
        var done = await (await api.Owner.GetAsync($"/api/orders/?agent_id={agent}&status=delivered")).JsonAsync(200);

        Assert.Equal(1, his["total"]!.GetValue<int>());
        Assert.Equal($"{made["data"]!["id"]}", $"{his["data"]![0]!["id"]}");
        Assert.Equal($"{agent}", $"{his["data"]![0]!["agent_id"]}");
        Assert.Equal(0, done["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task The_same_key_makes_one_order_and_no_key_makes_one_each_time()
    {
        var key = Guid.NewGuid().ToString();
        var first = await (await api.Owner.CreateAsync("/api/orders/", OlderCases.Goods(), key)).JsonAsync(201);

        var again = await api.Owner.CreateAsync("/api/orders/", OlderCases.Goods(), key);

        Assert.Equal(first["data"]!["id"]!.ToString(), (await again.JsonAsync(201))["data"]!["id"]!.ToString());
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        var other = await (await api.Owner.PostOlderAsync("/api/orders/", OlderCases.Goods())).JsonAsync(201);
        var third = await (await api.Owner.PostOlderAsync("/api/orders/", OlderCases.Goods())).JsonAsync(201);
        Assert.NotEqual(other["data"]!["id"]!.ToString(), third["data"]!["id"]!.ToString());
    }

    [Fact]
    public async Task The_summary_counts_what_the_second_documents_tab_shows()
    {
        var (_, owner) = await api.CreateAccountAsync("Counted", $"owner@{Guid.NewGuid():N}.test");
        var first = await (await owner.PostOlderAsync("/api/orders/", OlderCases.Goods())).JsonAsync(201);
        await (await owner.PostOlderAsync("/api/orders/", OlderCases.Goods())).JsonAsync(201);
        var path = $"/api/orders/{first["data"]!["id"]}/status";
        foreach (var change in new object[]
        {
            new { status = "processing" }, new { status = "shipped" }, new { status = "delivered" },
        })
        {
            await (await owner.SendAsync(HttpMethod.Patch, path, change)).JsonAsync(200);
        }

        var stats = await Eventually.Async(async () =>
        {
            var found = await (await owner.GetAsync("/api/orders/stats/summary")).JsonAsync(200);
            Assert.Equal(1, found["delivered_orders"]!.GetValue<long>());
            return found;
        });

        Assert.Equal(2, stats["total_orders"]!.GetValue<long>());
        Assert.Equal(199.98m, stats["total_revenue"]!.GetValue<decimal>());
        Assert.Equal(1, stats["pending_orders"]!.GetValue<long>());
        Assert.Equal("USD", stats["currency"]!.GetValue<string>());
    }

    private Task<HttpResponseMessage> PatchAsync(string path, object change) =>
        api.Owner.SendAsync(HttpMethod.Patch, path, change);
}
