using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Platform.Accounts;
using Platform.Api;
using Platform.Erasures;
using Platform.Schedules;
using Platform.Stock;

namespace Platform.Calls;

/// <summary>How long an account keeps what was said on its calls.</summary>
public sealed class TranscriptCleanupTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Path = "/api/v1/account";

    // The planner looks every few seconds for accounts without the job.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Words_are_found_once_they_are_older_than_the_account_keeps_them()
    {
        var made = await CalledIn.HungUpAsync(api);
        await KeepAsync(365);
        Assert.Equal((false, true), (await IsOldAfterAsync(364.9), await IsOldAfterAsync(365.1)));

        await KeepAsync(30);

        Assert.Equal((false, true), (await IsOldAfterAsync(29.9), await IsOldAfterAsync(30.1)));

        async Task<bool> IsOldAfterAsync(double days) =>
            (await api.Services.GetRequiredService<IOldTranscripts>().FindAsync(
                api.AccountId, TestLine.Began + TimeSpan.FromDays(days), 1_000, default)).CallIds.Contains(made.Id);
    }

    [Fact]
    public async Task What_was_said_goes_with_its_time_and_who_called_stays()
    {
        var (old, young) = (await CalledIn.HungUpAsync(api), await CalledIn.HungUpAsync(api));
        var before = await CallAsync(old);
        await KeepAsync(30);
        await PutBackAsync(old, 31);
        await PutBackAsync(young, 29);

        await RunAsync();

        var after = await CallAsync(old);
        Assert.NotNull(after["words_erased_at"]);
        foreach (var figure in new[] { "status", "outcome", "ended_at", "from", "to", "turn_count" })
            Assert.Equal(before[figure]!.ToJsonString(), after[figure]!.ToJsonString());
        Assert.Equal("Peter Quillfeather", before["draft"]!["customer_name"]!.GetValue<string>());
        Assert.Null(after["draft"]!["customer_name"]);
        Assert.All(await TurnsAsync(old), turn => Assert.Equal("", turn!["text"]!.GetValue<string>()));
        Assert.Equal(0L, await api.ScalarAsync<long>(
            $"""
            select (select count(*) from calls where id = '{old.Id}' and state::text ~ 'Quillfeather|Zanzibar')
                + (select count(*) from webhooks where call_id = '{old.Id}' and body <> '')
            """));
        Assert.Null((await CallAsync(young))["words_erased_at"]);
        Assert.Contains(
            await TurnsAsync(young),
            turn => turn!["text"]!.GetValue<string>().Contains("Quillfeather", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_call_back_keeps_its_number_as_long_as_it_is_open()
    {
        var made = await CalledIn.HungUpAsync(api);
        await KeepAsync(30);
        await PutBackAsync(made, 31);

        await RunAsync();
        Assert.Equal($"+1{made.Digits}", await PhoneAsync());

        await api.ScalarAsync<string>(
            $"update call_tasks set status = 'done' where call_id = '{made.Id}' returning key");
        await RunAsync();
        Assert.Equal("", await PhoneAsync());

        Task<string> PhoneAsync() => api.ScalarAsync<string>(
            $"select coalesce(phone, '') from call_tasks where call_id = '{made.Id}'");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3651)]
    public async Task The_days_have_bounds(int days)
    {
        var version = (await (await api.Owner.GetAsync(Path)).JsonAsync(200))["version"];

        var answer = await api.Owner.SendAsync(
            HttpMethod.Patch, Path, new { transcript_days = days }, ("If-Match", $"\"{version}\""));

        Assert.Equal(["/transcript_days"], (await answer.ProblemAsync(422, "validation-failed")).Pointers());
    }

    [Fact]
    public async Task Only_who_manages_the_account_decides_and_only_on_what_they_have_read()
    {
        var account = await (await api.Owner.GetAsync(Path)).JsonAsync(200);
        var version = account["version"]!.GetValue<long>();
        Task<HttpResponseMessage> ChangeAsync(HttpClient client, long on) => client.SendAsync(
            HttpMethod.Patch, Path, new { transcript_days = 77 }, ("If-Match", $"\"{on}\""));

        Assert.Equal(HttpStatusCode.Forbidden, (await api.Staff.GetAsync(Path)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await ChangeAsync(api.Staff, version)).StatusCode);
        await (await ChangeAsync(api.Owner, version - 1)).ProblemAsync(412, "version-differs");
        var bare = await api.Owner.SendAsync(HttpMethod.Patch, Path, new { transcript_days = 77 });
        await bare.ProblemAsync(428, "if-match-missing");
        var changed = await (await ChangeAsync(api.Owner, version)).JsonAsync(200);

        Assert.Equal(77, changed["transcript_days"]!.GetValue<int>());
        var foreign = await (await api.Foreign.GetAsync(Path)).JsonAsync(200);
        Assert.Equal(AccountSettings.TranscriptDaysDefault, foreign["transcript_days"]!.GetValue<int>());
    }

    private async Task KeepAsync(int days)
    {
        var version = (await (await api.Owner.GetAsync(Path)).JsonAsync(200))["version"];
        await (await api.Owner.SendAsync(
            HttpMethod.Patch, Path, new { transcript_days = days }, ("If-Match", $"\"{version}\""))).JsonAsync(200);
    }

    // The clean-up looks for the columns; nobody waits a month here.
    private async Task PutBackAsync(CalledIn made, int days)
    {
        await api.ScalarAsync<string>(
            $"update calls set started_at = now() - interval '{days} days' where id = '{made.Id}' returning key");
        await api.ScalarAsync<string>(
            "update call_tasks"
            + $" set call_back_at = now() - interval '{days} days' where call_id = '{made.Id}' returning key");
    }

    private async Task RunAsync()
    {
        var path = $"/api/v1/jobs/{JobNames.IdOf(api.AccountId, JobNames.TranscriptCleanup, shopId: null):D}";
        var before = await Eventually.Async(
            async () => (await (await api.Owner.GetAsync(path)).JsonAsync(200))["runs"]!.GetValue<long>(), Patience);
        await (await api.Owner.CreateAsync($"{path}/run")).JsonAsync(202);
        await Eventually.Async(
            async () =>
            {
                var job = await (await api.Owner.GetAsync(path)).JsonAsync(200);
                Assert.Equal(before + 1, job["runs"]!.GetValue<long>());
            },
            Patience);
    }

    private async Task<JsonNode> CallAsync(CalledIn made) =>
        await (await api.Owner.GetAsync(made.Path)).JsonAsync(200);

    private async Task<JsonArray> TurnsAsync(CalledIn made) =>
        (await (await api.Owner.GetAsync($"{made.Path}/turns")).JsonAsync(200))["items"]!.AsArray();
}
