using System.Text.Json.Nodes;
using Platform.Api;
using Platform.Orders;

namespace Platform.Stock;

/// <summary>The stock through the inventory function of the earlier shop system.</summary>
public sealed class OlderStockTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task An_update_moves_pieces_and_leaves_a_line_in_the_ledger()
    {
        var made = await api.MadeAsync();

        var answer = await (await api.Staff.OperateAsync(new
        {
            action = "update",
            item_id = made["id"],
            quantity = -4,
            reason = "Broken",
            expected_version = 1,
        })).JsonAsync(200);

        Assert.Equal((true, 6L), (answer["success"]!.GetValue<bool>(), answer["data"]!["on_hand"]!.GetValue<long>()));
        var late = await api.Staff.OperateAsync(
            new { action = "update", item_id = made["id"], quantity = 5, kind = "received", expected_version = 1 });
        await late.ProblemAsync(412, "version-differs");
        var ledger = await (await api.Staff.GetAsync($"/api/v1/stock/{made["id"]}/movements")).JsonAsync(200);
        var line = ledger["items"]![0]!;
        Assert.Equal("adjusted -4 Broken", $"{line["kind"]} {line["on_hand_change"]} {line["reason"]}");
        Assert.StartsWith("member:", line["actor"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_is_taken_out_of_stock_once_and_sending_it_takes_nothing_more()
    {
        var (first, second) = (await api.ItemAsync(10), await api.ItemAsync(5));
        var order = await api.Owner.PlaceAsync(Shelf.OrderOf((first, 3), (second, 1), (first, 1)));
        var request = new { action = "process_order", order_id = order["order_number"] };

        var taken = await (await api.Staff.OperateAsync(request)).JsonAsync(200);

        Assert.Equal($"{order["id"]}", $"{taken["data"]!["order_id"]}");
        Assert.Equal("6/0 and 4/0", $"{await api.StandsAsync(first)} and {await api.StandsAsync(second)}");
        await (await api.Staff.OperateAsync(request)).JsonAsync(200);
        order = await api.Owner.MovedAsync(order, "confirmed", "packaged");
        await (await api.Owner.MoveAsync(order, new { status = "shipped", carrier = "none" })).JsonAsync(200);
        Assert.Equal("6/0 and 4/0", $"{await api.StandsAsync(first)} and {await api.StandsAsync(second)}");
    }

    [Fact]
    public async Task What_was_taken_for_an_order_comes_back_when_it_is_cancelled()
    {
        var item = await api.ItemAsync(10);
        var order = await api.Owner.PlaceAsync(Shelf.OrderOf((item, 3)));
        var request = new { action = "process_order", order_id = order["id"] };
        await (await api.Staff.OperateAsync(request)).JsonAsync(200);

        await api.Owner.MovedAsync(order, "cancelled");

        Assert.Equal("10/0", await api.StandsAsync(item));
        await (await api.Staff.OperateAsync(request)).ProblemAsync(409, "reservation-ended");
        Assert.Equal("10/0", await api.StandsAsync(item));
    }

    [Fact]
    public async Task What_is_low_is_listed_page_by_page()
    {
        var low = await api.MadeAsync(onHand: 3);
        await api.MadeAsync(onHand: 30);
        var shop = low["shop_id"];
        var name = new { name = "Aaa", shop_id = shop, low_stock_threshold = 1 };
        var other = await (await api.Owner.CreateAsync("/api/v1/items", name)).JsonAsync(201);

        var page = await (await api.Staff.OperateAsync(
            new { action = "get_low_stock", shop_id = shop, limit = 1 })).JsonAsync(200);
        var rest = await (await api.Staff.OperateAsync(new
        {
            action = "get_low_stock",
            shop_id = shop,
            cursor = page["next_cursor"],
        })).JsonAsync(200);

        Assert.Equal($"{other["id"]}", $"{Assert.Single(page["data"]!.AsArray())!["id"]}");
        Assert.Equal($"{low["id"]}", $"{Assert.Single(rest["data"]!.AsArray())!["id"]}");
    }

    [Theory]
    [InlineData("{\"action\":\"sell\"}", "/action")]
    [InlineData("{\"action\":\"update\"}", "/item_id /quantity")]
    [InlineData(
        "{\"action\":\"update\",\"quantity\":0,\"kind\":\"sold\",\"reason\":\" \"}", "/item_id /kind /reason")]
    [InlineData("{\"action\":\"process_order\"}", "/order_id")]
    [InlineData("{\"action\":\"get_low_stock\",\"limit\":0}", "/limit")]
    public async Task An_operation_with_wrong_fields_is_refused_with_all_of_them(string body, string pointers)
    {
        var answer = await api.Staff.OperateAsync(JsonNode.Parse(body)!);

        var problem = await answer.ProblemAsync(422, "validation-failed");
        Assert.Equal(pointers.Split(' '), problem.Pointers());
        Assert.False(problem["success"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_key_that_may_only_read_changes_nothing()
    {
        var made = await api.MadeAsync();
        var asked = new { name = "Till", scopes = new[] { "shops:read" } };
        var key = await (await api.Owner.CreateAsync("/api/v1/api-keys", asked)).JsonAsync(201);
        var till = api.With(key["secret"]!.GetValue<string>());

        await till.LowAsync();
        var update = await till.OperateAsync(new { action = "update", item_id = made["id"], quantity = 1 });
        var order = await till.OperateAsync(new { action = "process_order", order_id = "ORD-2026-000001" });

        await update.ProblemAsync(403, "forbidden");
        await order.ProblemAsync(403, "forbidden");
    }
}
