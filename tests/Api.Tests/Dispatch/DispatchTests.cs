using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Api;
using Platform.Calls;
using Platform.Orders;

namespace Platform.Dispatch;

/// <summary>From an order that is placed to a vendor who has it, through the log, the due work and the database of the
/// real host. Each test has a business of its own, so that nobody is offered another test's orders.</summary>
public sealed class DispatchTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static object Cleaning => new[] { new { category = "cleaning", label = (string?)null } };

    [Fact]
    public async Task A_shops_order_is_offered_by_itself_to_who_is_near_and_can_do_it()
    {
        var business = await Business.OpenAsync(api, "fits");
        var fit = await business.HireAsync("fit");
        var (painter, away) = (await business.HireAsync("painter", Cleaning), await business.HireAsync("away"));
        await fit.ShowAsync();
        await painter.ShowAsync();

        var order = await business.PlaceAsync();

        await Eventually.Async(async () => Assert.Single(await fit.OffersAsync()));
        Assert.Empty(await painter.OffersAsync());
        Assert.Empty(await away.OffersAsync());
        await (await fit.AcceptAsync(order)).JsonAsync(200);
        var offer = Assert.Single(await business.OffersAsync(order));
        Assert.Equal(("accepted", 1), (offer["status"]!.GetValue<string>(), offer["wave"]!.GetValue<int>()));
        Assert.Equal(
            ["distance", "presence", "skill", "waiting"], offer["score_terms"]!.AsObject().Select(term => term.Key));
        Assert.Equal(
            offer["score"]!.GetValue<double>(),
            offer["score_terms"]!.AsObject().Sum(term => term.Value!.GetValue<double>()), 2);
        Assert.InRange(offer["distance_km"]!.GetValue<double>(), 0.1, 20);
    }

    [Fact]
    public async Task A_decline_goes_to_the_next_and_a_job_given_back_to_somebody_else()
    {
        var business = await Business.OpenAsync(api, "turns");
        var (first, second, third) = (await business.HireAsync("first"), await business.HireAsync("second"),
            await business.HireAsync("third"));
        await first.ShowAsync();
        var order = await business.PlaceAsync();
        await Eventually.Async(async () => Assert.Single(await first.OffersAsync()));
        await second.ShowAsync();

        await (await first.DeclineAsync(order)).JsonAsync(200);

        await Eventually.Async(async () => Assert.Single(await second.OffersAsync()));
        await (await second.AcceptAsync(order)).JsonAsync(200);
        await third.ShowAsync();
        order = await business.ReadAsync(order);
        var again = await (await business.Owner.SendAsync(
            HttpMethod.Post, $"{OrderCases.PathOf(order)}/reassign", new { reason = "van broke down" },
            ("If-Match", $"\"{order["version"]}\""))).JsonAsync(200);

        Assert.Equal("new", again["status"]!.GetValue<string>());
        Assert.Null(again["vendor_id"]);
        await Eventually.Async(async () => Assert.Single(await third.OffersAsync()));
        Assert.Empty(await first.OffersAsync());
        Assert.Empty(await second.OffersAsync());
        await (await second.AcceptAsync(order)).ProblemAsync(409, "offer-closed");
        await (await third.AcceptAsync(order)).JsonAsync(200);
    }

    [Fact]
    public async Task Who_is_blocked_loses_his_offers_and_his_job()
    {
        var business = await Business.OpenAsync(api, "blocks");
        var (vendor, heir) = (await business.HireAsync("unwanted"), await business.HireAsync("heir"));
        await vendor.ShowAsync();
        var (job, offer) = (await business.PlaceAsync(), await business.PlaceAsync());
        await Eventually.Async(async () => Assert.Equal(2, (await vendor.OffersAsync()).Count));
        await (await vendor.AcceptAsync(job)).JsonAsync(200);
        await heir.ShowAsync();

        await (await business.Owner.SendAsync(
            HttpMethod.Patch, $"/api/v1/vendors/{vendor.VendorId}", new { status = "blocked" }, ("If-Match", "\"2\"")))
            .JsonAsync(200);

        await Eventually.Async(async () => Assert.Equal(2, (await heir.OffersAsync()).Count));
        Assert.Null((await business.ReadAsync(job))["vendor_id"]);
        Assert.Empty(await vendor.OffersAsync());
        Assert.Contains("withdrawn", await business.StatusesAsync(offer));
        Assert.Contains("released", await business.StatusesAsync(job));
    }

    [Fact]
    public async Task Staff_offer_an_order_to_whom_they_want_if_he_is_on_the_roster()
    {
        var business = await Business.OpenAsync(api, "chooses");
        var chosen = await business.HireAsync("chosen", Cleaning);
        var order = await business.Owner.PlaceAsync();
        var path = $"{OrderCases.PathOf(order)}/dispatch";

        await (await business.Owner.SendAsync(HttpMethod.Post, path, new { })).ProblemAsync(428, "if-match-missing");
        await (await business.Owner.SendAsync(HttpMethod.Post, path, new { }, ("If-Match", "\"9\"")))
            .ProblemAsync(412, "version-differs");
        var wrong = await (await business.Owner.SendAsync(
            HttpMethod.Post, path, new { vendor_id = Guid.NewGuid() }, ("If-Match", "\"1\"")))
            .ProblemAsync(422, "validation-failed");
        Assert.Equal(["/vendor_id"], wrong.Pointers());
        (string, string)[] headers = [("If-Match", "\"1\""), ("Idempotency-Key", Guid.NewGuid().ToString())];
        var body = new { vendor_id = chosen.VendorId, reason = "knows the house" };
        var started = await (await business.Owner.SendAsync(HttpMethod.Post, path, body, headers)).JsonAsync(200);
        var again = await business.Owner.SendAsync(HttpMethod.Post, path, body, headers);

        Assert.Equal("offering", started["dispatch_status"]!.GetValue<string>());
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        var offer = Assert.Single(await business.OffersAsync(order));
        Assert.Equal(chosen.VendorId, offer["vendor_id"]!.GetValue<Guid>());
        Assert.Equal(1, offer["score_terms"]!["chosen"]!.GetValue<double>());
        await (await chosen.AcceptAsync(order)).JsonAsync(200);
        await (await business.Owner.SendAsync(
            HttpMethod.Post, path, new { }, ("If-Match", $"\"{(await business.ReadAsync(order))["version"]}\"")))
            .ProblemAsync(409, "illegal-transition");
    }

    [Fact]
    public async Task Whom_somebody_chose_with_the_order_is_asked_first_whatever_he_does()
    {
        var business = await Business.OpenAsync(api, "prefers");
        var (chosen, fit) = (await business.HireAsync("preferred", Cleaning), await business.HireAsync("other"));
        await fit.ShowAsync();
        var body = OrderCases.Repair();
        body["selected_vendors"] = new JsonArray(chosen.VendorId.ToString());

        var order = await business.Owner.PlaceAsync(body);

        await Eventually.Async(async () => Assert.Single(await chosen.OffersAsync()));
        Assert.Empty(await fit.OffersAsync());
        await (await chosen.AcceptAsync(order)).JsonAsync(200);
    }

    [Fact]
    public async Task Whom_somebody_chose_for_a_draft_is_asked_when_it_is_confirmed()
    {
        var business = await Business.OpenAsync(api, "drafts");
        var chosen = await business.HireAsync("drafted", Cleaning);
        var body = OrderCases.Repair();
        body["selected_vendors"] = new JsonArray(chosen.VendorId.ToString());
        body["draft"] = true;
        var draft = await business.Owner.PlaceAsync(body);
        Assert.Null(draft["shop_id"]);

        await business.Owner.MovedAsync(draft, "new");

        await Eventually.Async(async () => Assert.Single(await chosen.OffersAsync()));
    }

    [Fact]
    public async Task An_account_without_vendors_does_not_dispatch()
    {
        var business = await Business.OpenAsync(api, "alone");
        var order = await business.PlaceAsync();
        var read = await business.Owner.GetAsync(OrderCases.PathOf(order));
        var position = long.Parse(read.Headers.GetValues("X-Position").Single(), CultureInfo.InvariantCulture);

        await Eventually.Async(async () => Assert.Contains(
            (await (await api.Admin.GetAsync("/api/v1/consumers")).JsonAsync(200))["items"]!.AsArray(),
            lane => lane!["consumer"]!.GetValue<string>() == "dispatch"
                && lane["position"]!.GetValue<long>() >= position));

        var after = await business.ReadAsync(order);
        Assert.Equal(("none", 1L), (after["dispatch_status"]!.GetValue<string>(), after["version"]!.GetValue<long>()));
    }
}
