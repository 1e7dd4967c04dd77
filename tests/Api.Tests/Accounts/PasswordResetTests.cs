using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Npgsql;
using Platform.Api;

namespace Platform.Accounts;

/// <summary>The way back for who forgot the password, and how nobody else walks it.</summary>
public sealed class PasswordResetTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Another = "another long password";

    [Fact]
    public async Task A_platform_admin_makes_a_link_that_works_once_and_ends_every_session()
    {
        var email = NewEmail();
        using var person = await api.InviteAsync(api.Owner, email, "staff");
        var made = await MakeAsync(email);
        Assert.Equal(email, made["email"]!.GetValue<string>());

        Assert.Equal(HttpStatusCode.NoContent, (await UseAsync(made)).StatusCode);

        await (await person.GetAsync("/api/v1/me")).ProblemAsync(401, "not-signed-in");
        await (await SignInAsync(email, ApiFixture.Password)).ProblemAsync(401, "wrong-credentials");
        await api.SignInAsync(email, Another);
        await (await UseAsync(made, "yet another password")).ProblemAsync(404, "reset-link-dead");
        await api.SignInAsync(email, Another);
    }

    [Fact]
    public async Task A_link_is_dead_when_another_was_made_its_time_is_over_or_the_password_was_changed()
    {
        var email = NewEmail();
        using var person = await api.InviteAsync(api.Owner, email, "staff");
        var first = await MakeAsync(email);
        var second = await MakeAsync(email);
        await (await UseAsync(first)).ProblemAsync(404, "reset-link-dead");

        await ExecuteAsync("update password_resets set made_at = made_at - interval '1 day', ends_at = now()"
            + $" where reset_id = '{second["reset_id"]}'");
        await (await UseAsync(second)).ProblemAsync(404, "reset-link-dead");

        var third = await MakeAsync(email);
        var changed = await person.PutAsJsonAsync(
            "/api/v1/me/password", new { current_password = ApiFixture.Password, new_password = Another });
        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        await (await UseAsync(third, "yet another password")).ProblemAsync(404, "reset-link-dead");
        await api.SignInAsync(email, Another);
    }

    [Fact]
    public async Task Dead_links_of_all_kinds_answer_alike_and_a_bad_password_uses_none_up()
    {
        var email = NewEmail();
        using var person = await api.InviteAsync(api.Owner, email, "staff");
        var made = await MakeAsync(email);
        var weak = await (await UseAsync(made, "short")).ProblemAsync(422, "validation-failed");
        Assert.Equal(["/password"], weak.Pointers());
        Assert.Equal(HttpStatusCode.NoContent, (await UseAsync(made)).StatusCode);

        var answers = new List<string>();
        foreach (var token in new[] { made["token"]!.GetValue<string>(), "x", new string('A', 43), "…" })
        {
            var problem = await (await UseAsync(new JsonObject { ["token"] = token }))
                .ProblemAsync(404, "reset-link-dead");
            problem.AsObject().Remove("traceId");
            answers.Add(problem.ToJsonString());
        }

        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task Uses_of_one_link_at_once_set_one_password()
    {
        var email = NewEmail();
        using var person = await api.InviteAsync(api.Owner, email, "staff");
        var made = await MakeAsync(email);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => UseAsync(made, $"long password {i}")));

        var used = Assert.Single(answers.Index(), answer => answer.Item.StatusCode == HttpStatusCode.NoContent);
        await api.SignInAsync(email, $"long password {used.Index}");
    }

    [Fact]
    public async Task An_owner_makes_one_for_whoever_belongs_to_the_account_alone_and_nobody_below_does()
    {
        var email = NewEmail();
        using var person = await api.InviteAsync(api.Owner, email, "staff");
        using var manager = await api.InviteAsync(api.Owner, NewEmail(), "manager");
        var path = await PathOf(person);

        await (await manager.PostAsync(path, null)).ProblemAsync(403, "forbidden");
        await (await api.Staff.PostAsync(path, null)).ProblemAsync(403, "forbidden");
        await (await api.Foreign.PostAsync(path, null)).ProblemAsync(404, "not-found");
        var made = await (await api.Owner.PostAsync(path, null)).JsonAsync(200);

        Assert.Equal(HttpStatusCode.NoContent, (await UseAsync(made)).StatusCode);
        await api.SignInAsync(email, Another);
    }

    [Fact]
    public async Task No_owner_gets_at_a_sign_in_that_opens_more_than_the_account()
    {
        var (both, vendor) = (NewEmail(), NewEmail());
        using var ofBoth = await api.InviteAsync(api.Owner, both, "staff");
        using var alsoOfBoth = await api.InviteAsync(api.Foreign, both, "owner");
        using var alsoVendor = await api.InviteAsync(api.Owner, vendor, "staff");
        using var asVendor = await api.InviteAsync(api.Foreign, vendor, "vendor");
        using var admin = await api.InviteAsync(api.Owner, ApiFixture.AdminEmail, "staff");

        foreach (var member in new[] { ofBoth, alsoVendor, admin })
            await (await api.Owner.PostAsync(await PathOf(member), null)).ProblemAsync(409, "belongs-elsewhere");

        Assert.Equal(HttpStatusCode.NoContent, (await UseAsync(await MakeAsync(both))).StatusCode);
    }

    [Fact]
    public async Task An_owners_link_is_dead_once_the_person_has_joined_another_account()
    {
        var email = NewEmail();
        using var person = await api.InviteAsync(api.Owner, email, "staff");
        var made = await (await api.Owner.PostAsync(await PathOf(person), null)).JsonAsync(200);

        using var joined = await api.InviteAsync(api.Foreign, email, "staff");

        await (await UseAsync(made)).ProblemAsync(404, "reset-link-dead");
    }

    [Fact]
    public async Task Nobody_makes_a_link_for_themselves_out_of_an_open_session()
    {
        await (await api.Owner.PostAsync(await PathOf(api.Owner), null)).ProblemAsync(403, "forbidden");
        await (await api.Admin.PostAsJsonAsync("/api/v1/password-resets", new { email = ApiFixture.AdminEmail }))
            .ProblemAsync(403, "forbidden");
        await (await api.Admin.PostAsJsonAsync("/api/v1/password-resets", new { email = "nobody@one.test" }))
            .ProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task Who_made_which_link_stays_known_and_the_link_itself_is_kept_nowhere()
    {
        var email = NewEmail();
        using var person = await api.InviteAsync(api.Owner, email, "staff");
        var made = await (await api.Owner.PostAsync(await PathOf(person), null)).JsonAsync(200);
        await UseAsync(made);

        var listed = await (await api.Admin.GetAsync("/api/v1/password-resets")).JsonAsync(200);

        var row = listed["items"]!.AsArray().Single(item => (string?)item!["email"] == email)!;
        var owner = (await (await api.Owner.GetAsync("/api/v1/me")).JsonAsync(200))["user_id"]!.GetValue<string>();
        Assert.Equal($"member:{owner}", row["made_by"]!.GetValue<string>());
        Assert.Equal(api.AccountId, row["account_id"]!.GetValue<Guid>());
        Assert.NotNull(row["used_at"]);
        var token = made["token"]!.GetValue<string>();
        Assert.DoesNotContain(token, listed.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(0L, await ExecuteAsync(
            $"select count(*) from password_resets r where r::text like '%{token}%'"));
    }

    [Fact]
    public async Task Who_tried_too_often_before_signs_in_with_the_new_password_at_once()
    {
        var email = NewEmail();
        using var person = await api.InviteAsync(api.Owner, email, "staff");
        for (var i = 0; i < 10; i++)
            await (await SignInAsync(email, $"guess {i}")).ProblemAsync(401, "wrong-credentials");
        await (await SignInAsync(email, ApiFixture.Password)).ProblemAsync(429, "too-many-attempts");

        await UseAsync(await MakeAsync(email));

        await api.SignInAsync(email, Another);
    }

    [Fact]
    public async Task The_machines_operator_lets_an_admin_back_in_while_the_platform_runs()
    {
        var email = NewEmail();
        using var person = await api.InviteAsync(api.Owner, email, "owner");

        var (code, link) = await CommandAsync("reset-password", email.ToUpperInvariant());
        var (absent, _) = await CommandAsync("reset-password", "nobody@one.test");
        var (misused, _) = await CommandAsync("reset-password");

        Assert.Equal((0, 1, 2), (code, absent, misused));
        Assert.StartsWith("http://127.0.0.1:5080/new-password#", link, StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await UseAsync(new JsonObject { ["token"] = link.Trim().Split('#')[1] })).StatusCode);
        await api.SignInAsync(email, Another);
        await (await person.GetAsync("/api/v1/me")).ProblemAsync(401, "not-signed-in");
    }

    private async Task<JsonNode> MakeAsync(string email) =>
        await (await api.Admin.PostAsJsonAsync("/api/v1/password-resets", new { email })).JsonAsync(200);

    private Task<HttpResponseMessage> UseAsync(JsonNode made, string password = Another) =>
        api.Stranger.PostAsJsonAsync(
            "/api/v1/auth/reset-password", new { token = made["token"]!.GetValue<string>(), password });

    private Task<HttpResponseMessage> SignInAsync(string email, string password) =>
        api.Stranger.PostAsJsonAsync("/api/v1/auth/sign-in", new { email, password });

    private static async Task<string> PathOf(HttpClient person)
    {
        var me = await (await person.GetAsync("/api/v1/me")).JsonAsync(200);
        return $"/api/v1/members/{me["user_id"]}/password-reset";
    }

    private async Task<object?> ExecuteAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(api.ConnectionString);
        await using var command = database.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    // The program as it is shipped, beside the one that runs.
    private async Task<(int Code, string Said)> CommandAsync(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ConnectionStrings__Platform"] = api.ConnectionString },
        };
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync();
        var wrong = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        await wrong;
        return (process.ExitCode, await said);
    }

    private static string NewEmail() => $"{Guid.NewGuid():N}@forgot.test";
}
