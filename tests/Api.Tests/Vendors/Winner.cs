using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Platform.Api;
using Platform.Dispatch;
using Platform.Orders;

namespace Platform.Vendors;

/// <summary>A vendor who is signed in and on our roster, and the orders that he has won.</summary>
internal sealed class Winner : IDisposable
{
    private readonly ApiFixture _api;

    private Winner(ApiFixture api, Guid id, HttpClient client)
    {
        (_api, Id, Client) = (api, id, client);
    }

    public Guid Id { get; }

    /// <summary>Signed in as the vendor.</summary>
    public HttpClient Client { get; }

    /// <summary>Puts a new vendor on the roster of <paramref name="account"/> and signs him in.</summary>
    public static async Task<Winner> CreateAsync(ApiFixture api, HttpClient account, string name = "Vera Vendor")
    {
        var email = $"{Guid.NewGuid():N}@vendors.test";
        var made = await AddAsync(account, name, email);
        var accepted = await api.Stranger.PostAsJsonAsync("/api/v1/invitations/accept", new
        {
            token = made["invitation_token"]!.GetValue<string>(),
            name,
            password = ApiFixture.Password,
        });
        var token = (await accepted.JsonAsync(200))["access_token"]!.GetValue<string>();
        return new Winner(api, made["vendor_id"]!.GetValue<Guid>(), api.With(token));
    }

    /// <summary>Works for another account, too: is put on its roster and accepts its invitation.</summary>
    public async Task JoinAsync(HttpClient account, string name = "Vera Vendor")
    {
        var me = await (await Client.GetAsync("/api/v1/me")).JsonAsync(200);
        var made = await AddAsync(account, name, me["email"]!.GetValue<string>());
        using var joined = await _api.AcceptAsync(made["invitation_token"]!.GetValue<string>());
    }

    /// <summary>Puts a vendor on a roster, approved.</summary>
    public static async Task<JsonNode> AddAsync(HttpClient account, string name, string email) =>
        await (await account.CreateAsync("/api/v1/vendors", new { name, email, status = "approved" })).JsonAsync(201);

    /// <summary>Is offered an order of an account, takes it, and answers it as that account sees it.</summary>
    public async Task<JsonNode> TakeAsync(HttpClient account, JsonNode order)
    {
        var me = new CrewMember(Id, "", Client);
        await _api.OfferAsync(
            order, [me], account: account == _api.Foreign ? _api.ForeignAccountId : _api.AccountId);
        await (await me.AcceptAsync(order)).JsonAsync(200);
        return await (await account.GetAsync(OrderCases.PathOf(order))).JsonAsync(200);
    }

    /// <summary>Takes a step with one of his orders.</summary>
    public Task<HttpResponseMessage> MoveAsync(JsonNode order, object change, string? key = null) => Client.SendAsync(
        HttpMethod.Patch, $"/api/v1/vendor/orders/{order["id"]}/status", change,
        ("If-Match", $"\"{order["version"]}\""), ("Idempotency-Key", key ?? Guid.NewGuid().ToString()));

    /// <summary>His list.</summary>
    public async Task<JsonArray> JobsAsync(string query = "") =>
        (await (await Client.GetAsync($"/api/v1/vendor/orders{query}")).JsonAsync(200))["items"]!.AsArray();

    public void Dispose() => Client.Dispose();
}
