using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Platform.Api;
using Platform.Commits;
using Platform.Ids;
using Platform.Orders;

namespace Platform.Dispatch;

/// <summary>A vendor who is on the roster and signed in.</summary>
internal sealed record CrewMember(Guid VendorId, string Token, HttpClient Client)
{
    /// <summary>Takes the order.</summary>
    public Task<HttpResponseMessage> AcceptAsync(JsonNode order, string? key = null) =>
        AnswerAsync(order, "accept", key);

    public Task<HttpResponseMessage> DeclineAsync(JsonNode order) => AnswerAsync(order, "decline", key: null);

    /// <summary>What he is offered now.</summary>
    public async Task<IReadOnlyList<JsonNode>> OffersAsync() =>
    [
        .. (await (await Client.GetAsync("/api/v1/vendor/offers")).JsonAsync(200))["items"]!.AsArray()
            .OfType<JsonNode>(),
    ];

    /// <summary>Says that he is there.</summary>
    public async Task ShowAsync(double latitude = 40.71, double longitude = -74.0) =>
        await (await Client.PostAsJsonAsync("/api/v1/vendor/presence", new { online = true, latitude, longitude }))
            .JsonAsync(200);

    private Task<HttpResponseMessage> AnswerAsync(JsonNode order, string what, string? key) =>
        Client.SendAsync(
            HttpMethod.Post, $"/api/v1/vendor/offers/{order["id"]}/{what}", new { },
            key is null ? [] : [("Idempotency-Key", key)]);
}

/// <summary>Makes vendors and offers for tests.</summary>
internal static class Crew
{
    /// <summary>Puts somebody on the roster of the owner's account, who accepts the invitation.</summary>
    public static async Task<CrewMember> HireAsync(
        this ApiFixture api, string name, HttpClient? owner = null, object? services = null)
    {
        var made = await (await (owner ?? api.Owner).CreateAsync("/api/v1/vendors", new
        {
            name,
            email = $"{name.Replace(' ', '.')}@crew.test",
            status = "approved",
            services = services ?? new[] { new { category = "repairs", label = (string?)null } },
            area = new { latitude = 40.71, longitude = -74.0, radius_km = 30.0 },
        })).JsonAsync(201);
        var accepted = await (await api.Stranger.PostAsJsonAsync("/api/v1/invitations/accept", new
        {
            token = made["invitation_token"]!.GetValue<string>(),
            name,
            password = ApiFixture.Password,
        })).JsonAsync(200);
        var token = accepted["access_token"]!.GetValue<string>();
        return new(made["vendor_id"]!.GetValue<Guid>(), token, api.With(token));
    }

    /// <summary>Offers an order to these vendors in one wave, as dispatch does.</summary>
    public static async Task OfferAsync(
        this ApiFixture api, JsonNode order, IEnumerable<CrewMember> crew, TimeSpan? timeout = null,
        Guid? account = null, string name = "Crew")
    {
        var accountId = account ?? api.AccountId;
        var grain = api.Services.GetRequiredService<IGrainFactory>()
            .GetGrain<IOrderGrain>(GrainKey.Of(accountId, order["id"]!.GetValue<Guid>()));
        var last = (await grain.Offers()).Value.Select(offer => offer.Wave).DefaultIfEmpty(0).Max();
        var outcome = await grain.Offer(
            new OfferWave(
                last + 1,
                [
                    .. crew.Select(one => new OrderOffer
                    {
                        VendorId = one.VendorId,
                        VendorName = name,
                        Wave = last + 1,
                    }),
                ],
                timeout ?? TimeSpan.FromMinutes(5)),
            new Command(accountId, Actor.System, "test.offer"));
        Assert.Null(outcome.Refusal);
    }
}
