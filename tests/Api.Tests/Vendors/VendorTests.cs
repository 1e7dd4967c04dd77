using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Platform.Api;

namespace Platform.Vendors;

public sealed class VendorTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_vendor_with_an_email_signs_in_and_is_seen_online_by_the_account()
    {
        var made = await AddAsync(new
        {
            name = "Vera",
            email = "Vera@Vendors.test",
            phone = "(646) 555-0100",
            services = new[] { new { category = "repairs", label = (string?)null } },
            area = new { latitude = 0.0, longitude = 0.0, radius_km = 10.0 },
        });
        Assert.Equal("invited", made["status"]!.GetValue<string>());
        Assert.Equal("vera@vendors.test", made["email"]!.GetValue<string>());
        Assert.Equal("+16465550100", made["phone"]!.GetValue<string>());
        // 0, 0 is what a form sends that nobody filled in.
        Assert.Null(made["area"]!["latitude"]);
        Assert.False(made["online"]!.GetValue<bool>());

        var accepted = await (await api.Stranger.PostAsJsonAsync("/api/v1/invitations/accept", new
        {
            token = made["invitation_token"]!.GetValue<string>(),
            name = "Vera",
            password = ApiFixture.Password,
        })).JsonAsync(200);
        using var vendor = api.With(accepted["access_token"]!.GetValue<string>());
        var me = await (await vendor.GetAsync("/api/v1/me")).JsonAsync(200);
        Assert.Equal(made["vendor_id"]!.GetValue<string>(), me["vendor_id"]!.GetValue<string>());
        await (await vendor.PostAsJsonAsync("/api/v1/vendor/presence", new { online = true })).JsonAsync(200);

        var read = await GetAsync(made);
        Assert.True(read["online"]!.GetValue<bool>());
        Assert.Null(read["invitation_token"]);
        var listed = await (await api.Owner.GetAsync("/api/v1/vendors?limit=200")).JsonAsync(200);
        Assert.True(listed["items"]!.AsArray().Single(
            item => item!["vendor_id"]!.GetValue<string>() == me["vendor_id"]!.GetValue<string>())!["online"]!
            .GetValue<bool>());
        await (await vendor.GetAsync("/api/v1/vendors")).ProblemAsync(403, "forbidden");
    }

    [Fact]
    public async Task The_same_request_again_adds_once_and_another_body_under_its_key_is_refused()
    {
        var key = Guid.NewGuid().ToString();
        var body = new { name = "Keyed", email = "keyed@vendors.test" };
        var first = await (await api.Owner.CreateAsync("/api/v1/vendors", body, key)).JsonAsync(201);
        var second = await api.Owner.CreateAsync("/api/v1/vendors", body, key);

        Assert.Equal(first["vendor_id"]!.ToJsonString(), (await second.JsonAsync(201))["vendor_id"]!.ToJsonString());
        Assert.Equal("true", second.Headers.GetValues("Idempotency-Replayed").Single());
        var other = await api.Owner.CreateAsync(
            "/api/v1/vendors", new { name = "Other", email = "other@vendors.test" }, key);
        await other.ProblemAsync(422, "idempotency-key-reused");
        await (await api.Owner.CreateAsync("/api/v1/vendors", new { name = "Twice", email = "keyed@vendors.test" }))
            .ProblemAsync(409, "vendor-on-roster");
    }

    [Fact]
    public async Task An_external_id_is_one_vendors_of_an_account()
    {
        await AddAsync(new { name = "One", external_id = "vendor-id-1" });

        await (await api.Owner.CreateAsync("/api/v1/vendors", new { name = "Two", external_id = "vendor-id-1" }))
            .ProblemAsync(409, "external-id-taken");
        await (await api.Foreign.CreateAsync("/api/v1/vendors", new { name = "Two", external_id = "vendor-id-1" }))
            .JsonAsync(201);
    }

    [Fact]
    public async Task A_vendor_is_approved_with_its_version_and_by_nobody_of_the_staff()
    {
        var made = await AddAsync(new { name = "Approved" });
        var path = $"/api/v1/vendors/{made["vendor_id"]!.GetValue<string>()}";
        var body = new { status = "approved" };

        await (await api.Owner.SendAsync(HttpMethod.Patch, path, body)).ProblemAsync(428, "if-match-missing");
        await (await api.Staff.SendAsync(HttpMethod.Patch, path, body, ("If-Match", "\"1\"")))
            .ProblemAsync(403, "forbidden");
        var changed = await api.Owner.SendAsync(HttpMethod.Patch, path, body, ("If-Match", "\"1\""));
        Assert.Equal("approved", (await changed.JsonAsync(200))["status"]!.GetValue<string>());
        await (await api.Owner.SendAsync(HttpMethod.Patch, path, body, ("If-Match", "\"1\"")))
            .ProblemAsync(412, "version-differs");
        Assert.Equal("approved", (await GetAsync(made))["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_change_that_is_sent_again_after_a_lost_answer_is_answered_and_done_once()
    {
        var made = await AddAsync(new { name = "Changed" });
        (string, string)[] headers = [("If-Match", "\"1\""), ("Idempotency-Key", Guid.NewGuid().ToString())];
        var path = $"/api/v1/vendors/{made["vendor_id"]}";
        var body = new { status = "approved" };
        await (await api.Owner.SendAsync(HttpMethod.Patch, path, body, headers)).JsonAsync(200);

        var again = await api.Owner.SendAsync(HttpMethod.Patch, path, body, headers);
        var other = await api.Owner.SendAsync(HttpMethod.Patch, path, new { status = "blocked" }, headers);

        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal(2, (await again.JsonAsync(200))["version"]!.GetValue<long>());
        await other.ProblemAsync(422, "idempotency-key-reused");
        Assert.Equal("approved", (await GetAsync(made))["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Who_cannot_be_invited_any_more_is_not_put_on_the_roster_either()
    {
        var (_, owner) = await api.CreateAccountAsync("Crowded", $"owner@{Guid.NewGuid():N}.test");
        var names = Enumerable.Range(0, 25).Select(n => $"{new string('v', 250)}{n:D2}@x").ToList();
        foreach (var email in names)
            await (await owner.CreateAsync("/api/v1/vendors", new { name = "Waits", email })).JsonAsync(201);
        var key = Guid.NewGuid().ToString();
        var late = new { name = "Late", email = "late@crowded.test" };

        await (await owner.CreateAsync("/api/v1/vendors", late, key)).ProblemAsync(409, "too-many-members");

        var roster = await (await owner.GetAsync("/api/v1/vendors?limit=200")).JsonAsync(200);
        Assert.Equal(25, roster["items"]!.AsArray().Count);
        await (await owner.CreateAsync("/api/v1/vendors", new { name = "No e-mail" })).JsonAsync(201);
        var open = await (await owner.GetAsync("/api/v1/invitations")).JsonAsync(200);
        await owner.DeleteAsync($"/api/v1/invitations/{open["items"]![0]!["invitation_id"]}");
        var made = await (await owner.CreateAsync("/api/v1/vendors", late, key)).JsonAsync(201);
        Assert.NotNull(made["invitation_token"]);
    }

    [Fact]
    public async Task Every_wrong_field_is_named()
    {
        var answer = await api.Owner.CreateAsync("/api/v1/vendors", new
        {
            name = " ",
            email = "nobody",
            phone = "12",
            area = new { latitude = 91.0, longitude = 0.0 },
        });

        var problem = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Equal(
            ["/area/latitude", "/email", "/name", "/phone"],
            problem["errors"]!.AsArray().Select(e => e!["pointer"]!.GetValue<string>()).Order(StringComparer.Ordinal));
    }

    private async Task<JsonNode> AddAsync(object body) =>
        await (await api.Owner.CreateAsync("/api/v1/vendors", body)).JsonAsync(201);

    private async Task<JsonNode> GetAsync(JsonNode made) =>
        await (await api.Owner.GetAsync($"/api/v1/vendors/{made["vendor_id"]!.GetValue<string>()}")).JsonAsync(200);
}
