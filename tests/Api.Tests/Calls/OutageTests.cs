using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Platform.Api;

namespace Platform.Calls;

/// <summary>The database goes away while calls come in. Callers hear a sentence, reports wait on disk.</summary>
public sealed class OutageTests(OutageFixture api) : IClassFixture<OutageFixture>
{
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Without_the_database_callers_hear_an_apology_and_every_report_arrives_later()
    {
        var line = await TestLine.CreateAsync(api, api.Owner);
        var known = TestLine.NewCallSid();
        // Warms what a running platform has warm: credentials, number, shop.
        Assert.NotNull((await line.RingAsync(known)).Element("Connect"));
        var turnedAway = TestLine.NewCallSid();

        api.Line.Break();
        try
        {
            for (var i = 0; i < 5; i++)
                await CallerHearsApologyAsync(line, i == 0 ? turnedAway : TestLine.NewCallSid());
            foreach (var (status, number) in new[] { ("in-progress", 2), ("completed", 3) })
                Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(line, known, status, number));
            Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(line, turnedAway, "completed", 3));
            var forged = await line.PostAsync("/webhooks/twilio/voice", line.Form(known, "ringing"), "another secret");
            await forged.ProblemAsync(403, "webhook-refused");
        }
        finally
        {
            api.Line.Heal();
        }

        await Eventually.Async(async () =>
        {
            var call = await CallAsync(known);
            Assert.Equal("completed", call["status"]!.GetValue<string>());
        });
        await Eventually.Async(async () =>
        {
            var call = await CallAsync(turnedAway);
            Assert.Equal(("completed", "missed", "provider_error"), (
                call["status"]!.GetValue<string>(), call["outcome"]?.GetValue<string>(),
                call["end_reason"]?.GetValue<string>()));
            var tasks = await (await api.Owner.GetAsync("/api/v1/tasks")).JsonAsync(200);
            Assert.Single(tasks["items"]!.AsArray(), task =>
                task!["call_id"]!.GetValue<string>() == call["id"]!.GetValue<string>()
                && task["reason"]!.GetValue<string>() == "turned_away");
        });
    }

    private static async Task CallerHearsApologyAsync(TestLine line, string callSid)
    {
        var watch = Stopwatch.StartNew();
        var answer = await line.PostAsync("/webhooks/twilio/voice", line.Form(callSid, "ringing"));
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        var twiml = XDocument.Parse(body).Root!;

        Assert.Equal(["Say", "Hangup"], twiml.Elements().Select(element => element.Name.LocalName));
        Assert.Contains("call you back", twiml.Element("Say")!.Value, StringComparison.Ordinal);
        Assert.True(watch.Elapsed < AnswerMax, $"the caller waited {watch.Elapsed}");
    }

    private static async Task<HttpStatusCode> StatusAsync(TestLine line, string sid, string status, int number) =>
        (await line.PostAsync("/webhooks/twilio/status", line.Form(sid, status, TestLine.Numbered(number)))).StatusCode;

    private async Task<JsonNode> CallAsync(string sid) =>
        await (await api.Owner.GetAsync($"/api/v1/calls/{CallId.Of("twilio", sid)}")).JsonAsync(200);
}
