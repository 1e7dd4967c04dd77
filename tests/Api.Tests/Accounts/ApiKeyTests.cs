using System.Net;
using Platform.Api;
using Platform.Calls;

namespace Platform.Accounts;

public sealed class ApiKeyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_key_acts_for_its_account_within_its_scopes()
    {
        var made = await MakeAsync("orders:read");
        var secret = made["secret"]!.GetValue<string>();
        Assert.StartsWith(made["prefix"]!.GetValue<string>() + "_", secret, StringComparison.Ordinal);
        using var machine = api.With(secret);

        // A key is known, and has no business with members or with a person's own pages.
        await (await machine.GetAsync("/api/v1/members")).ProblemAsync(403, "forbidden");
        await (await machine.GetAsync("/api/v1/me")).ProblemAsync(403, "forbidden");
        var foreign = await machine.SendAsync(
            HttpMethod.Get, "/api/v1/members", headers: ("X-Account", api.ForeignAccountId.ToString()));
        await foreign.ProblemAsync(404, "account-not-found");
        using var wrong = api.With(secret[..^1] + (secret[^1] == 'A' ? 'B' : 'A'));
        await (await wrong.GetAsync("/api/v1/members")).ProblemAsync(401, "not-signed-in");
    }

    [Fact]
    public async Task The_secret_is_shown_once_and_only_its_hash_is_kept()
    {
        var made = await MakeAsync("orders:read");
        var secret = made["secret"]!.GetValue<string>();

        var list = await (await api.Owner.GetAsync("/api/v1/api-keys")).JsonAsync(200);
        Assert.DoesNotContain(secret, list.ToJsonString(), StringComparison.Ordinal);
        await using var database = Npgsql.NpgsqlDataSource.Create(api.ConnectionString);
        await using var stored = database.CreateCommand("select string_agg(state::text, ' ') from api_keys");
        Assert.DoesNotContain(
            secret.Split('_', 3)[2], // pk, the prefix, and what may have such a line in it itself.
            (string)(await stored.ExecuteScalarAsync())!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_command_again_answers_the_same_secret()
    {
        var key = Guid.NewGuid().ToString();
        var body = new { name = "again", scopes = new[] { "orders:read" } };

        var first = await (await api.Owner.CreateAsync("/api/v1/api-keys", body, key)).JsonAsync(201);
        var second = await (await api.Owner.CreateAsync("/api/v1/api-keys", body, key)).JsonAsync(201);

        Assert.Equal(first.ToJsonString(), second.ToJsonString());
    }

    [Fact]
    public async Task A_rerolled_key_has_two_secrets_while_they_overlap()
    {
        var made = await MakeAsync("orders:read");
        var (id, old) = (made["api_key_id"]!.GetValue<Guid>(), made["secret"]!.GetValue<string>());

        var rerolled = await (await api.Owner.CreateAsync(
            $"/api/v1/api-keys/{id}/reroll", new { overlap_seconds = 60 })).JsonAsync(200);
        Assert.True(await IsKnownAsync(old));
        Assert.True(await IsKnownAsync(rerolled["secret"]!.GetValue<string>()));

        var last = await (await api.Owner.CreateAsync(
            $"/api/v1/api-keys/{id}/reroll", new { overlap_seconds = 0 })).JsonAsync(200);
        Assert.False(await IsKnownAsync(old));
        Assert.False(await IsKnownAsync(rerolled["secret"]!.GetValue<string>()));
        Assert.True(await IsKnownAsync(last["secret"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_revoked_key_is_dead_at_once()
    {
        var made = await MakeAsync("orders:read");
        var (id, secret) = (made["api_key_id"]!.GetValue<Guid>(), made["secret"]!.GetValue<string>());
        Assert.True(await IsKnownAsync(secret));

        Assert.Equal(HttpStatusCode.NoContent, (await api.Owner.DeleteAsync($"/api/v1/api-keys/{id}")).StatusCode);

        Assert.False(await IsKnownAsync(secret));
        await (await api.Owner.CreateAsync($"/api/v1/api-keys/{id}/reroll", new { })).ProblemAsync(409, "key-revoked");
    }

    [Fact]
    public async Task An_expired_key_is_dead()
    {
        var late = await api.Owner.CreateAsync("/api/v1/api-keys", new
        {
            name = "late",
            scopes = new[] { "orders:read" },
            expires_at = TimeProvider.System.GetUtcNow().AddMinutes(-1),
        });
        Assert.Equal(["/expires_at"], (await late.ProblemAsync(422, "validation-failed")).Pointers());

        var soon = await (await api.Owner.CreateAsync("/api/v1/api-keys", new
        {
            name = "soon",
            scopes = new[] { "orders:read" },
            expires_at = TimeProvider.System.GetUtcNow().AddSeconds(6),
        })).JsonAsync(201);
        var secret = soon["secret"]!.GetValue<string>();
        Assert.True(await IsKnownAsync(secret));
        await Eventually.Async(async () => Assert.False(await IsKnownAsync(secret)));
    }

    [Fact]
    public async Task Only_owners_manage_keys_and_only_their_own_accounts()
    {
        var id = (await MakeAsync("orders:read"))["api_key_id"]!.GetValue<Guid>();

        await (await api.Staff.GetAsync("/api/v1/api-keys")).ProblemAsync(403, "forbidden");
        await (await api.Foreign.DeleteAsync($"/api/v1/api-keys/{id}")).ProblemAsync(404, "not-found");
        await (await api.Foreign.CreateAsync($"/api/v1/api-keys/{id}/reroll", new { })).ProblemAsync(404, "not-found");
    }

    private async Task<System.Text.Json.Nodes.JsonNode> MakeAsync(params string[] scopes) =>
        await (await api.Owner.CreateAsync("/api/v1/api-keys", new { name = "machine", scopes })).JsonAsync(201);

    // A key that is known is forbidden here; one that is not is nobody.
    private async Task<bool> IsKnownAsync(string secret)
    {
        using var machine = api.With(secret);
        return (await machine.GetAsync("/api/v1/members")).StatusCode == HttpStatusCode.Forbidden;
    }
}
