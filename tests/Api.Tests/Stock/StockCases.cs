using System.Text.Json.Nodes;
using Platform.Api;
using Platform.Calls;
using Platform.Http;
using Platform.Orders;
using static Platform.Http.ForeignCases;

namespace Platform.Stock;

internal static class StockCases
{
    public static Dictionary<string, ForeignCase> All { get; } = new()
    {
        ["GET /api/v1/items"] = Listed("/api/v1/items", async api => $"{(await api.MadeAsync())["id"]}"),
        ["POST /api/v1/items"] = Own("/api/v1/items", new { shop_id = Shelf.Shop, name = "Mine" }),
        ["GET /api/v1/items/{id:guid}"] = Hidden(async api => $"/api/v1/items/{(await api.MadeAsync())["id"]}"),
        ["PATCH /api/v1/items/{id:guid}"] =
            Hidden(async api => $"/api/v1/items/{(await api.MadeAsync())["id"]}", new { name = "Mine" }),
        ["POST /api/v1/stock/{id:guid}/adjust"] = Hidden(
            async api => $"/api/v1/stock/{(await api.MadeAsync())["id"]}/adjust",
            new { kind = "received", quantity = 1 }),
        ["GET /api/v1/stock/{id:guid}/movements"] =
            Hidden(async api => $"/api/v1/stock/{(await api.MadeAsync())["id"]}/movements"),
        ["GET /api/v1/stock/{id:guid}/reservations"] =
            Hidden(async api => $"/api/v1/stock/{(await api.MadeAsync())["id"]}/reservations"),
        ["POST /api/v1/stock/{id:guid}/reservations"] = Hidden(
            async api => $"/api/v1/stock/{(await api.MadeAsync())["id"]}/reservations",
            new { quantity = 1, expires_in_seconds = 60 }),
        ["DELETE /api/v1/stock/{id:guid}/reservations/{reservation:guid}"] = Hidden(async api =>
        {
            var path = $"/api/v1/stock/{(await api.MadeAsync())["id"]}/reservations";
            var hold = await (await api.Owner.CreateAsync(
                path, new { quantity = 1, expires_in_seconds = 600 })).JsonAsync(201);
            return $"{path}/{hold["id"]}";
        }),
        ["POST /inventory-operations"] = new(async (api, _) =>
        {
            var ours = await api.MadeAsync(onHand: 2);
            var order = await api.Owner.PlaceAsync(Shelf.OrderOf((ours["id"]!.GetValue<Guid>(), 1)));
            await (await api.Foreign.OperateAsync(new { action = "update", item_id = ours["id"], quantity = 1 }))
                .ProblemAsync(404, "not-found");
            await (await api.Foreign.OperateAsync(new { action = "process_order", order_id = order["order_number"] }))
                .ProblemAsync(404, "not-found");
            Assert.Contains(await api.Owner.LowAsync(), item => $"{item!["id"]}" == $"{ours["id"]}");
            Assert.DoesNotContain(await api.Foreign.LowAsync(), item => $"{item!["id"]}" == $"{ours["id"]}");
        }),
    };

    /// <summary>Asks the inventory function of the earlier shop system.</summary>
    public static Task<HttpResponseMessage> OperateAsync(this HttpClient client, object body) =>
        client.SendAsync(HttpMethod.Post, "/inventory-operations", body);

    /// <summary>What the inventory function says is low.</summary>
    public static async Task<JsonArray> LowAsync(this HttpClient client) =>
        (await (await client.OperateAsync(new { action = "get_low_stock" })).JsonAsync(200))["data"]!.AsArray();

    /// <summary>An item of a shop, made through HTTP: ten pieces, low at three.</summary>
    public static async Task<JsonNode> MadeAsync(this ApiFixture api, string? sku = null, long onHand = 10)
    {
        var shop = (await TestLine.CreateAsync(api, api.Owner)).Shop["id"]!.GetValue<Guid>();
        return await (await api.Owner.CreateAsync("/api/v1/items", new
        {
            shop_id = shop,
            name = "Fish Tank",
            sku,
            unit_price = 89.9,
            on_hand = onHand,
            safety_stock = 1,
            low_stock_threshold = 3,
        })).JsonAsync(201);
    }
}
