using System.Net;
using System.Net.Http.Json;
using Platform.Api;

namespace Platform.Accounts;

public sealed class MemberTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task An_invited_person_becomes_a_member_with_the_invited_role()
    {
        using var manager = await api.InviteAsync(api.Owner, "manager@one.test", "manager");

        var me = await (await manager.GetAsync("/api/v1/me")).JsonAsync(200);
        Assert.Equal("manager", me["accounts"]![0]!["role"]!.GetValue<string>());
        var members = await (await api.Owner.GetAsync("/api/v1/members")).JsonAsync(200);
        Assert.Contains(
            members["items"]!.AsArray(), member => member!["email"]!.GetValue<string>() == "manager@one.test");
    }

    [Fact]
    public async Task An_invitation_works_once()
    {
        var invitation = await (await api.Owner.CreateAsync(
            "/api/v1/invitations", new { email = "once@one.test", role = "staff" })).JsonAsync(201);
        var body =
            new { token = invitation["token"]!.GetValue<string>(), name = "Once", password = ApiFixture.Password };
        await (await api.Stranger.PostAsJsonAsync("/api/v1/invitations/accept", body)).JsonAsync(200);

        var again = await api.Stranger.PostAsJsonAsync("/api/v1/invitations/accept", body);

        await again.ProblemAsync(404, "invitation-dead");
    }

    [Fact]
    public async Task An_invitation_does_not_make_anybody_a_person_who_exists()
    {
        var invitation = await (await api.Foreign.CreateAsync(
            "/api/v1/invitations", new { email = ApiFixture.StaffEmail, role = "staff" })).JsonAsync(201);
        var token = invitation["token"]!.GetValue<string>();

        var taken = await api.Stranger.PostAsJsonAsync(
            "/api/v1/invitations/accept", new { token, name = "Thief", password = "some other password" });
        await taken.ProblemAsync(401, "wrong-credentials");

        await (await api.Stranger.PostAsJsonAsync(
            "/api/v1/invitations/accept", new { token, name = "Me", password = ApiFixture.Password })).JsonAsync(200);
        // A member of two accounts has to say which one.
        using var both = await api.SignInAsync(ApiFixture.StaffEmail);
        await (await both.GetAsync("/api/v1/api-keys")).ProblemAsync(400, "account-needed");
        var named = await both.SendAsync(
            HttpMethod.Get, "/api/v1/api-keys", headers: ("X-Account", api.ForeignAccountId.ToString()));
        await named.ProblemAsync(403, "forbidden");
    }

    [Fact]
    public async Task The_same_key_invites_once_and_another_body_under_it_is_refused()
    {
        var key = Guid.NewGuid().ToString();
        var body = new { email = "keyed@one.test", role = "staff" };
        var first = await api.Owner.CreateAsync("/api/v1/invitations", body, key);
        var second = await api.Owner.CreateAsync("/api/v1/invitations", body, key);

        var one = await first.JsonAsync(201);
        Assert.Equal(one.ToJsonString(), (await second.JsonAsync(201)).ToJsonString());
        Assert.Equal("true", second.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.False(first.Headers.Contains("Idempotency-Replayed"));

        var other = await api.Owner.CreateAsync(
            "/api/v1/invitations", new { email = "other@one.test", role = "staff" }, key);
        await other.ProblemAsync(422, "idempotency-key-reused");
    }

    [Fact]
    public async Task A_members_role_changes_with_its_version_and_counts_at_once()
    {
        const string email = "riser@one.test";
        using var riser = await api.InviteAsync(api.Owner, email, "staff");
        await (await riser.GetAsync("/api/v1/members")).ProblemAsync(403, "forbidden");
        var (id, version) = await FindAsync(email);
        var body = new { role = "manager" };

        await (await ChangeAsync(api.Owner, id, body)).ProblemAsync(428, "if-match-missing");
        await (await ChangeAsync(api.Owner, id, body, "\"99\"")).ProblemAsync(412, "version-differs");
        var changed = await ChangeAsync(api.Owner, id, body, $"\"{version}\"");

        Assert.Equal("manager", (await changed.JsonAsync(200))["role"]!.GetValue<string>());
        Assert.Equal($"\"{version + 1}\"", changed.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.OK, (await riser.GetAsync("/api/v1/members")).StatusCode);
    }

    [Fact]
    public async Task A_manager_runs_the_staff_and_cannot_make_owners()
    {
        using var manager = await api.InviteAsync(api.Owner, "boss@one.test", "manager");

        await (await manager.CreateAsync("/api/v1/invitations", new { email = "new@one.test", role = "staff" }))
            .JsonAsync(201);
        await (await manager.CreateAsync("/api/v1/invitations", new { email = "own@one.test", role = "owner" }))
            .ProblemAsync(403, "forbidden");
        var (owner, version) = await FindAsync(ApiFixture.OwnerEmail);
        await (await ChangeAsync(manager, owner, new { role = "staff" }, $"\"{version}\""))
            .ProblemAsync(403, "forbidden");
        await (await manager.DeleteAsync($"/api/v1/members/{owner}")).ProblemAsync(403, "forbidden");
    }

    [Fact]
    public async Task The_last_owner_stays()
    {
        var (id, version) = await FindAsync(ApiFixture.OwnerEmail);

        await (await api.Owner.DeleteAsync($"/api/v1/members/{id}")).ProblemAsync(409, "last-owner");
        await (await ChangeAsync(api.Owner, id, new { role = "staff" }, $"\"{version}\""))
            .ProblemAsync(409, "last-owner");
    }

    [Fact]
    public async Task A_removed_member_is_out_at_once()
    {
        const string email = "leaver@one.test";
        using var leaver = await api.InviteAsync(api.Owner, email, "manager");
        Assert.Equal(HttpStatusCode.OK, (await leaver.GetAsync("/api/v1/members")).StatusCode);
        var (id, _) = await FindAsync(email);

        Assert.Equal(HttpStatusCode.NoContent, (await api.Owner.DeleteAsync($"/api/v1/members/{id}")).StatusCode);

        await (await leaver.GetAsync("/api/v1/members")).ProblemAsync(403, "forbidden");
        await (await api.Owner.DeleteAsync($"/api/v1/members/{id}")).ProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task A_platform_admin_names_any_account_and_nobody_else_names_a_foreign_one()
    {
        var members = await (await api.Admin.SendAsync(
            HttpMethod.Get, "/api/v1/members", headers: ("X-Account", api.ForeignAccountId.ToString()))).JsonAsync(200);
        Assert.Contains(
            members["items"]!.AsArray(), member => member!["email"]!.GetValue<string>() == ApiFixture.ForeignEmail);

        foreach (var account in new[] { api.ForeignAccountId.ToString(), Guid.NewGuid().ToString(), "nonsense" })
        {
            var answer = await api.Owner.SendAsync(HttpMethod.Get, "/api/v1/members", headers: ("X-Account", account));
            await answer.ProblemAsync(404, "account-not-found");
        }

        var unknown = await api.Admin.SendAsync(
            HttpMethod.Get, "/api/v1/members", headers: ("X-Account", Guid.NewGuid().ToString()));
        await unknown.ProblemAsync(404, "account-not-found");
    }

    [Fact]
    public async Task Members_come_in_pages_and_a_cursor_belongs_to_its_account()
    {
        await api.InviteAsync(api.Owner, "page1@one.test", "staff");
        await api.InviteAsync(api.Owner, "page2@one.test", "staff");
        var seen = new List<string>();
        var cursor = "";
        do
        {
            var page = await (await api.Owner.GetAsync($"/api/v1/members?limit=1{cursor}")).JsonAsync(200);
            seen.AddRange(page["items"]!.AsArray().Select(member => member!["email"]!.GetValue<string>()));
            cursor = page["next_cursor"] is { } next ? $"&cursor={next.GetValue<string>()}" : null;
        }
        while (cursor is not null);

        Assert.Equal(seen.Distinct().Order(StringComparer.Ordinal), seen);
        Assert.Contains("page2@one.test", seen);
        var first = await (await api.Owner.GetAsync("/api/v1/members?limit=1")).JsonAsync(200);
        var foreign = await api.Foreign.GetAsync($"/api/v1/members?cursor={first["next_cursor"]!.GetValue<string>()}");
        await foreign.ProblemAsync(400, "invalid-cursor");
    }

    private async Task<(Guid Id, long Version)> FindAsync(string email)
    {
        var members = await (await api.Owner.GetAsync("/api/v1/members?limit=200")).JsonAsync(200);
        var member = members["items"]!.AsArray().Single(m => m!["email"]!.GetValue<string>() == email)!;
        return (member["user_id"]!.GetValue<Guid>(), member["version"]!.GetValue<long>());
    }

    private static Task<HttpResponseMessage> ChangeAsync(HttpClient by, Guid id, object body, string? version = null) =>
        by.SendAsync(HttpMethod.Patch, $"/api/v1/members/{id}", body, version is null ? [] : [("If-Match", version)]);
}
