using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Platform.Api;

namespace Platform.Accounts;

public sealed class InvitationTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task An_open_invitation_is_listed_without_its_token_until_it_is_accepted()
    {
        var made = await InviteAsync(api.Owner, "listed@one.test", "manager");

        var listed = await OpenAsync(api.Owner, "listed@one.test");

        Assert.Equal(made["invitation_id"]!.ToString(), listed!["invitation_id"]!.ToString());
        Assert.Equal("manager", listed["role"]!.ToString());
        var me = await (await api.Owner.GetAsync("/api/v1/me")).JsonAsync(200);
        Assert.Equal($"member:{me["user_id"]}", listed["invited_by"]!.ToString());
        Assert.Equal(made["expires_at"]!.ToString(), listed["expires_at"]!.ToString());
        Assert.Equal(
            TimeSpan.FromDays(7),
            listed["expires_at"]!.GetValue<DateTimeOffset>() - listed["created_at"]!.GetValue<DateTimeOffset>());
        var text = await (await api.Owner.GetAsync("/api/v1/invitations")).Content.ReadAsStringAsync();
        Assert.DoesNotContain("token", text, StringComparison.Ordinal);

        await (await AcceptAsync(made)).JsonAsync(200);
        Assert.Null(await OpenAsync(api.Owner, "listed@one.test"));
    }

    [Fact]
    public async Task An_invitation_that_was_taken_back_lets_nobody_in()
    {
        var made = await InviteAsync(api.Owner, "revoked@one.test", "staff");
        var path = $"/api/v1/invitations/{made["invitation_id"]}";

        Assert.Equal(HttpStatusCode.NoContent, (await api.Owner.DeleteAsync(path)).StatusCode);

        Assert.Null(await OpenAsync(api.Owner, "revoked@one.test"));
        await (await AcceptAsync(made)).ProblemAsync(404, "invitation-dead");
        await (await api.Owner.DeleteAsync(path)).ProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task Who_is_a_member_already_is_not_invited_again_but_may_become_a_vendor()
    {
        var key = Guid.NewGuid().ToString();
        var body = new { email = $"{Guid.NewGuid():N}@one.test", role = "staff" };
        var made = await (await api.Owner.CreateAsync("/api/v1/invitations", body, key)).JsonAsync(201);
        await (await AcceptAsync(made)).JsonAsync(200);

        await (await api.Owner.CreateAsync("/api/v1/invitations", body)).ProblemAsync(409, "already-a-member");

        var again = await (await api.Owner.CreateAsync("/api/v1/invitations", body, key)).JsonAsync(201);
        Assert.Equal(made["invitation_id"]!.ToString(), again["invitation_id"]!.ToString());
        await (await api.Owner.CreateAsync("/api/v1/invitations", new { body.email, role = "vendor" })).JsonAsync(201);
    }

    [Fact]
    public async Task A_manager_takes_back_staff_and_no_manager_and_staff_see_no_invitation()
    {
        using var manager = await api.InviteAsync(api.Owner, "mayor@one.test", "manager");
        var above = await InviteAsync(api.Owner, "above@one.test", "manager");
        var below = await InviteAsync(api.Owner, "below@one.test", "staff");

        await (await manager.DeleteAsync($"/api/v1/invitations/{above["invitation_id"]}"))
            .ProblemAsync(403, "forbidden");
        Assert.NotNull(await OpenAsync(manager, "above@one.test"));
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await manager.DeleteAsync($"/api/v1/invitations/{below["invitation_id"]}")).StatusCode);
        await (await api.Staff.GetAsync("/api/v1/invitations")).ProblemAsync(403, "forbidden");
        await (await api.Staff.DeleteAsync($"/api/v1/invitations/{above["invitation_id"]}"))
            .ProblemAsync(403, "forbidden");
    }

    [Fact]
    public async Task A_sign_in_that_one_account_made_opens_nothing_of_another_that_invites_the_same_person()
    {
        using var taken = await api.InviteAsync(api.Owner, "mia@members.test", "staff");
        var theirs = await InviteAsync(api.Foreign, "mia@members.test", "manager");

        await (await taken.SendAsync(
            HttpMethod.Get, "/api/v1/orders", headers: ("X-Account", $"{api.ForeignAccountId}")))
            .ProblemAsync(404, "account-not-found");
        Assert.Equal([$"{api.AccountId}"], await AccountsAsync(taken));
        using var both = await api.AcceptAsync(theirs["token"]!.ToString());

        Assert.Equal(
            new[] { $"{api.AccountId}", $"{api.ForeignAccountId}" }.Order(), (await AccountsAsync(both)).Order());
    }

    private static async Task<IEnumerable<string>> AccountsAsync(HttpClient person) =>
        (await (await person.GetAsync("/api/v1/me")).JsonAsync(200))["accounts"]!.AsArray()
            .Select(account => account!["account_id"]!.ToString());

    private static async Task<JsonNode> InviteAsync(HttpClient by, string email, string role) =>
        await (await by.CreateAsync("/api/v1/invitations", new { email, role })).JsonAsync(201);

    private static async Task<JsonNode?> OpenAsync(HttpClient by, string email) =>
        (await (await by.GetAsync("/api/v1/invitations")).JsonAsync(200))["items"]!.AsArray()
            .SingleOrDefault(invitation => invitation!["email"]!.ToString() == email);

    private Task<HttpResponseMessage> AcceptAsync(JsonNode invitation) => api.Stranger.PostAsJsonAsync(
        "/api/v1/invitations/accept",
        new { token = invitation["token"]!.ToString(), name = "Invited", password = ApiFixture.Password });
}
