using System.Text.Json.Nodes;
using Platform.Api;
using Platform.Http;

namespace Platform.Orders;

/// <summary>Orders through HTTP: short ways to make them, and what becomes of a request of another account.</summary>
internal static class OrderCases
{
    public static IReadOnlyDictionary<string, ForeignCase> All { get; } = new Dictionary<string, ForeignCase>
    {
        ["GET /api/v1/orders"] = ForeignCases.Listed("/api/v1/orders", NumberAsync),
        ["POST /api/v1/orders"] = ForeignCases.Own("/api/v1/orders", Repair()),
        ["GET /api/v1/orders/stats"] = ForeignCases.Own("/api/v1/orders/stats"),
        ["GET /api/v1/orders/{id}"] = ForeignCases.Hidden(PathAsync),
        ["PATCH /api/v1/orders/{id}"] = ForeignCases.Hidden(PathAsync, new { description = "mine" }),
        ["GET /api/v1/orders/{id}/selection"] = ForeignCases.Hidden(api => PathAsync(api, "/selection")),
        ["GET /api/v1/orders/{id}/history"] = ForeignCases.Hidden(api => PathAsync(api, "/history")),
        ["GET /api/v1/orders/{id}/images"] = ForeignCases.Hidden(api => PathAsync(api, "/images")),
        ["GET /api/v1/orders/{id}/invoice"] = ForeignCases.Hidden(api => PathAsync(api, "/invoice")),
        ["PATCH /api/v1/orders/{id}/status"] =
            ForeignCases.Hidden(api => PathAsync(api, "/status"), new { status = "cancelled" }),
        ["POST /api/v1/orders/{id}/reopen"] =
            ForeignCases.Hidden(api => PathAsync(api, "/reopen"), new { reason = "why" }),
        ["POST /api/v1/orders/{id}/erase-person"] =
            ForeignCases.Hidden(api => PathAsync(api, "/erase-person"), new { reason = "asked" }),
        ["GET /api/v1/orders/{id}/payments"] = ForeignCases.Hidden(api => PathAsync(api, "/payments")),
        ["POST /api/v1/orders/{id}/payments"] =
            ForeignCases.Hidden(api => PathAsync(api, "/payments"), new { amount = 1, method = "cash" }),
        ["POST /api/v1/orders/{id}/refunds"] =
            ForeignCases.Hidden(api => PathAsync(api, "/refunds"), new { amount = 1, method = "cash" }),
        ["POST /api/v1/orders/{id}/notes"] = ForeignCases.Hidden(api => PathAsync(api, "/notes"), new { text = "hi" }),
    };

    /// <summary>The body of a complete service order.</summary>
    public static JsonObject Repair(string name = "John Smith") => new()
    {
        ["kind"] = "service",
        ["customer"] = new JsonObject
        {
            ["name"] = name,
            ["phone"] = "+1-555-012-3456",
            ["email"] = "john@example.com",
        },
        ["address"] = new JsonObject { ["line1"] = "123 Main St", ["city"] = "New York", ["postal_code"] = "10001" },
        ["service_label"] = "AC Repair",
        ["description"] = "AC unit not cooling",
        ["priority"] = "high",
        ["estimated_value"] = 250.00m,
    };

    /// <summary>The body of a complete product order.</summary>
    public static JsonObject Goods() => new()
    {
        ["kind"] = "product",
        ["customer"] = new JsonObject { ["name"] = "Mary Jones", ["email"] = "mary@example.com" },
        ["lines"] = new JsonArray(
            new JsonObject { ["name"] = "Sample Product", ["quantity"] = 2, ["unit_price"] = 49.99m },
            new JsonObject { ["name"] = "Gift wrap", ["quantity"] = 1, ["unit_price"] = 0.01m }),
        ["total"] = 99.99m,
    };

    /// <summary>Makes an order and answers it.</summary>
    public static async Task<JsonNode> PlaceAsync(
        this HttpClient client, JsonObject? body = null, string? key = null) =>
        await (await client.CreateAsync("/api/v1/orders", body ?? Repair(), key)).JsonAsync(201);

    /// <summary>Asks to move an order from the version it was read at.</summary>
    public static Task<HttpResponseMessage> MoveAsync(this HttpClient client, JsonNode order, object change) =>
        client.SendAsync(
            HttpMethod.Patch, $"{PathOf(order)}/status", change, ("If-Match", $"\"{order["version"]}\""));

    /// <summary>Moves an order step by step and answers it as it then stands.</summary>
    public static async Task<JsonNode> MovedAsync(this HttpClient client, JsonNode order, params string[] steps)
    {
        foreach (var status in steps)
            order = await (await client.MoveAsync(order, new { status })).JsonAsync(200);
        return order;
    }

    public static string PathOf(JsonNode order) => $"/api/v1/orders/{order["id"]}";

    private static async Task<string> NumberAsync(ApiFixture api) =>
        (await api.Owner.PlaceAsync())["order_number"]!.GetValue<string>();

    private static Task<string> PathAsync(ApiFixture api) => PathAsync(api, "");

    private static async Task<string> PathAsync(ApiFixture api, string rest) =>
        PathOf(await api.Owner.PlaceAsync()) + rest;
}
