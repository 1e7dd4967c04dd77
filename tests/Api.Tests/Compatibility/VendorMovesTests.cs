using System.Text.Json.Nodes;
using Platform.Api;
using Platform.Calls;
using Platform.Dispatch;
using Platform.Images;

namespace Platform.Compatibility;

/// <summary>A vendor does an order through the first document's route, and the list shows each of its fields.</summary>
public sealed class VendorMovesTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly string[] Free = ["id", "date", "assignedAt", "onWayAt", "processingAt"];

    [Fact]
    public async Task The_samples_of_the_list_and_of_a_change_hold_in_every_field()
    {
        var (_, owner) = await api.CreateAccountAsync("Samples", $"owner@{Guid.NewGuid():N}.test");
        var vendor = await HireAsync("John Doe", "vendor-123", owner);
        var account = (await (await owner.GetAsync("/api/v1/me")).JsonAsync(200))["accounts"]![0]!["account_id"]!;
        var order = await PlaceAsync(owner);
        var path = $"/api/orders/{order["id"]}/status";
        await api.OfferAsync(ById(order), [vendor], account: account.GetValue<Guid>(), name: "John Doe");

        await (await vendor.Client.SendAsync(
            HttpMethod.Put, path, new { status = "Accepted", vendor_id = "vendor-123" })).JsonAsync(200);

        var accepted = Sample.Read("list-orders.response.jsonc");
        foreach (var later in new[] { "onWayAt", "processingAt", "invoice" })
            accepted["data"]![0]!.AsObject().Remove(later);
        var list = await (await owner.GetAsync("/api/orders?status=Accepted&service_type=AC%20Repair")).JsonAsync(200);
        Sample.AssertSame(accepted, list, Free);
        Assert.True(list["data"]![0]!.AsObject().ContainsKey("invoice"));
        var byVendor = await (await owner.GetAsync("/api/orders?vendor_id=vendor-123")).JsonAsync(200);
        Assert.Equal(1, byVendor["total"]!.GetValue<int>());

        await (await vendor.Client.SendAsync(HttpMethod.Put, path, new { status = "On Way" })).JsonAsync(200);
        var moved = await (await vendor.Client.SendAsync(
            HttpMethod.Put, path, Sample.Read("update-status.request.jsonc"))).JsonAsync(200);

        Sample.AssertSame(Sample.Read("update-status.response.jsonc"), moved);
        Assert.Equal(275.00m, moved["data"]!["dealing_price"]!.GetValue<decimal>());
        Assert.Equal("https://storage.com/before.jpg", moved["data"]!["before_image_url"]!.GetValue<string>());
        var working = Sample.Read("list-orders.response.jsonc");
        working["data"]![0]!["amount"] = 275.00m;
        working["data"]![0]!["status"] = "Processing";
        working["data"]![0]!.AsObject().Remove("invoice");
        list = await (await owner.GetAsync("/api/orders")).JsonAsync(200);
        Sample.AssertSame(working, list, Free);

        await (await vendor.Client.SendAsync(HttpMethod.Put, path, new { status = "Completed" })).JsonAsync(200);
        var done = Sample.Read("list-orders.response.jsonc");
        done["data"]![0]!["amount"] = 275.00m;
        done["data"]![0]!["status"] = "Completed";
        await Eventually.Async(async () =>
        {
            list = await (await owner.GetAsync("/api/orders")).JsonAsync(200);
            Sample.AssertSame(done, list, Free);
        });
        Assert.Equal(275.00m, list["data"]![0]!["invoice"]!["final_price"]!.GetValue<decimal>());
    }

    [Fact]
    public async Task The_first_who_accepts_has_it_and_the_other_is_too_late()
    {
        var (first, second) = (await HireAsync("Fay First", "first"), await HireAsync("Sam Second", "second"));
        var order = await PlaceAsync(api.Owner);
        var path = $"/api/orders/{order["id"]}/status";
        await api.OfferAsync(ById(order), [first, second]);

        await (await first.Client.SendAsync(HttpMethod.Put, path, new { status = "accepted" })).JsonAsync(200);
        var late = await second.Client.SendAsync(HttpMethod.Put, path, new { status = "accepted" });

        var problem = await late.ProblemAsync(409, "offer-taken");
        Assert.False(problem["success"]!.GetValue<bool>());
        await (await first.Client.SendAsync(HttpMethod.Put, path, new { status = "accepted" })).JsonAsync(200);
    }

    [Fact]
    public async Task A_vendor_speaks_for_himself_and_moves_only_what_he_was_offered()
    {
        var (his, other) = (await HireAsync("Hugh His", "his"), await HireAsync("Otto Other", "other"));
        var order = await PlaceAsync(api.Owner);
        var path = $"/api/orders/{order["id"]}/status";
        await api.OfferAsync(ById(order), [his]);

        var unasked = await other.Client.SendAsync(HttpMethod.Put, path, new { status = "accepted" });
        var disguised = await his.Client.SendAsync(
            HttpMethod.Put, path, new { status = "accepted", vendor_id = "other" });

        await unasked.ProblemAsync(404, "not-found");
        await disguised.ProblemAsync(403, "vendor-differs");
        var stands = await (await api.Owner.GetAsync($"/api/orders/{order["id"]}")).JsonAsync(200);
        Assert.Equal("new", stands["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Staff_may_name_the_orders_vendor_and_no_other()
    {
        var (his, _) = (await HireAsync("Vic Vendor", "vic"), await HireAsync("Una Other", "una"));
        var order = await PlaceAsync(api.Owner);
        var path = $"/api/orders/{order["id"]}/status";
        await api.OfferAsync(ById(order), [his]);
        await (await his.Client.SendAsync(HttpMethod.Put, path, new { status = "accepted" })).JsonAsync(200);

        var other = await api.Owner.SendAsync(
            HttpMethod.Put, path, new { status = "Processing", vendor_id = "una" });
        var own = await api.Owner.SendAsync(HttpMethod.Put, path, new { status = "Processing", vendor_id = "vic" });

        await other.ProblemAsync(403, "vendor-differs");
        Assert.Equal("Processing", (await own.JsonAsync(200))["data"]!["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_key_that_may_only_read_moves_nothing()
    {
        var order = await PlaceAsync(api.Owner);
        var key = await (await api.Owner.CreateAsync(
            "/api/v1/api-keys", new { name = "Board", scopes = new[] { "orders:read" } })).JsonAsync(201);
        using var board = api.With(key["secret"]!.GetValue<string>());

        var moved = await board.SendAsync(
            HttpMethod.Put, $"/api/orders/{order["id"]}/status", new { status = "accepted" });

        await moved.ProblemAsync(403, "forbidden");
        await (await board.GetAsync($"/api/orders/{order["id"]}")).JsonAsync(200);
    }

    [Fact]
    public async Task A_vendor_does_not_read_what_staff_keep_to_themselves()
    {
        var vendor = await HireAsync("Nora Notes", "nora");
        var order = await PlaceAsync(api.Owner, "Pays late");
        await (await api.Owner.CreateAsync(
            $"/api/v1/orders/{order["uuid"]}/notes", new { text = "Told us a tale" })).JsonAsync(200);
        await api.OfferAsync(ById(order), [vendor]);

        var accepted = await (await vendor.Client.SendAsync(
            HttpMethod.Put, $"/api/orders/{order["uuid"]}/status", new { status = "accepted" })).JsonAsync(200);

        Assert.DoesNotContain("Pays late", accepted.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("tale", accepted.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("John Smith", accepted["data"]!["customer"]!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_photo_that_the_vendor_sends_is_the_orders_picture()
    {
        var vendor = await HireAsync("Pia Photo", "pia");
        var order = await PlaceAsync(api.Owner);
        await api.OfferAsync(ById(order), [vendor]);
        var change = new { status = "accepted", before_image_url = "https://storage.com/before.jpg" };
        await (await vendor.Client.SendAsync(HttpMethod.Put, $"/api/orders/{order["id"]}/status", change))
            .JsonAsync(200);
        using var form = new MultipartFormDataContent { { new StringContent("before"), "kind" } };
        form.Add(new ByteArrayContent(SamplePictures.Png), "file", "before.png");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/vendor/orders/{order["uuid"]}/images");
        request.Content = form;
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        await (await vendor.Client.SendAsync(request)).JsonAsync(201);

        var shown = await (await api.Owner.GetAsync($"/api/orders/{order["id"]}")).JsonAsync(200);

        var address = shown["before_image_url"]!.GetValue<string>();
        Assert.StartsWith("https://platform.test/api/v1/images/", address, StringComparison.Ordinal);
        Assert.Null(shown["after_image_url"]);
        using var picture = await api.Stranger.GetAsync(new Uri(address).PathAndQuery);
        Assert.Equal("image/png", picture.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Anybody_with_the_number_sees_how_far_the_order_is_and_nothing_else()
    {
        var order = await PlaceAsync(api.Owner);

        var stub = await (await api.Stranger.GetAsync($"/api/orders/track/{order["id"]}")).JsonAsync(200);

        Assert.Equal(order["id"]!.ToString(), stub["order_number"]!.ToString());
        Assert.Equal("new", stub["status"]!.GetValue<string>());
        Assert.DoesNotContain("John", stub.ToJsonString(), StringComparison.Ordinal);
        var none = await api.Stranger.GetAsync("/api/orders/track/ORD-2020-000001");
        Assert.False((await none.ProblemAsync(404, "not-found"))["success"]!.GetValue<bool>());
        var path = $"/api/orders/track/{order["id"]}?token={await TokenAsync(order)}";
        var whole = await (await api.Stranger.GetAsync(path)).JsonAsync(200);
        Assert.Equal("John Smith", whole["customer"]!["name"]!.GetValue<string>());
    }

    private static JsonObject ById(JsonNode order) => new() { ["id"] = order["uuid"]!.GetValue<Guid>() };

    private async Task<string> TokenAsync(JsonNode order)
    {
        var canonical = await (await api.Owner.GetAsync($"/api/v1/orders/{order["uuid"]}")).JsonAsync(200);
        var url = canonical["tracking_url"]!.GetValue<string>();
        return url[(url.LastIndexOfAny(['/', '=']) + 1)..];
    }

    private static async Task<JsonNode> PlaceAsync(HttpClient owner, string? internalNotes = null)
    {
        var body = new JsonObject
        {
            ["business_name"] = "ABC Corp",
            ["customer_name"] = "John Smith",
            ["customer_phone"] = "+1-555-0123",
            ["customer_address"] = "123 Main St, City",
            ["customer_location"] = new JsonObject { ["lat"] = 40.7128, ["lng"] = -74.0060 },
            ["service_type"] = "AC Repair",
            ["description"] = "AC unit not cooling properly",
            ["priority"] = "high",
            ["estimated_value"] = 250.00m,
            ["internal_notes"] = internalNotes,
        };
        return (await (await owner.PostOlderAsync("/api/orders", body)).JsonAsync(201))["data"]!;
    }

    private async Task<CrewMember> HireAsync(string name, string externalId, HttpClient? owner = null)
    {
        var member = await api.HireAsync(name, owner);
        var card = new { external_id = externalId, avatar_url = "https://example.com/avatar.jpg" };
        await (await (owner ?? api.Owner).SendAsync(
            HttpMethod.Patch, $"/api/v1/vendors/{member.VendorId}", card, ("If-Match", "\"2\""))).JsonAsync(200);
        return member;
    }
}
