using System.Text.Json.Nodes;
using Platform.Api;
using Platform.Calls;

namespace Platform.Conversation;

/// <summary>Calls that a model answers, through the real host and the provider's protocol.</summary>
public sealed class LlmCallTests(LlmFixture api) : IClassFixture<LlmFixture>
{
    private const string Everything =
        "Ada Park here, my air conditioner is broken, 12 Oak Street, Springfield, Illinois 62701, "
        + "come tomorrow at nine, call me at 415 555 0177";

    private const string Noted =
        """
        {"service": "AC Repair", "name": "Ada Park", "address": "12 Oak Street, Springfield, Illinois 62701",
         "time": "tomorrow at nine", "phone": "415 555 0177"}
        """;

    [Fact]
    public async Task A_model_takes_an_order()
    {
        var line = await TestLine.CreateAsync(api, api.Owner);
        var sid = TestLine.NewCallSid();
        using var relay = await line.ConnectAsync(await line.RingAsync(sid), sid);

        api.Model.Uses("note", Noted).Uses("read_back");
        var read = await relay.SayAsync(Everything);
        api.Model.Uses("confirm");
        var placing = await relay.SayAsync("yes, that's right");
        var told = await relay.HearAsync();

        Assert.StartsWith("So that's AC Repair for Ada Park", read, StringComparison.Ordinal);
        Assert.Equal("Thank you. One moment while I put that in.", placing);
        var call = await CallAsync(sid);
        Assert.Contains(call["order_number"]!.GetValue<string>(), told, StringComparison.Ordinal);
        Assert.Equal("+14155550177", call["draft"]!["customer_phone"]!.GetValue<string>());
    }

    [Fact]
    public async Task Words_go_out_as_they_come_and_an_interruption_stops_the_model()
    {
        var line = await TestLine.CreateAsync(api, api.Owner);
        var sid = TestLine.NewCallSid();
        using var relay = await line.ConnectAsync(await line.RingAsync(sid), sid);

        api.Model.SaysAndHangs("Of course. We open at eight and ");
        await relay.SendAsync(Prompt("when are you open"));
        var first = (await relay.ReceiveAsync())!;
        Assert.Equal(("text", false), (first["type"]!.GetValue<string>(), first["last"]!.GetValue<bool>()));
        Assert.StartsWith("Of course.", first["token"]!.GetValue<string>(), StringComparison.Ordinal);

        await relay.InterruptAsync("Of course. We");
        Assert.True(await api.Model.Abandoned.WaitAsync(TimeSpan.FromSeconds(60)), "the generation went on");
        var closing = (await relay.ReceiveAsync())!;
        Assert.Equal(("", true), (closing["token"]!.GetValue<string>(), closing["last"]!.GetValue<bool>()));
        api.Model.Says("At eight.");
        Assert.Equal("At eight.", await relay.SayAsync("sorry, when?"));

        var asked = api.Model.Questions.Last()["messages"]!.AsArray().Select(message =>
            message!["content"]!.GetValue<string>()).ToList();
        Assert.Equal(["when are you open", "Of course. We", "sorry, when?"], asked[^3..]);
        var turns = await Eventually.Async(async () =>
        {
            var found = await (await api.Owner.GetAsync(
                $"/api/v1/calls/{CallId.Of("twilio", sid)}/turns")).JsonAsync(200);
            Assert.Equal(5, found["items"]!.AsArray().Count);
            return found["items"]!.AsArray();
        });
        Assert.Equal((true, "Of course. We", "At eight."),
            (turns[2]!["interrupted"]!.GetValue<bool>(), turns[2]!["heard"]!.GetValue<string>(),
                turns[4]!["text"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_model_that_is_gone_costs_the_caller_nothing()
    {
        var line = await TestLine.CreateAsync(api, api.Owner);
        var sid = TestLine.NewCallSid();
        using var relay = await line.ConnectAsync(await line.RingAsync(sid), sid);
        api.Model.Fails(500).Fails(429);

        Assert.EndsWith("Is that right?", await relay.SayAsync(Everything), StringComparison.Ordinal);
        await relay.SayAsync("yes");
        await relay.HearAsync();

        Assert.NotNull((await CallAsync(sid))["order_number"]);
    }

    private static JsonObject Prompt(string said) => new()
    {
        ["type"] = "prompt",
        ["voicePrompt"] = said,
        ["lang"] = "en-US",
        ["last"] = true,
    };

    private async Task<JsonNode> CallAsync(string sid) =>
        await (await api.Owner.GetAsync($"/api/v1/calls/{CallId.Of("twilio", sid)}")).JsonAsync(200);
}
