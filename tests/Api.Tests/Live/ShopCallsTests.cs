using System.Net.Http.Json;
using Platform.Api;
using Platform.Calls;
using Platform.Testing;

namespace Platform.Live;

/// <summary>Staff of one shop hear the calls of that shop while they are held, and of no other.</summary>
public sealed class ShopCallsTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Who_is_bound_to_a_shop_hears_its_calls_and_the_words_being_spoken()
    {
        var line = await TestLine.CreateAsync(api, api.Owner);
        var other = await TestLine.CreateAsync(api, api.Owner);
        await using var hub = await HubSocket.ConnectAsync(
            api.Address.ToString().TrimEnd('/').Replace("http:", "ws:", StringComparison.Ordinal),
            await HireAsync($"{line.Shop["id"]}"));
        await hub.SubscribeAsync(null, "calls");
        Assert.Null((await hub.AnswerAsync()).Error);
        await other.RingAsync(TestLine.NewCallSid());

        var sid = TestLine.NewCallSid();
        using var relay = await line.ConnectAsync(await line.RingAsync(sid), sid);

        var started = await hub.CallAsync("Happened");
        Assert.Equal("call.started", started.GetProperty("kind").GetString());
        Assert.Equal($"{line.Shop["id"]}", started.GetProperty("body").GetProperty("shop_id").GetString());
        await relay.SayAsync("My AC unit does not cool");
        var spoken = await hub.CallAsync("Now");
        Assert.Equal("call.speaking", spoken.GetProperty("kind").GetString());
    }

    private async Task<string> HireAsync(string shopId)
    {
        var email = $"{Guid.NewGuid():N}@one.test";
        var invitation = await (await api.Owner.CreateAsync(
            "/api/v1/invitations", new { email, role = "staff", shop_id = shopId })).JsonAsync(201);
        var accepted = await (await api.Stranger.PostAsJsonAsync("/api/v1/invitations/accept", new
        {
            token = invitation["token"]!.GetValue<string>(),
            name = "Shop Staff",
            password = ApiFixture.Password,
        })).JsonAsync(200);
        return accepted["access_token"]!.GetValue<string>();
    }
}
