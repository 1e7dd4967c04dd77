using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Accounts;
using Platform.Api;
using Platform.Calls;
using Platform.Commits;
using Platform.Dispatch;
using Platform.Images;
using Platform.Live;
using Platform.Orders;

namespace Platform.Vendors;

/// <summary>What an account's roster opens to the person behind an e-mail: nothing until he has accepted an invitation
/// of that very account. Whoever knows the e-mail can have it invited by an account of his own and sign in with
/// it.</summary>
public sealed class AcceptanceTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task What_was_accepted_in_one_account_opens_nothing_of_another()
    {
        var theirs = await Winner.AddAsync(api.Foreign, "Vera Vendor", "vera@accept.test");
        var order = await api.Foreign.PlaceAsync();
        var vera = await TakeOverAsync("vera@accept.test");
        await vera.ShowAsync();
        await api.OfferAsync(order, [vera], account: api.ForeignAccountId);

        await AssertNothingIsOpenAsync(vera, order);
        var seen = await RosterEntryAsync(theirs);
        Assert.Equal(
            (false, null, null), (seen["online"]!.GetValue<bool>(), seen["last_seen_at"], seen["accepted_at"]));
        var dispatched = await api.Foreign.SendAsync(
            HttpMethod.Post, $"{OrderCases.PathOf(await ReadAsync(order))}/dispatch",
            new { vendor_id = vera.VendorId }, ("If-Match", $"\"{(await ReadAsync(order))["version"]}\""));
        Assert.Equal(["/vendor_id"], (await dispatched.ProblemAsync(422, "validation-failed")).Pointers());
        Assert.Equal("new", (await ReadAsync(order))["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Who_accepted_before_he_was_put_on_the_roster_is_served_from_then_on()
    {
        await api.InviteAsync(api.Owner, "early@accept.test", "vendor");
        await api.InviteAsync(api.Foreign, "elsewhere@accept.test", "vendor");

        var early = await Winner.AddAsync(api.Owner, "Early Bird", "early@accept.test");
        var elsewhere = await Winner.AddAsync(api.Owner, "Else Where", "elsewhere@accept.test");

        Assert.NotNull(early["accepted_at"]);
        Assert.Null(elsewhere["accepted_at"]);
    }

    [Fact]
    public async Task Who_accepts_the_other_accounts_invitation_too_works_for_both()
    {
        var theirs = await Winner.AddAsync(api.Foreign, "Both Sides", "both@accept.test");
        var both = await TakeOverAsync("both@accept.test");
        var (ours, order) = (await api.Owner.PlaceAsync(), await api.Foreign.PlaceAsync());
        await api.OfferAsync(ours, [both]);
        await api.OfferAsync(order, [both], account: api.ForeignAccountId);
        var token = theirs["invitation_token"]!.GetValue<string>();

        await (await api.Stranger.PostAsJsonAsync(
            "/api/v1/invitations/accept", new { token, name = "Thief", password = "another password" }))
            .ProblemAsync(401, "wrong-credentials");
        Assert.Null((await RosterEntryAsync(theirs))["accepted_at"]);
        using var signedIn = await api.AcceptAsync(token);

        Assert.Equal(2, (await both.OffersAsync()).Count);
        await (await both.AcceptAsync(ours)).JsonAsync(200);
        await (await both.AcceptAsync(order)).JsonAsync(200);
        var jobs = await (await both.Client.GetAsync("/api/v1/vendor/orders")).JsonAsync(200);
        Assert.Equal(
            ["One", "Two"],
            jobs["items"]!.AsArray().Select(job => job!["account_name"]!.GetValue<string>()).Order());
        await both.ShowAsync();
        var seen = await RosterEntryAsync(theirs);
        Assert.True(seen["online"]!.GetValue<bool>());
        Assert.NotNull(seen["accepted_at"]);
    }

    [Fact]
    public async Task An_order_that_is_his_is_hidden_too_while_its_account_has_no_acceptance_of_him()
    {
        using var vera = await Winner.CreateAsync(api, api.Foreign);
        var order = await vera.TakeAsync(api.Foreign, await api.Foreign.PlaceAsync());
        var me = new CrewMember(vera.Id, "", vera.Client);
        Assert.Single(await vera.JobsAsync());

        await ExecuteAsync($"update account_vendors set accepted_at = null where vendor_id = '{vera.Id}'");

        await AssertNothingIsOpenAsync(me, order);
        await (await vera.MoveAsync(order, new { status = "on_way" })).ProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task An_acceptance_that_was_cut_off_half_way_is_finished_from_the_log()
    {
        var made = await Winner.AddAsync(api.Owner, "Cut Off", "cut@accept.test");
        var account = api.Services.GetRequiredService<IGrainFactory>()
            .GetGrain<IAccountGrain>(api.AccountId.ToString("N"));
        var invitation = (await account.View())!.Invitations.Single(open => open.Email == "cut@accept.test");

        await account.Accept(
            new Command(api.AccountId, Actor.System, "test.accept"), invitation.InvitationId, Guid.NewGuid());

        await Eventually.Async(async () => Assert.NotNull(
            (await (await api.Owner.GetAsync($"/api/v1/vendors/{made["vendor_id"]}")).JsonAsync(200))["accepted_at"]));
    }

    // An account of his own invites the e-mail; he accepts it himself, with a password of his own.
    private async Task<CrewMember> TakeOverAsync(string email)
    {
        var made = await Winner.AddAsync(api.Owner, "Vera Vendor", email);
        var client = await api.AcceptAsync(made["invitation_token"]!.GetValue<string>());
        return new(made["vendor_id"]!.GetValue<Guid>(), "", client);
    }

    private async Task AssertNothingIsOpenAsync(CrewMember vendor, JsonNode order)
    {
        Assert.Empty(await vendor.OffersAsync());
        await (await vendor.AcceptAsync(order)).ProblemAsync(404, "not-found");
        await (await vendor.DeclineAsync(order)).ProblemAsync(404, "not-found");
        var jobs = await (await vendor.Client.GetAsync("/api/v1/vendor/orders")).JsonAsync(200);
        Assert.Empty(jobs["items"]!.AsArray());
        foreach (var name in new[] { order["id"], order["order_number"] })
        {
            await (await vendor.Client.SendAsync(
                HttpMethod.Put, $"/api/orders/{name}/status", new { status = "Accepted" }))
                .ProblemAsync(404, "not-found");
        }

        await (await SendPictureAsync(vendor, order)).ProblemAsync(404, "not-found");
        var own = await vendor.Client.GetAsync($"/api/vendors/{vendor.VendorId}/history");
        if (own.IsSuccessStatusCode)
            Assert.Equal("0", (await own.JsonAsync(200))["data"]!["performance_metrics"]!["total_orders"]!.ToString());
        var log = api.Services.GetRequiredService<IFeedLog>();
        var heard = await log.ReadAsync(FeedKey.OfVendor(vendor.VendorId), 0, long.MaxValue, 1_000, default);
        Assert.DoesNotContain(heard, entry => entry.AccountId == api.ForeignAccountId);
    }

    private static async Task<HttpResponseMessage> SendPictureAsync(CrewMember vendor, JsonNode order)
    {
        using var form = new MultipartFormDataContent { { new StringContent("before"), "kind" } };
        form.Add(new ByteArrayContent(SamplePictures.Png), "file", "before.png");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/vendor/orders/{order["id"]}/images")
        {
            Content = form,
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return await vendor.Client.SendAsync(request);
    }

    private async Task<JsonNode> RosterEntryAsync(JsonNode made) =>
        await (await api.Foreign.GetAsync($"/api/v1/vendors/{made["vendor_id"]}")).JsonAsync(200);

    private async Task<JsonNode> ReadAsync(JsonNode order) =>
        await (await api.Foreign.GetAsync(OrderCases.PathOf(order))).JsonAsync(200);

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(api.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
