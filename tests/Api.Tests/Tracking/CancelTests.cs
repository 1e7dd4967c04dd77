using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Platform.Api;
using Platform.Calls;
using Platform.Dispatch;
using Platform.Orders;
using Platform.Stock;

namespace Platform.Tracking;

/// <summary>Customers take their orders back where they track them.</summary>
public sealed class CancelTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_customer_cancels_and_everybody_is_told_who_it_was()
    {
        var business = await Business.OpenAsync(api, "cancels");
        var vera = await business.HireAsync("cancels-vera");
        await vera.ShowAsync();
        var order = await business.PlaceAsync();
        await Eventually.Async(async () => Assert.Single(await vera.OffersAsync()));
        var token = TokenOf(order);
        Assert.True((await SeeAsync(token))["may_cancel"]!.GetValue<bool>());

        var cancelled = await (await CancelAsync(new { token, reason = " Found somebody else " })).JsonAsync(200);
        await (await CancelAsync(new { token })).JsonAsync(200);

        Assert.Equal(("cancelled", false), (
            cancelled["status"]!.GetValue<string>(), cancelled["may_cancel"]!.GetValue<bool>()));
        var after = await business.ReadAsync(order);
        Assert.Equal("Found somebody else", after["cancel_reason"]!.GetValue<string>());
        var history = await (await business.Owner.GetAsync($"{OrderCases.PathOf(order)}/history")).JsonAsync(200);
        var steps = history["items"]!.AsArray().Where(entry => (string?)entry!["to"] == "cancelled");
        Assert.Equal(
            $"customer:{order["id"]!.GetValue<Guid>():N}", Assert.Single(steps)!["actor"]!.GetValue<string>());
        await Eventually.Async(async () => Assert.Equal(["withdrawn"], await business.StatusesAsync(order)));
        Assert.Empty(await vera.OffersAsync());
    }

    [Fact]
    public async Task Goods_that_are_cancelled_can_be_sold_again()
    {
        var item = await api.ItemAsync(10);
        var order = await api.Owner.PlaceAsync(Shelf.OrderOf((item, 3)));
        Assert.Equal("10/3", await api.StandsAsync(item));

        await (await CancelAsync(new { token = TokenOf(order) })).JsonAsync(200);

        Assert.Equal("10/0", await api.StandsAsync(item));
    }

    [Fact]
    public async Task A_proof_is_needed_and_every_wrong_field_is_named()
    {
        var order = await api.Owner.PlaceAsync();
        var number = order["order_number"]!.GetValue<string>();

        await (await CancelAsync(new { order_number = number, proof = "0000" })).ProblemAsync(404, "not-found");
        await (await CancelAsync(new { token = "x" })).ProblemAsync(404, "not-found");
        var wrong = await CancelAsync(new { reason = new string('x', 501) });
        Assert.Equal(
            ["/order_number", "/proof", "/reason"], (await wrong.ProblemAsync(422, "validation-failed")).Pointers());
        Assert.Equal("new", (await ReadAsync(order))["status"]!.GetValue<string>());

        await (await CancelAsync(new { order_number = number, proof = "3456" })).JsonAsync(200);
        Assert.Equal("cancelled", (await ReadAsync(order))["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Who_guesses_by_cancelling_uses_up_the_tries_of_the_order()
    {
        var number = (await api.Owner.PlaceAsync())["order_number"]!.GetValue<string>();
        for (var i = 0; i < IProofAttempts.AtOnceMax; i++)
        {
            var guessed = await CancelAsync(new { order_number = number, proof = $"{i:D4}" });
            await guessed.ProblemAsync(404, "not-found");
        }

        var refused = await CancelAsync(new { order_number = number, proof = "3456" });
        await refused.ProblemAsync(429, "too-many-requests");
    }

    [Theory]
    [InlineData("accepted", 200)]
    [InlineData("accepted on_way", 409)]
    [InlineData("accepted processing", 409)]
    [InlineData("accepted processing completed", 409)]
    public async Task Until_somebody_is_on_the_way(string steps, int status)
    {
        var order = await api.Owner.PlaceAsync();
        var token = TokenOf(order);
        await api.Owner.MovedAsync(order, steps.Split(' '));

        Assert.Equal(status == 200, (await SeeAsync(token))["may_cancel"]!.GetValue<bool>());
        var answer = await CancelAsync(new { token });

        if (status == 200)
            await answer.JsonAsync(200);
        else
            Assert.Null((await answer.ProblemAsync(409, "too-late-to-cancel"))["allowed"]);
    }

    [Fact]
    public async Task A_shop_may_keep_cancelling_to_itself()
    {
        var shop = await (await api.Owner.CreateAsync("/api/v1/shops", new
        {
            name = "Firm",
            timezone = "UTC",
            customers_may_cancel = false,
        })).JsonAsync(201);
        Assert.False(shop["customers_may_cancel"]!.GetValue<bool>());
        var body = OrderCases.Repair();
        body["shop_id"] = shop["id"]!.GetValue<string>();
        var token = TokenOf(await api.Owner.PlaceAsync(body));

        Assert.False((await SeeAsync(token))["may_cancel"]!.GetValue<bool>());
        await (await CancelAsync(new { token })).ProblemAsync(409, "shop-cancels");
        var patched = await (await api.Owner.SendAsync(
            HttpMethod.Patch, $"/api/v1/shops/{shop["id"]}", new { customers_may_cancel = true },
            ("If-Match", $"\"{shop["version"]}\""))).JsonAsync(200);
        Assert.True(patched["customers_may_cancel"]!.GetValue<bool>());
        await (await CancelAsync(new { token })).JsonAsync(200);
    }

    [Fact]
    public async Task A_draft_is_nobodys_to_cancel()
    {
        var body = OrderCases.Repair();
        body["draft"] = true;
        var draft = await api.Owner.PlaceAsync(body);
        var token = api.Services.GetRequiredService<TrackingLinks>()
            .TokenOf(api.AccountId, draft["id"]!.GetValue<Guid>());

        await (await CancelAsync(new { token })).ProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task What_is_sent_again_under_its_key_cancels_no_order_that_was_opened_again()
    {
        var order = await api.Owner.PlaceAsync();
        var (token, key) = (TokenOf(order), Guid.NewGuid().ToString());
        await (await CancelAsync(new { token }, key)).JsonAsync(200);
        var cancelled = await ReadAsync(order);
        await (await api.Owner.SendAsync(
            HttpMethod.Post, $"{OrderCases.PathOf(order)}/reopen", new { reason = "Rang again" },
            ("If-Match", $"\"{cancelled["version"]}\""))).JsonAsync(200);

        var again = await CancelAsync(new { token }, key);

        Assert.Equal("new", (await again.JsonAsync(200))["status"]!.GetValue<string>());
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        await (await CancelAsync(new { token, reason = "Another" }, key))
            .ProblemAsync(422, "idempotency-key-reused");
    }

    [Fact]
    public async Task Setting_off_and_cancelling_at_once_leave_one_of_the_two()
    {
        for (var round = 0; round < 10; round++)
        {
            var order = await api.Owner.PlaceAsync();
            order = await api.Owner.MovedAsync(order, "accepted");

            var going = api.Owner.MoveAsync(order, new { status = "on_way" });
            var cancelling = CancelAsync(new { token = TokenOf(order) });
            var (gone, cancelled) = (await going, await cancelling);

            var status = (await ReadAsync(order))["status"]!.GetValue<string>();
            if ((int)gone.StatusCode == 200)
            {
                await cancelled.ProblemAsync(409, "too-late-to-cancel");
                Assert.Equal("on_way", status);
            }
            else
            {
                await cancelled.JsonAsync(200);
                Assert.Equal("cancelled", status);
            }
        }
    }

    private static string TokenOf(JsonNode order) => order["tracking_url"]!.GetValue<string>().Split('/')[^1];

    private async Task<JsonNode> SeeAsync(string token) =>
        await (await api.Stranger.GetAsync($"/api/v1/track/-?token={token}")).JsonAsync(200);

    private async Task<JsonNode> ReadAsync(JsonNode order) =>
        await (await api.Owner.GetAsync(OrderCases.PathOf(order))).JsonAsync(200);

    private Task<HttpResponseMessage> CancelAsync(object body, string? key = null) =>
        api.Stranger.SendAsync(
            HttpMethod.Post, "/api/v1/track/cancel", body, key is null ? [] : [("Idempotency-Key", key)]);
}
