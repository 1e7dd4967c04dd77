using System.Text.Json.Nodes;
using Platform.Api;

namespace Platform.Calls;

/// <summary>Twilio reports nothing but the end of a call unless it is asked to: a conversation is enough to know that
/// somebody answered.</summary>
public sealed class AnsweredCallTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_call_in_which_people_talk_is_in_progress_without_any_report_of_it()
    {
        var line = await TestLine.CreateAsync(api, api.Owner);
        var sid = TestLine.NewCallSid();
        var response = await line.RingAsync(sid);
        Assert.Equal("ringing", (await CallAsync(sid))["status"]!.GetValue<string>());
        var before = TimeProvider.System.GetUtcNow();

        using var relay = await line.ConnectAsync(response, sid);
        await relay.SayAsync("My air conditioner is broken, I need a repair.");

        var talking = await CallAsync(sid);
        var after = TimeProvider.System.GetUtcNow();
        Assert.Equal("in_progress", talking["status"]!.GetValue<string>());
        // A database keeps microseconds, a clock tells more.
        Assert.InRange(talking["answered_at"]!.GetValue<DateTimeOffset>(), before.AddMilliseconds(-1), after);
        var listed = await (await api.Owner.GetAsync("/api/v1/calls?status=in_progress&limit=200")).JsonAsync(200);
        Assert.Contains(
            listed["items"]!.AsArray(), call => call!["provider_call_id"]!.GetValue<string>() == sid);

        await relay.CloseAsync();
        await line.PostAsync("/webhooks/twilio/relay-ended", line.Form(
            sid, "in-progress", ("SessionId", "VX1"), ("SessionStatus", "ended")));
        var left = await CallAsync(sid);
        Assert.Equal($"{talking["answered_at"]}", $"{left["answered_at"]}");
    }

    [Fact]
    public async Task Twilios_own_time_of_the_answer_counts_when_it_comes()
    {
        var line = await TestLine.CreateAsync(api, api.Owner);
        var sid = TestLine.NewCallSid();
        using var relay = await line.ConnectAsync(await line.RingAsync(sid), sid);
        await relay.SayAsync("My air conditioner is broken, I need a repair.");

        await line.PostAsync("/webhooks/twilio/status", line.Form(sid, "in-progress", TestLine.Numbered(2)));

        Assert.Equal(
            TestLine.Began.AddSeconds(2), (await CallAsync(sid))["answered_at"]!.GetValue<DateTimeOffset>());
    }

    private async Task<JsonNode> CallAsync(string sid) =>
        await (await api.Owner.GetAsync($"/api/v1/calls/{CallId.Of("twilio", sid)}")).JsonAsync(200);
}
