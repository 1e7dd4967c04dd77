using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Platform.Api;

namespace Platform.Accounts;

public sealed class SignInTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    // It takes a second; unheard of, it would show when the identity is read anew, after a minute.
    private static readonly TimeSpan RevocationMax = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Who_signs_in_sees_itself_and_its_accounts()
    {
        var me = await (await api.Owner.GetAsync("/api/v1/me")).JsonAsync(200);

        Assert.Equal(ApiFixture.OwnerEmail, me["email"]!.GetValue<string>());
        Assert.False(me["platform_admin"]!.GetValue<bool>());
        var account = Assert.Single(me["accounts"]!.AsArray())!;
        Assert.Equal(api.AccountId, account["account_id"]!.GetValue<Guid>());
        Assert.Equal("owner", account["role"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(ApiFixture.OwnerEmail, "not the password")]
    [InlineData("nobody@one.test", ApiFixture.Password)]
    public async Task A_wrong_password_and_an_unknown_person_get_the_same_answer(string email, string password)
    {
        var answer = await api.Stranger.PostAsJsonAsync("/api/v1/auth/sign-in", new { email, password });

        var problem = await answer.ProblemAsync(401, "wrong-credentials");
        Assert.Equal("The e-mail or the password is wrong.", problem["detail"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_email_is_taken_in_any_case()
    {
        await api.SignInAsync(ApiFixture.OwnerEmail.ToUpperInvariant());
    }

    [Fact]
    public async Task A_refresh_token_works_once_and_its_second_use_ends_the_session()
    {
        var first = await api.TokensAsync(ApiFixture.OwnerEmail);
        var second = await RefreshAsync(first).JsonAsync();
        Assert.Equal(HttpStatusCode.OK, await MeAsync(second));

        await (await RefreshAsync(first)).ProblemAsync(401, "refresh-token-dead");

        await (await RefreshAsync(second)).ProblemAsync(401, "refresh-token-dead");
        await BecomesAsync(HttpStatusCode.Unauthorized, () => MeAsync(second));
    }

    [Fact]
    public async Task A_made_up_refresh_token_ends_nothing()
    {
        var tokens = await api.TokensAsync(ApiFixture.OwnerEmail);
        var text = tokens["refresh_token"]!.GetValue<string>();
        var forged = text[..^1] + (text[^1] == 'A' ? 'B' : 'A');

        await (await RefreshAsync(new JsonObject { ["refresh_token"] = forged }))
            .ProblemAsync(401, "refresh-token-dead");

        await (await RefreshAsync(tokens)).JsonAsync(200);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_at_once_on_this_node()
    {
        var tokens = await api.TokensAsync(ApiFixture.OwnerEmail);
        using var client = api.With(tokens["access_token"]!.GetValue<string>());

        Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsync("/api/v1/auth/sign-out", null)).StatusCode);

        await (await client.GetAsync("/api/v1/me")).ProblemAsync(401, "not-signed-in");
        await (await RefreshAsync(tokens)).ProblemAsync(401, "refresh-token-dead");
    }

    [Fact]
    public async Task A_session_revoked_elsewhere_is_dead_at_once()
    {
        var tokens = await api.TokensAsync(ApiFixture.OwnerEmail);
        using var client = api.With(tokens["access_token"]!.GetValue<string>());
        var sessions = await (await client.GetAsync("/api/v1/sessions")).JsonAsync(200);
        var current = sessions["items"]!.AsArray().Single(session => session!["current"]!.GetValue<bool>())!;
        var sessionId = current["session_id"]!.GetValue<Guid>();

        // As another node would: the rows are written, and nobody tells this one.
        await using var database = Npgsql.NpgsqlDataSource.Create(api.ConnectionString);
        await using var revoke = database.CreateCommand(
            "with s as (update sessions set revoked_at = now() where session_id = $1)"
            + " insert into revocations (revocation_id, subject) values (gen_random_uuid(), $1)");
        revoke.Parameters.AddWithValue(sessionId);
        await revoke.ExecuteNonQueryAsync();

        await BecomesAsync(HttpStatusCode.Unauthorized, async () => (await client.GetAsync("/api/v1/me")).StatusCode);
    }

    [Fact]
    public async Task Another_password_ends_every_other_session()
    {
        const string email = "changer@one.test";
        using var first = await api.InviteAsync(api.Owner, email, "staff");
        using var other = await api.SignInAsync(email);

        var wrong = await first.PutAsJsonAsync(
            "/api/v1/me/password", new { current_password = "wrong", new_password = "a new long password" });
        Assert.Equal(["/current_password"], (await wrong.ProblemAsync(422, "validation-failed")).Pointers());
        var changed = await first.PutAsJsonAsync(
            "/api/v1/me/password",
            new { current_password = ApiFixture.Password, new_password = "a new long password" });

        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await first.GetAsync("/api/v1/me")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await other.GetAsync("/api/v1/me")).StatusCode);
        await api.SignInAsync(email, "a new long password");
    }

    [Fact]
    public async Task A_sign_in_whose_password_was_checked_before_another_one_was_set_starts_no_session()
    {
        const string email = "overtaken@one.test";
        using var person = await api.InviteAsync(api.Owner, email, "staff");
        var reader = api.Services.GetRequiredService<IIdentityReader>();
        var signIns = api.Services.GetRequiredService<SignIns>();
        var before = (await reader.FindLoginAsync(email, default))!;
        var changed = await person.PutAsJsonAsync(
            "/api/v1/me/password",
            new { current_password = ApiFixture.Password, new_password = "a new long password" });
        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);

        Assert.Null(await signIns.StartAsync(before, device: null));

        var sessions = await (await person.GetAsync("/api/v1/sessions")).JsonAsync(200);
        Assert.Single(sessions["items"]!.AsArray());
        Assert.NotNull(await signIns.StartAsync((await reader.FindLoginAsync(email, default))!, device: null));
    }

    [Fact]
    public async Task A_foreign_session_cannot_be_ended()
    {
        var sessions = await (await api.Owner.GetAsync("/api/v1/sessions")).JsonAsync(200);
        var id = sessions["items"]![0]!["session_id"]!.GetValue<Guid>();

        await (await api.Foreign.DeleteAsync($"/api/v1/sessions/{id}")).ProblemAsync(404, "not-found");

        Assert.Equal(HttpStatusCode.OK, (await api.Owner.GetAsync("/api/v1/me")).StatusCode);
    }

    [Fact]
    public async Task Too_many_wrong_passwords_are_refused_also_for_people_who_do_not_exist()
    {
        const string email = "guessed@one.test";
        for (var i = 0; i < 10; i++)
        {
            var wrong = await api.Stranger.PostAsJsonAsync(
                "/api/v1/auth/sign-in", new { email, password = $"guess {i}" });
            await wrong.ProblemAsync(401, "wrong-credentials");
        }

        var refused = await api.Stranger.PostAsJsonAsync("/api/v1/auth/sign-in", new { email, password = "guess" });

        await refused.ProblemAsync(429, "too-many-attempts");
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(13), TimeSpan.FromMinutes(15));
    }

    private Task<HttpResponseMessage> RefreshAsync(JsonNode tokens) => api.Stranger.PostAsJsonAsync(
        "/api/v1/auth/refresh", new { refresh_token = tokens["refresh_token"]!.GetValue<string>() });

    private async Task<HttpStatusCode> MeAsync(JsonNode tokens)
    {
        using var client = api.With(tokens["access_token"]!.GetValue<string>());
        return (await client.GetAsync("/api/v1/me")).StatusCode;
    }

    private static async Task BecomesAsync(HttpStatusCode expected, Func<Task<HttpStatusCode>> ask)
    {
        var started = Stopwatch.GetTimestamp();
        while (await ask() != expected)
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < RevocationMax, $"not {expected} within {RevocationMax}");
            await Task.Delay(20);
        }
    }
}

internal static class Refreshed
{
    public static async Task<JsonNode> JsonAsync(this Task<HttpResponseMessage> answer) =>
        await (await answer).JsonAsync(200);
}
