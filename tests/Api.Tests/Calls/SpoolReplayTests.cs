using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Api;
using Platform.Calls.Webhooks;
using Platform.Ids;

namespace Platform.Calls;

/// <summary>A host that gives up soon what can never be applied.</summary>
public sealed class SpoolFixture : ApiFixture
{
    protected override IReadOnlyDictionary<string, string> Settings { get; } =
        new Dictionary<string, string> { ["Calls:ReplayPatience"] = "00:00:02" };
}

/// <summary>What can never be applied does not keep what waits behind it.</summary>
public sealed class SpoolReplayTests(SpoolFixture api) : IClassFixture<SpoolFixture>
{
    [Fact]
    public async Task A_report_for_a_call_that_cannot_be_read_is_put_aside_and_the_next_one_is_applied()
    {
        var line = await TestLine.CreateAsync(api, api.Owner);
        var (known, broken) = (TestLine.NewCallSid(), TestLine.NewCallSid());
        await line.RingAsync(known);
        await BreakAsync(known, broken);

        var answer = await line.PostAsync(
            "/webhooks/twilio/status", line.Form(broken, "completed", TestLine.Numbered(3)));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        var spool = api.Services.GetRequiredService<WebhookSpool>();
        Assert.True(spool.TryAdd(await WaitingAsync(line, known)));

        await Eventually.Async(async () =>
        {
            var call = await (await api.Owner.GetAsync($"/api/v1/calls/{IdOf(known)}")).JsonAsync(200);
            Assert.Equal("completed", $"{call["status"]}");
        });
        Assert.True(spool.IsEmpty);
        var aside = await File.ReadAllTextAsync(Path.Combine(api.DataDirectory, "spool", "webhooks.dead"));
        Assert.Contains(broken, aside, StringComparison.Ordinal);
        await Eventually.Async(async () =>
        {
            var alerts = await (await api.Owner.GetAsync("/api/v1/alerts")).JsonAsync(200);
            Assert.Contains(alerts["items"]!.AsArray(), alert => $"{alert!["kind"]}" == "webhook-not-applied");
        });
    }

    private static Guid IdOf(string sid) => CallId.Of("twilio", sid);

    // Another call's row with a state that says nothing.
    private async Task BreakAsync(string known, string broken)
    {
        await using var source = NpgsqlDataSource.Create(api.ConnectionString);
        await using var insert = source.CreateCommand(
            $"""
            insert into calls
            select (jsonb_populate_record(c, jsonb_build_object(
                       'key', '{GrainKey.Of(api.AccountId, IdOf(broken))}', 'id', '{IdOf(broken)}',
                       'state', '[]'::jsonb, 'provider_call_id', '{broken}'))).*
              from calls c where key = '{GrainKey.Of(api.AccountId, IdOf(known))}'
            """);
        Assert.Equal(1, await insert.ExecuteNonQueryAsync());
    }

    private async Task<SpooledWebhook> WaitingAsync(TestLine line, string sid)
    {
        using var form = new FormUrlEncodedContent(
            line.Form(sid, "completed", TestLine.Numbered(3)).ToDictionary(pair => pair.Item1, pair => pair.Item2));
        return new SpooledWebhook(
            "twilio", api.AccountId, "/webhooks/twilio/status", TimeProvider.System.GetUtcNow(), sid,
            await form.ReadAsStringAsync(), WasTurnedAway: false);
    }
}
