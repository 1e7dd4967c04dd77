using System.Text.Json.Nodes;
using Platform.Api;
using Platform.Calls;
using Platform.Orders;

namespace Platform.Stock;

/// <summary>What becomes of stock while an order lives.</summary>
public sealed class OrderStockTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task An_order_keeps_its_goods_until_they_are_sent()
    {
        var item = await api.ItemAsync(10);
        var order = await api.Owner.PlaceAsync(Shelf.OrderOf((item, 3)));
        Assert.Equal(("pending", "reserved"), Standing(order));
        Assert.Equal("10/3", await api.StandsAsync(item));

        order = await api.Owner.MovedAsync(order, "confirmed", "packaged");
        Assert.Equal("10/3", await api.StandsAsync(item));
        order = await (await api.Owner.MoveAsync(order, new { status = "shipped", carrier = "none" })).JsonAsync(200);

        Assert.Equal(("shipped", "committed"), Standing(order));
        Assert.Equal("7/0", await api.StandsAsync(item));
        order = await api.Owner.MovedAsync(order, "delivered");
        Assert.Equal(("delivered", "committed"), Standing(order));
    }

    [Fact]
    public async Task A_cancelled_order_gives_its_goods_back()
    {
        var item = await api.ItemAsync(10);
        var order = await api.Owner.PlaceAsync(Shelf.OrderOf((item, 3)));

        order = await api.Owner.MovedAsync(order, "cancelled");

        Assert.Equal(("cancelled", "released"), Standing(order));
        Assert.Equal("10/0", await api.StandsAsync(item));
    }

    [Fact]
    public async Task All_or_nothing_is_kept_and_repeats_of_an_item_are_summed()
    {
        var (plenty, few) = (await api.ItemAsync(10), await api.ItemAsync(3));

        var answer = await api.Owner.CreateAsync("/api/v1/orders", Shelf.OrderOf((few, 2), (plenty, 1), (few, 2)));

        var problem = await answer.ProblemAsync(409, "out-of-stock");
        Assert.Equal(["/lines/0/quantity", "/lines/2/quantity"], problem.Pointers());
        Assert.Equal("only 3 are available", problem["errors"]![0]!["reason"]!.GetValue<string>());
        Assert.Equal("10/0 and 3/0", $"{await api.StandsAsync(plenty)} and {await api.StandsAsync(few)}");
    }

    [Fact]
    public async Task A_refused_order_is_refused_again_under_its_key()
    {
        var item = await api.ItemAsync(1);
        var (body, key) = (Shelf.OrderOf((item, 2)), Guid.NewGuid().ToString());
        await (await api.Owner.CreateAsync("/api/v1/orders", body, key)).ProblemAsync(409, "out-of-stock");
        await api.Item(item).Adjust(new(MovementKind.Received, 5), api.Asked("stock.adjust"));

        await (await api.Owner.CreateAsync("/api/v1/orders", body, key)).ProblemAsync(409, "out-of-stock");

        Assert.Equal("6/0", await api.StandsAsync(item));
        await api.Owner.PlaceAsync(body);
    }

    [Fact]
    public async Task A_draft_keeps_nothing_until_it_is_placed()
    {
        var item = await api.ItemAsync(10);
        var body = Shelf.OrderOf((item, 3));
        body["draft"] = true;
        var draft = await api.Owner.PlaceAsync(body);
        Assert.Equal("10/0", await api.StandsAsync(item));

        var order = await api.Owner.MovedAsync(draft, "pending");

        Assert.Equal(("pending", "reserved"), Standing(order));
        Assert.Equal("10/3", await api.StandsAsync(item));
    }

    [Fact]
    public async Task An_item_of_another_account_or_shop_is_no_item()
    {
        var item = await api.ItemAsync(10);

        var theirs = await api.Foreign.CreateAsync("/api/v1/orders", Shelf.OrderOf((item, 1)));
        Assert.Equal(["/lines/0/item_id"], (await theirs.ProblemAsync(422, "unknown-item")).Pointers());
        var elsewhere = Shelf.OrderOf((item, 1));
        elsewhere["shop_id"] = (await TestLine.CreateAsync(api, api.Owner)).Shop["id"]!.GetValue<string>();
        var answer = await api.Owner.CreateAsync("/api/v1/orders", elsewhere);
        Assert.Equal(["/lines/0/item_id"], (await answer.ProblemAsync(422, "unknown-item")).Pointers());
    }

    [Fact]
    public async Task A_service_keeps_nothing_in_stock()
    {
        var item = await api.ItemAsync(10);
        var body = OrderCases.Repair();
        body["lines"] = Shelf.OrderOf((item, 3))["lines"]!.DeepClone();

        var placed = await api.Owner.CreateAsync("/api/v1/orders", body);
        Assert.Equal(["/lines/0/item_id"], (await placed.ProblemAsync(422, "validation-failed")).Pointers());

        var draft = OrderCases.Repair();
        draft["draft"] = true;
        var made = await api.Owner.PlaceAsync(draft);
        var edited = await api.Owner.SendAsync(
            HttpMethod.Patch, OrderCases.PathOf(made), new JsonObject { ["lines"] = body["lines"]!.DeepClone() },
            ("If-Match", $"\"{made["version"]}\""));
        Assert.Equal(["/lines/0/item_id"], (await edited.ProblemAsync(422, "validation-failed")).Pointers());
        Assert.Equal("10/0", await api.StandsAsync(item));
    }

    private static (string Status, string Reservation) Standing(JsonNode order) =>
        (order["status"]!.GetValue<string>(), order["reservation"]!.GetValue<string>());
}
