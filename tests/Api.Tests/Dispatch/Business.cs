using System.Text.Json.Nodes;
using Platform.Api;
using Platform.Orders;

namespace Platform.Dispatch;

/// <summary>An account with a shop, whose orders are dispatched.</summary>
internal sealed class Business
{
    private readonly ApiFixture _api;
    private readonly string _name;
    private readonly string _shopId;

    private Business(ApiFixture api, string name, HttpClient owner, string shopId) =>
        (_api, _name, Owner, _shopId) = (api, name, owner, shopId);

    public HttpClient Owner { get; }

    public static async Task<Business> OpenAsync(ApiFixture api, string name)
    {
        var (_, owner) = await api.CreateAccountAsync(name, $"owner@{name}.test");
        var shop = await (await owner.CreateAsync(
            "/api/v1/shops", new { name, timezone = "America/New_York", currency = "USD" })).JsonAsync(201);
        return new(api, name, owner, shop["id"]!.GetValue<string>());
    }

    public Task<CrewMember> HireAsync(string name, object? services = null) =>
        _api.HireAsync($"{name} {_name}", Owner, services);

    /// <summary>A repair in Manhattan.</summary>
    /// <param name="wanted">When; null for now.</param>
    public Task<JsonNode> PlaceAsync(JsonObject? wanted = null)
    {
        var body = OrderCases.Repair();
        body["shop_id"] = _shopId;
        body["requested_time"] = wanted;
        body["location"] = new JsonObject { ["latitude"] = 40.7128, ["longitude"] = -74.006 };
        return Owner.PlaceAsync(body);
    }

    public async Task<JsonNode> ReadAsync(JsonNode order) =>
        await (await Owner.GetAsync(OrderCases.PathOf(order))).JsonAsync(200);

    public async Task<IReadOnlyList<JsonNode>> OffersAsync(JsonNode order) =>
    [
        .. (await (await Owner.GetAsync($"{OrderCases.PathOf(order)}/offers")).JsonAsync(200))["items"]!.AsArray()
            .OfType<JsonNode>(),
    ];

    public async Task<IReadOnlyList<string>> StatusesAsync(JsonNode order) =>
        [.. (await OffersAsync(order)).Select(offer => offer["status"]!.GetValue<string>())];

    public async Task<string> HistoryAsync(JsonNode order) =>
        (await (await Owner.GetAsync($"{OrderCases.PathOf(order)}/history")).JsonAsync(200)).ToJsonString();

    public async Task<string> AlertsAsync() =>
        (await (await Owner.GetAsync("/api/v1/alerts")).JsonAsync(200)).ToJsonString();
}
