using System.Net;
using System.Text.Json.Nodes;
using Platform.Api;

namespace Platform.Calls;

/// <summary>People say "yes" and hang up. What they said last still counts, and it counts once.</summary>
public sealed class LastWordsTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Everything =
        "Ada Park here, my air conditioner is broken, 12 Oak Street, Springfield, Illinois 62701, "
        + "come tomorrow at nine, call me at 415 555 0177";

    [Theory]
    [InlineData(HangUp.Close)]
    [InlineData(HangUp.Drop)]
    [InlineData(HangUp.CloseAfterTheProviderSaidSo)]
    public async Task A_yes_said_while_hanging_up_places_the_order_once(HangUp how)
    {
        var line = await TestLine.CreateAsync(api, api.Owner);

        var sids = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => ConfirmAndHangUpAsync(line, how)));

        foreach (var sid in sids)
        {
            var call = await Eventually.Async(async () =>
            {
                var found = await CallAsync(sid);
                Assert.Equal("order_placed", found["outcome"]?.GetValue<string>());
                return found;
            });
            var number = call["order_number"]!.GetValue<string>();
            var orders = await ItemsAsync($"/api/v1/orders?q={number}");
            Assert.Equal(call["order_id"]!.GetValue<string>(), Assert.Single(orders)!["id"]!.GetValue<string>());
            var turns = await ItemsAsync($"/api/v1/calls/{call["id"]}/turns");
            Assert.Equal("yes", turns[3]!["text"]!.GetValue<string>());
        }

        Assert.Empty(await ItemsAsync("/api/v1/tasks?status=open"));
    }

    [Theory]
    [InlineData("Okay great, thank you, see you tomorrow at nine!")]
    [InlineData("No, that's all, thank you.")]
    [InlineData("No, I'm good. I'll be home all day tomorrow.")]
    public async Task Who_says_thanks_after_ordering_is_not_called_back(string said)
    {
        var line = await TestLine.CreateAsync(api, api.Owner);
        var sid = TestLine.NewCallSid();
        using var relay = await line.ConnectAsync(await line.RingAsync(sid), sid);
        await relay.SayAsync(Everything);
        await relay.SayAsync("yes");
        await relay.HearAsync();

        Assert.Contains("Goodbye", await relay.SayAsync(said), StringComparison.Ordinal);
        Assert.Null(await relay.HearAsync());
        await EndAsync(line, sid);

        var call = await CallAsync(sid);
        Assert.Equal(("order_placed", "agent_hangup"),
            (call["outcome"]!.GetValue<string>(), call["end_reason"]!.GetValue<string>()));
        Assert.DoesNotContain(await ItemsAsync("/api/v1/tasks"), task =>
            task!["call_id"]!.GetValue<string>() == call["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task After_goodbye_nothing_more_is_answered()
    {
        var line = await TestLine.CreateAsync(api, api.Owner);
        var sid = TestLine.NewCallSid();
        using var relay = await line.ConnectAsync(await line.RingAsync(sid), sid);
        Assert.EndsWith("Goodbye.", await relay.SayAsync("sorry, wrong number"), StringComparison.Ordinal);
        Assert.Null(await relay.HearAsync());

        Assert.Null(await relay.SayAsync("are you still there?", thenClose: true));
        Assert.Equal(3, (await CallAsync(sid))["turn_count"]!.GetValue<int>());
    }

    private static async Task<string> ConfirmAndHangUpAsync(TestLine line, HangUp how)
    {
        var sid = TestLine.NewCallSid();
        using var relay = await line.ConnectAsync(await line.RingAsync(sid), sid);
        Assert.EndsWith("Is that right?", await relay.SayAsync(Everything), StringComparison.Ordinal);
        if (how == HangUp.CloseAfterTheProviderSaidSo)
            await EndAsync(line, sid);
        await relay.SendAsync(new JsonObject
        {
            ["type"] = "prompt",
            ["voicePrompt"] = "yes",
            ["lang"] = "en-US",
            ["last"] = true,
        });
        if (how == HangUp.Drop)
        {
            // A reset throws away what the host has not read yet: the answer's first word shows that it has.
            Assert.NotNull(await relay.ReceiveAsync());
            relay.Drop();
        }
        else
        {
            await relay.CloseAsync();
        }

        if (how != HangUp.CloseAfterTheProviderSaidSo)
            await EndAsync(line, sid);
        return sid;
    }

    private static async Task EndAsync(TestLine line, string sid)
    {
        var answer = await line.PostAsync(
            "/webhooks/twilio/status", line.Form(sid, "completed", TestLine.Numbered(3)));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private async Task<JsonNode> CallAsync(string sid) =>
        await (await api.Owner.GetAsync($"/api/v1/calls/{CallId.Of("twilio", sid)}")).JsonAsync(200);

    private async Task<JsonArray> ItemsAsync(string path) =>
        (await (await api.Owner.GetAsync(path)).JsonAsync(200))["items"]!.AsArray();
}

/// <summary>How a caller leaves.</summary>
public enum HangUp
{
    /// <summary>The provider closes the conversation.</summary>
    Close = 1,

    /// <summary>The connection is gone without a word.</summary>
    Drop = 2,

    /// <summary>The call's end is reported before the caller's last words arrive.</summary>
    CloseAfterTheProviderSaidSo = 3,
}
