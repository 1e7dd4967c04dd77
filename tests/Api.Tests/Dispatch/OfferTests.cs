using System.Text.Json.Nodes;
using Platform.Api;
using Platform.Orders;

namespace Platform.Dispatch;

public sealed class OfferTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task An_offer_says_what_and_roughly_where_but_not_for_whom()
    {
        var vendor = await api.HireAsync("reader");
        var order = await api.Owner.PlaceAsync();
        await api.OfferAsync(order, [vendor]);

        var offer = Assert.Single(await vendor.OffersAsync());

        Assert.Equal(order["order_number"]!.GetValue<string>(), offer["order_number"]!.GetValue<string>());
        Assert.Equal(
            ("AC Repair", "AC unit not cooling", "high", 25000L, "offered", "One"),
            (offer["service_label"]!.GetValue<string>(), offer["description"]!.GetValue<string>(),
                offer["priority"]!.GetValue<string>(), offer["amount_minor"]!.GetValue<long>(),
                offer["status"]!.GetValue<string>(), offer["account_name"]!.GetValue<string>()));
        Assert.Equal("10001", offer["address"]!["postal_code"]!.GetValue<string>());
        var text = offer.ToJsonString();
        Assert.All(
            ["John Smith", "123 Main", "5550123456", "555-012", "john@example.com"],
            secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_decline_is_an_answer_and_the_offer_is_gone()
    {
        var (vendor, other) = (await api.HireAsync("no thanks"), await api.HireAsync("waiting"));
        var order = await api.Owner.PlaceAsync();
        await api.OfferAsync(order, [vendor, other]);

        var answer = await (await vendor.DeclineAsync(order)).JsonAsync(200);

        Assert.Equal("declined", answer["status"]!.GetValue<string>());
        await (await vendor.DeclineAsync(order)).JsonAsync(200);
        Assert.Empty(await vendor.OffersAsync());
        Assert.Single(await other.OffersAsync());
        await (await vendor.AcceptAsync(order)).ProblemAsync(409, "offer-closed");
        Assert.Equal(["declined", "offered"], await StatusesAsync(order));
    }

    [Fact]
    public async Task An_offer_that_has_run_out_is_refused_and_not_shown()
    {
        var vendor = await api.HireAsync("asleep");
        var order = await api.Owner.PlaceAsync();
        await api.OfferAsync(order, [vendor], TimeSpan.FromMicroseconds(1));

        await (await vendor.AcceptAsync(order)).ProblemAsync(409, "offer-expired");
        Assert.Empty(await vendor.OffersAsync());
    }

    [Fact]
    public async Task Who_was_not_offered_an_order_finds_none()
    {
        var (vendor, stranger) = (await api.HireAsync("offered"), await api.HireAsync("unasked"));
        var order = await api.Owner.PlaceAsync();
        await api.OfferAsync(order, [vendor]);

        await (await stranger.AcceptAsync(order)).ProblemAsync(404, "not-found");
        await (await stranger.DeclineAsync(order)).ProblemAsync(404, "not-found");
        Assert.Empty(await stranger.OffersAsync());
    }

    [Fact]
    public async Task Who_was_blocked_meanwhile_answers_no_offers()
    {
        var vendor = await api.HireAsync("blocked");
        var order = await api.Owner.PlaceAsync();
        await api.OfferAsync(order, [vendor]);
        await (await api.Owner.SendAsync(
            HttpMethod.Patch, $"/api/v1/vendors/{vendor.VendorId}", new { status = "blocked" }, ("If-Match", "\"2\"")))
            .JsonAsync(200);

        await (await vendor.AcceptAsync(order)).ProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task A_vendor_of_two_accounts_sees_the_offers_of_both()
    {
        var vendor = await api.HireAsync("both");
        await api.HireAsync("both", api.Foreign);
        var (ours, theirs) = (await api.Owner.PlaceAsync(), await api.Foreign.PlaceAsync());
        await api.OfferAsync(ours, [vendor]);
        await api.OfferAsync(theirs, [vendor], account: api.ForeignAccountId);

        Assert.Equal(
            ["One", "Two"],
            (await vendor.OffersAsync()).Select(offer => offer["account_name"]!.GetValue<string>()).Order());
        await (await vendor.AcceptAsync(theirs)).JsonAsync(200);
        Assert.Single(await vendor.OffersAsync());
        await (await api.Owner.GetAsync($"{OrderCases.PathOf(theirs)}/offers")).ProblemAsync(404, "not-found");
    }

    private async Task<IEnumerable<string>> StatusesAsync(JsonNode order) =>
        (await (await api.Owner.GetAsync($"{OrderCases.PathOf(order)}/offers")).JsonAsync(200))["items"]!.AsArray()
            .Select(offer => offer!["status"]!.GetValue<string>()).Order();
}
