using System.Text.Json.Nodes;
using Platform.Api;

namespace Platform.Orders;

public sealed class PlaceOrderTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task An_order_is_answered_whole()
    {
        var answer = await api.Owner.CreateAsync("/api/v1/orders", OrderCases.Repair());

        var order = await answer.JsonAsync(201);
        Assert.Equal("\"1\"", answer.Headers.ETag!.Tag);
        Assert.Equal(OrderCases.PathOf(order), answer.Headers.Location!.ToString());
        Assert.True(long.Parse(answer.Headers.GetValues("X-Position").Single(), null) > 0);
        Assert.Matches(@"^ORD-\d{4}-\d{6,}$", order["order_number"]!.GetValue<string>());
        Assert.Equal(
            ("service", "new", "open", "repairs", "+15550123456"),
            (Text(order, "kind"), Text(order, "status"), Text(order, "stage"), Text(order, "service_category"),
                Text(order["customer"]!, "phone")));
        Assert.Equal((250.00m, 25000L, "estimated"), (
            order["amount"]!.GetValue<decimal>(), order["amount_minor"]!.GetValue<long>(), Text(order, "amount_kind")));
        Assert.Equal("""["accepted","cancelled"]""", order["allowed"]!.ToJsonString());
        Assert.Equal("{}", order["metadata"]!.ToJsonString());
        var read = await (await api.Owner.GetAsync(OrderCases.PathOf(order))).JsonAsync(200);
        Assert.Equal(order.ToJsonString(), read.ToJsonString());
    }

    [Fact]
    public async Task What_a_member_takes_down_came_by_staff_and_what_a_key_sends_by_the_api()
    {
        var key = await (await api.Owner.CreateAsync(
            "/api/v1/api-keys", new { name = "site", scopes = new[] { "orders:write" } })).JsonAsync(201);
        using var machine = api.With(Text(key, "secret")!);

        Assert.Equal("staff", Text(await api.Staff.PlaceAsync(), "source"));
        Assert.Equal("api", Text(await machine.PlaceAsync(), "source"));
    }

    [Fact]
    public async Task It_is_found_by_its_number_in_any_case()
    {
        var order = await api.Owner.PlaceAsync();
        var number = Text(order, "order_number")!;

        var found = await (await api.Owner.GetAsync($"/api/v1/orders/{number.ToLowerInvariant()}")).JsonAsync(200);

        Assert.Equal(Text(order, "id"), Text(found, "id"));
        await (await api.Foreign.GetAsync($"/api/v1/orders/{number}")).ProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task The_same_key_answers_the_same_order_and_another_body_is_refused()
    {
        var key = Guid.NewGuid().ToString();
        var first = await api.Owner.PlaceAsync(key: key);

        var again = await api.Owner.CreateAsync("/api/v1/orders", OrderCases.Repair(), key);

        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal(Text(first, "id"), Text(await again.JsonAsync(201), "id"));
        var other = await api.Owner.CreateAsync("/api/v1/orders", OrderCases.Repair("Jane Smith"), key);
        await other.ProblemAsync(422, "idempotency-key-reused");
    }

    [Fact]
    public async Task Ten_at_once_with_one_key_make_one_order()
    {
        var key = Guid.NewGuid().ToString();
        var name = $"Racer {Guid.NewGuid():N}";

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => api.Owner.CreateAsync("/api/v1/orders", OrderCases.Repair(name), key)));

        // Whoever came while the first was running is told so; nobody makes a second order.
        Assert.All(answers, answer => Assert.Contains((int)answer.StatusCode, new[] { 201, 409 }));
        Assert.Contains(answers, answer => (int)answer.StatusCode == 201);
        var list = await (await api.Owner.GetAsync($"/api/v1/orders?q={name.Split(' ')[1]}")).JsonAsync(200);
        Assert.Single(list["items"]!.AsArray());
    }

    [Fact]
    public async Task The_same_key_of_somebody_else_is_another_command()
    {
        var key = Guid.NewGuid().ToString();

        var ours = await api.Owner.PlaceAsync(key: key);
        var theirs = await api.Foreign.PlaceAsync(key: key);
        var staffs = await api.Staff.PlaceAsync(key: key);

        Assert.Equal(3, new[] { ours, theirs, staffs }.Select(order => Text(order, "id")).Distinct().Count());
    }

    [Fact]
    public async Task Every_wrong_field_is_named_at_once()
    {
        var body = OrderCases.Repair();
        body["customer"]!["phone"] = "ring me";
        body["customer"]!["email"] = "john@";
        body["priority"] = "soon";
        body["estimated_value"] = 1.005m;
        body["lines"] = new JsonArray(new JsonObject { ["name"] = "x", ["quantity"] = "two", ["unit_price"] = -1 });
        body["location"] = new JsonObject { ["latitude"] = 91, ["longitude"] = 0 };
        body["description"] = " ";

        var answer = await api.Owner.CreateAsync("/api/v1/orders", body);
        var problem = await answer.ProblemAsync(422, "validation-failed");

        Assert.Equal(
            [
                "/customer/email", "/customer/phone", "/description", "/estimated_value", "/lines/0/quantity",
                "/lines/0/unit_price", "/location/latitude", "/priority",
            ],
            problem.Pointers());
    }

    [Fact]
    public async Task A_total_that_is_not_ours_is_refused_and_nothing_is_kept()
    {
        var body = OrderCases.Goods();
        body["total"] = 99.98m;
        var key = Guid.NewGuid().ToString();

        var answer = await api.Owner.CreateAsync("/api/v1/orders", body, key);
        var problem = await answer.ProblemAsync(422, "validation-failed");

        Assert.Equal(["/total"], problem.Pointers());
        body["total"] = 99.99m;
        var placed = await api.Owner.PlaceAsync(body, key);
        Assert.Equal(9999, placed["total_minor"]!.GetValue<long>());
        Assert.Equal(9998, placed["lines"]![0]!["total_minor"]!.GetValue<long>());
    }

    [Fact]
    public async Task An_item_that_no_stock_knows_is_refused()
    {
        var body = OrderCases.Goods();
        body["lines"]![1]!["item_id"] = Guid.NewGuid().ToString();

        var problem = await (await api.Owner.CreateAsync("/api/v1/orders", body)).ProblemAsync(422, "unknown-item");

        Assert.Equal(["/lines/1/item_id"], problem.Pointers());
    }

    [Fact]
    public async Task A_shop_of_another_account_is_no_shop()
    {
        var body = OrderCases.Repair();
        body["shop_id"] = Guid.NewGuid().ToString();

        var answer = await api.Owner.CreateAsync("/api/v1/orders", body);
        var problem = await answer.ProblemAsync(422, "validation-failed");

        Assert.Equal(["/shop_id"], problem.Pointers());
    }

    [Fact]
    public async Task Without_a_key_nothing_is_made() =>
        await (await api.Owner.SendAsync(HttpMethod.Post, "/api/v1/orders", OrderCases.Repair()))
            .ProblemAsync(400, "idempotency-key-missing");

    [Fact]
    public async Task A_draft_is_placed_by_a_move()
    {
        var body = OrderCases.Goods();
        body["draft"] = true;
        var draft = await api.Owner.PlaceAsync(body);
        Assert.Equal(("draft", "draft"), (Text(draft, "status"), Text(draft, "stage")));

        var placed = await api.Owner.MovedAsync(draft, "pending");

        Assert.Equal("pending", Text(placed, "status"));
    }

    private static string? Text(JsonNode node, string name) => node[name]?.GetValue<string>();
}
