using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Platform.Api;

namespace Platform.Calls;

/// <summary>What a hosted agent's provider sends after a call, through the real host.</summary>
public sealed class HostedAgentTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_transcript_becomes_a_calls_turns_once()
    {
        var agent = await HostedAgent.CreateAsync(api);
        var conversation = HostedAgent.NewConversation();
        var body = agent.Transcript(conversation);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => agent.SendAsync(body)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        var id = CallId.Of("elevenlabs", conversation);
        var call = await (await api.Owner.GetAsync($"/api/v1/calls/{id}")).JsonAsync(200);
        Assert.Equal(("elevenlabs", "completed", 42_000L, 2, 1), (
            call["provider"]!.GetValue<string>(), call["status"]!.GetValue<string>(),
            call["duration_ms"]!.GetValue<long>(), call["turn_count"]!.GetValue<int>(),
            call["version"]!.GetValue<int>()));
        Assert.False(call["has_recording"]!.GetValue<bool>());
        var turns = (await (await api.Owner.GetAsync($"/api/v1/calls/{id}/turns")).JsonAsync(200))["items"]!.AsArray();
        Assert.Equal(["Hello", "My tap drips"], turns.Select(turn => turn!["text"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_call_that_the_telephony_provider_never_reports_has_its_times_and_its_numbers()
    {
        var agent = await HostedAgent.CreateAsync(api);
        var sid = TestLine.NewCallSid();

        await agent.ReportAsync(agent.Transcript(HostedAgent.NewConversation(), sid));

        var listed = await (await api.Owner.GetAsync($"/api/v1/calls?q={sid}")).JsonAsync(200);
        foreach (var call in new[] { await CallAsync(sid), Assert.Single(listed["items"]!.AsArray())! })
        {
            Assert.Equal(("twilio", sid, "completed", "inbound", agent.Line.From, agent.Line.Number), (
                Text(call, "provider"), Text(call, "provider_call_id"), Text(call, "status"), Text(call, "direction"),
                Text(call, "from"), Text(call, "to")));
            Assert.Equal((HostedAgent.Began, HostedAgent.Began, HostedAgent.Began.AddSeconds(42), 42_000L), (
                At(call, "started_at"), At(call, "answered_at"), At(call, "ended_at"),
                call["duration_ms"]!.GetValue<long>()));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_telephony_provider_reports_too_is_one_call_and_counts_more(bool isAgentFirst)
    {
        var agent = await HostedAgent.CreateAsync(api);
        var sid = TestLine.NewCallSid();
        var transcript = agent.Transcript(HostedAgent.NewConversation(), sid);
        agent.Line.From = "+14155550999"; // What Twilio says, and the agent does not.
        if (isAgentFirst)
            await agent.ReportAsync(transcript);
        await agent.Line.PostAsync(
            "/webhooks/twilio/status", agent.Line.Form(sid, "in-progress", TestLine.Numbered(2)));
        await agent.Line.PostAsync(
            "/webhooks/twilio/status",
            agent.Line.Form(sid, "completed", [.. TestLine.Numbered(3), ("CallDuration", "9")]));
        if (!isAgentFirst)
            await agent.ReportAsync(transcript);

        var call = await CallAsync(sid);
        Assert.Equal(("twilio", "completed", "+14155550999", 2, 9_000L, false), (
            Text(call, "provider"), Text(call, "status"), Text(call, "from"), call["turn_count"]!.GetValue<int>(),
            call["duration_ms"]!.GetValue<long>(), call["has_conflict"]!.GetValue<bool>()));
        Assert.Equal(
            (TestLine.Began.AddSeconds(2), TestLine.Began.AddSeconds(3)),
            (At(call, "answered_at"), At(call, "ended_at")));
    }

    [Fact]
    public async Task What_is_forged_old_or_from_the_future_is_403_and_does_nothing()
    {
        var agent = await HostedAgent.CreateAsync(api);
        var conversation = HostedAgent.NewConversation();
        var body = agent.Transcript(conversation);
        var changed = Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(body).Replace("tap", "cat", StringComparison.Ordinal));
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

        foreach (var (sent, header) in new[]
        {
            (changed, OwnSigner.ElevenLabs(agent.Secret, now, body)),
            (body, OwnSigner.ElevenLabs("another", now, body)),
            (body, OwnSigner.ElevenLabs(agent.Secret, now - 1900, body)),
            (body, OwnSigner.ElevenLabs(agent.Secret, now + 1900, body)),
            (body, ""),
        })
        {
            await (await agent.SendWithAsync(sent, header)).ProblemAsync(403, "webhook-refused");
        }

        await (await api.Owner.GetAsync($"/api/v1/calls/{CallId.Of("elevenlabs", conversation)}"))
            .ProblemAsync(404, "not-found");
    }

    private async Task<JsonNode> CallAsync(string sid) =>
        await (await api.Owner.GetAsync($"/api/v1/calls/{CallId.Of("twilio", sid)}")).JsonAsync(200);

    private static string? Text(JsonNode call, string name) => call[name]?.GetValue<string>();

    private static DateTimeOffset At(JsonNode call, string name) => call[name]!.GetValue<DateTimeOffset>();
}
