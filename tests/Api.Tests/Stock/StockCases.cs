using System.Text.Json.Nodes;
using Platform.Api;
using Platform.Calls;
using Platform.Http;
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
    };

    /// <summary>An item of a shop, made through HTTP: ten pieces, low at three.</summary>
    public static async Task<JsonNode> MadeAsync(this ApiFixture api, string? sku = null)
    {
        var shop = (await TestLine.CreateAsync(api, api.Owner)).Shop["id"]!.GetValue<Guid>();
        return await (await api.Owner.CreateAsync("/api/v1/items", new
        {
            shop_id = shop,
            name = "Fish Tank",
            sku,
            unit_price = 89.9,
            on_hand = 10,
            safety_stock = 1,
            low_stock_threshold = 3,
        })).JsonAsync(201);
    }
}
