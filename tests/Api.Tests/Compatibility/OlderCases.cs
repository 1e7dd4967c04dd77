using System.Text.Json.Nodes;
using Platform.Api;
using Platform.Http;
using Platform.Orders;

namespace Platform.Compatibility;

/// <summary>Earlier clients' routes: short ways to ask them, and what becomes of a request of another
/// account.</summary>
internal static class OlderCases
{
    private static int _locations = 100_000;

    public static IReadOnlyDictionary<string, ForeignCase> All { get; } = new Dictionary<string, ForeignCase>
    {
        ["GET /api/orders"] = ForeignCases.Listed("/api/orders", NumberAsync),
        ["POST /api/orders"] = ForeignCases.Own("/api/orders", Goods()),
        ["GET /api/orders/{id}"] = ForeignCases.Hidden(api => PathAsync(api, "")),
        ["GET /api/orders/stats/summary"] = ForeignCases.Own("/api/orders/stats/summary"),
        ["PUT /api/orders/{id}/status"] =
            ForeignCases.Hidden(api => PathAsync(api, "/status"), new { status = "cancelled" }),
        ["PATCH /api/orders/{id}/status"] =
            ForeignCases.Hidden(api => PathAsync(api, "/status"), new { status = "cancelled" }),
        ["POST /api/vendor-selection/create-order"] = ForeignCases.Own(
            "/api/vendor-selection/create-order", Sample.Request("create-from-selection.request.jsonc")),
        ["GET /api/vendors/{id}/history"] = ForeignCases.Hidden(async api =>
        {
            var vendor = new { name = "Ours", external_id = $"ours-{Guid.NewGuid():N}" };
            var made = await (await api.Owner.CreateAsync("/api/v1/vendors", vendor)).JsonAsync(201);
            return $"/api/vendors/{made["external_id"]}/history";
        }),
        ["POST /shop/setup"] = ForeignCases.Own("/shop/setup", Setup(7, "+12125550177")),
        ["GET /shops"] = ForeignCases.Listed("/shops", async api => $"{(await SetUpAsync(api))["shop_id"]}"),
        ["GET /shop/{location_id:long}/config"] =
            ForeignCases.Hidden(async api => $"/shop/{(await SetUpAsync(api))["location_id"]}/config"),
    };

    /// <summary>The body of the second document's curl line.</summary>
    public static JsonObject Goods() => Sample.Read("create-order.curl.txt");

    public static JsonObject Setup(int locationId, string phoneNumber) => new()
    {
        ["location_id"] = locationId,
        ["phone_number"] = phoneNumber,
        ["website_url"] = "https://example.com",
        ["business_name"] = "Example Salon",
    };

    /// <summary>A POST as an earlier client sends it, without any header of ours.</summary>
    public static Task<HttpResponseMessage> PostOlderAsync(this HttpClient client, string path, JsonNode body) =>
        client.SendAsync(HttpMethod.Post, path, body);

    private static async Task<JsonNode> SetUpAsync(ApiFixture api)
    {
        var location = Interlocked.Increment(ref _locations);
        return await (await api.Owner.PostOlderAsync("/shop/setup", Setup(location, $"+1212{location + 5_000_000}")))
            .JsonAsync(202);
    }

    private static async Task<string> NumberAsync(ApiFixture api) =>
        (await api.Owner.PlaceAsync())["order_number"]!.GetValue<string>();

    private static async Task<string> PathAsync(ApiFixture api, string rest) =>
        $"/api/orders/{await NumberAsync(api)}{rest}";
}
