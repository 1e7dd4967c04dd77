using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Platform.Api;
using Platform.Calls;
using Platform.Dispatch;
using Platform.Erasures;
using Platform.Orders;

namespace Platform.Tracking;

/// <summary>What a customer thinks of the work: said on the tracking page, counted for the vendor.</summary>
public sealed class RatingTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_customer_rates_what_is_done_and_the_vendors_figures_say_so()
    {
        var business = await Business.OpenAsync(api, "rated");
        var vera = await business.HireAsync("rated-vera");
        await vera.ShowAsync();
        var order = await business.PlaceAsync();
        await Eventually.Async(async () => Assert.Single(await vera.OffersAsync()));
        await (await vera.AcceptAsync(order)).JsonAsync(200);
        var token = TokenOf(await business.ReadAsync(order));
        await (await RateAsync(new { stars = 5, token })).ProblemAsync(409, "not-done-yet");
        await business.Owner.MovedAsync(await business.ReadAsync(order), "processing");
        await business.Owner.MovedAsync(await business.ReadAsync(order), "completed");

        var first = await (await RateAsync(new { stars = 2, comment = " Came late, zanzibar ", token })).JsonAsync(200);
        await (await RateAsync(new { stars = 2, comment = "Came late, zanzibar", token })).JsonAsync(200);
        await (await RateAsync(new { stars = 4, comment = "Not that late, zanzibar", token })).JsonAsync(200);

        Assert.Equal("Came late, zanzibar", first["rating"]!["comment"]!.GetValue<string>());
        Assert.True(first["may_rate"]!.GetValue<bool>());
        var path = $"/api/v1/vendors/{vera.VendorId}";
        await Eventually.Async(async () =>
        {
            var history = await (await business.Owner.GetAsync($"{path}/history")).JsonAsync(200);
            Assert.Equal((4.0, 1L), (
                history["figures"]!["average_rating"]?.GetValue<double>(),
                history["figures"]!["ratings"]!.GetValue<long>()));
        });
        var vendor = await (await business.Owner.GetAsync(path)).JsonAsync(200);
        Assert.Equal(4.0, vendor["rating"]!.GetValue<double>());
        var read = await business.ReadAsync(order);
        Assert.Equal(4, read["rating"]!["stars"]!.GetValue<int>());

        var erase = await business.Owner.CreateAsync(
            $"{OrderCases.PathOf(order)}/erase-person", new { reason = "asked" });
        var erased = await erase.JsonAsync(200);
        Assert.Equal((4, null), (
            erased["rating"]!["stars"]!.GetValue<int>(), erased["rating"]!["comment"]?.GetValue<string>()));
        Assert.Equal([], await Erasing.TablesWithAsync(api, "zanzibar"));
        await (await RateAsync(new { stars = 1, token })).ProblemAsync(409, "rating-closed");
    }

    [Fact]
    public async Task A_proof_is_needed_and_every_wrong_field_is_named()
    {
        var order = await api.Owner.PlaceAsync();
        var number = order["order_number"]!.GetValue<string>();

        var guessed = await RateAsync(new { stars = 5, order_number = number, proof = "0000" });
        await guessed.ProblemAsync(404, "not-found");
        await (await RateAsync(new { stars = 5, token = "x" })).ProblemAsync(404, "not-found");
        var wrong = await RateAsync(new { stars = 6, comment = new string('x', 1001) });
        Assert.Equal(
            ["/comment", "/order_number", "/proof", "/stars"],
            (await wrong.ProblemAsync(422, "validation-failed")).Pointers());
    }

    [Fact]
    public async Task Who_guesses_by_rating_uses_up_the_tries_of_the_order()
    {
        var number = (await api.Owner.PlaceAsync())["order_number"]!.GetValue<string>();
        for (var i = 0; i < IProofAttempts.AtOnceMax; i++)
        {
            var guessed = await RateAsync(new { stars = 5, order_number = number, proof = $"{i:D4}" });
            await guessed.ProblemAsync(404, "not-found");
        }

        var refused = await RateAsync(new { stars = 5, order_number = number, proof = "3456" });
        await refused.ProblemAsync(429, "too-many-requests");
        Assert.NotNull(refused.Headers.RetryAfter);
        var seen = await api.Stranger.SendAsync(
            HttpMethod.Post, "/api/v1/track", new { order_number = number, proof = "3456" });
        await seen.ProblemAsync(429, "too-many-requests");
    }

    [Fact]
    public async Task A_draft_is_nobodys_to_rate()
    {
        var body = OrderCases.Repair();
        body["draft"] = true;
        var draft = await api.Owner.PlaceAsync(body);
        var number = draft["order_number"]!.GetValue<string>();
        var token = api.Services.GetRequiredService<TrackingLinks>()
            .TokenOf(api.AccountId, draft["id"]!.GetValue<Guid>());

        var proven = await RateAsync(new { stars = 5, order_number = number, proof = "3456" });
        await proven.ProblemAsync(404, "not-found");
        await (await RateAsync(new { stars = 5, token })).ProblemAsync(404, "not-found");
    }

    private static string TokenOf(JsonNode order) => order["tracking_url"]!.GetValue<string>().Split('/')[^1];

    private Task<HttpResponseMessage> RateAsync(object body) =>
        api.Stranger.SendAsync(HttpMethod.Put, "/api/v1/track/rating", body);
}
