using System.Net;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Platform.Api;
using Platform.Ids;
using Platform.Orders;

namespace Platform.Calls;

/// <summary>Calls through the real host: signed webhooks, a real WebSocket, a real database.</summary>
public sealed class CallJourneyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const int DialogueTurnsMax = 20;

    [Fact]
    public async Task A_call_becomes_an_order()
    {
        var line = await TestLine.CreateAsync(api, api.Owner);
        var sid = TestLine.NewCallSid();
        var response = await line.RingAsync(sid);
        Assert.Equal(
            "Acme Repairs, how can I help you?",
            response.Descendants("ConversationRelay").Single().Attribute("welcomeGreeting")!.Value);
        using var relay = await line.ConnectAsync(response, sid);
        await PostStatusAsync(line, sid, "in-progress", 2);

        var callId = CallId.Of("twilio", sid);
        await relay.SayAsync("My air conditioner is broken, I need a repair.");
        for (var turn = 0; turn < DialogueTurnsMax; turn++)
        {
            var draft = (await CallAsync(callId))["draft"]!;
            if (draft["confirmed"]!.GetValue<bool>())
                break;
            await relay.SayAsync(Reply(draft));
        }

        await PostStatusAsync(line, sid, "completed", 3);
        var call = await CallAsync(callId);
        Assert.Equal(("completed", "order_placed"),
            (call["status"]!.GetValue<string>(), call["outcome"]!.GetValue<string>()));
        Assert.Equal(TestLine.Began.AddSeconds(3), call["ended_at"]!.GetValue<DateTimeOffset>());
        var turns = await AllTurnsAsync(callId);
        Assert.Equal(Enumerable.Range(1, turns.Count), turns.Select(turn => turn!["turn_no"]!.GetValue<int>()));

        await OrderHasEveryFieldAsync(call, turns);
        await WebhooksAreKeptAsync(callId);
    }

    // The goodbye is still being said when the line has gone: count and turns agree as soon as it is written down.
    private async Task<JsonArray> AllTurnsAsync(Guid callId)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var found = await (await api.Owner.GetAsync($"/api/v1/calls/{callId}/turns")).JsonAsync(200);
            var turns = found["items"]!.AsArray();
            if ((await CallAsync(callId))["turn_count"]!.GetValue<int>() == turns.Count)
                return turns;
            await Task.Delay(20, deadline.Token);
        }
    }

    [Fact]
    public async Task Fifty_of_one_report_at_once_are_one()
    {
        var line = await TestLine.CreateAsync(api, api.Owner);
        var sid = TestLine.NewCallSid();
        await line.RingAsync(sid);
        var form = line.Form(sid, "completed", [.. TestLine.Numbered(3), ("CallDuration", "9")]);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => line.PostAsync("/webhooks/twilio/status", form)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode));
        var call = await CallAsync(CallId.Of("twilio", sid));
        Assert.Equal((2L, "completed", "missed", 9000L), (
            call["version"]!.GetValue<long>(), call["status"]!.GetValue<string>(),
            call["outcome"]!.GetValue<string>(), call["duration_ms"]!.GetValue<long>()));
    }

    [Fact]
    public async Task Reports_in_any_order_make_the_same_call()
    {
        var line = await TestLine.CreateAsync(api, api.Owner);
        var rows = new List<string>();
        foreach (var order in new[] { new[] { 0, 1, 2, 3 }, [3, 2, 1, 0], [2, 3, 0, 1, 3, 2] })
        {
            var sid = TestLine.NewCallSid();
            string[] words = ["initiated", "ringing", "in-progress", "busy"];
            foreach (var number in order)
                await PostStatusAsync(line, sid, words[number], number);
            var call = await CallAsync(CallId.Of("twilio", sid));
            foreach (var own in new[] { "id", "provider_call_id", "version" })
                call.AsObject().Remove(own);
            rows.Add(call.ToJsonString());
        }

        Assert.Single(rows.Distinct());
    }

    [Fact]
    public async Task A_number_that_rings_nowhere_is_refused_politely_and_raises_an_alert()
    {
        var line = await TestLine.CreateAsync(api, api.Owner);
        var foreign = await TestLine.CreateAsync(api, api.Foreign);
        foreach (var number in new[] { "+12125559999", foreign.Number })
        {
            var form = line.Form(TestLine.NewCallSid(), "ringing");
            form = [.. form.Where(pair => pair.Item1 != "To"), ("To", number)];
            var answer = await line.PostAsync("/webhooks/twilio/voice", form);

            var twiml = System.Xml.Linq.XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!;
            Assert.Equal(["Say", "Hangup"], twiml.Elements().Select(element => element.Name.LocalName));
            var alerts = await (await api.Owner.GetAsync("/api/v1/alerts")).JsonAsync(200);
            Assert.Contains(alerts["items"]!.AsArray(), alert =>
                alert!["kind"]!.GetValue<string>() == "unknown-number"
                && alert["subject"]!.GetValue<string>() == number);
        }

        var theirs = await (await api.Foreign.GetAsync("/api/v1/calls")).JsonAsync(200);
        Assert.Empty(theirs["items"]!.AsArray());
    }

    [Fact]
    public async Task What_is_not_signed_right_is_403_and_does_nothing()
    {
        var line = await TestLine.CreateAsync(api, api.Owner);
        var foreign = await TestLine.CreateAsync(api, api.Foreign);
        var sid = TestLine.NewCallSid();
        var form = line.Form(sid, "ringing");
        foreach (var path in new[] { "voice", "status", "relay-ended" })
        {
            var forged = await line.PostAsync($"/webhooks/twilio/{path}", form, foreign.Token);
            await forged.ProblemAsync(403, "webhook-refused");
            var unsigned = await api.Stranger.PostAsync(
                $"/webhooks/twilio/{path}", new ByteArrayContent(OwnSigner.Encode(form)));
            await unsigned.ProblemAsync(403, "webhook-refused");
        }

        await (await api.Owner.GetAsync($"/api/v1/calls/{CallId.Of("twilio", sid)}")).ProblemAsync(404, "not-found");
        await Eventually.Async(async () =>
        {
            var kept = await (await api.Owner.GetAsync("/api/v1/webhooks?verdict=signature_wrong")).JsonAsync(200);
            Assert.True(kept["items"]!.AsArray().Count >= 3);
        });
    }

    [Fact]
    public async Task A_conversation_needs_its_token_its_signature_and_its_call()
    {
        var line = await TestLine.CreateAsync(api, api.Owner);
        var foreign = await TestLine.CreateAsync(api, api.Foreign);
        var sid = TestLine.NewCallSid();
        var response = await line.RingAsync(sid);
        var path = TestLine.SocketPath(response);

        await Assert.ThrowsAsync<WebSocketException>(() => line.OpenAsync(path, foreign.Token));
        await Assert.ThrowsAsync<WebSocketException>(() => line.OpenAsync(path[..^3] + "AAA"));
        using var wrongCall = await line.ConnectAsync(response, sid, setUpCall: TestLine.NewCallSid());
        Assert.Null(await wrongCall.ReceiveAsync());
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, wrongCall.ClosedAs);
    }

    [Fact]
    public async Task An_interruption_keeps_what_was_heard_and_noise_is_ignored()
    {
        var line = await TestLine.CreateAsync(api, api.Owner);
        var sid = TestLine.NewCallSid();
        using var relay = await line.ConnectAsync(await line.RingAsync(sid), sid);

        await relay.SendAsync("not json");
        await relay.SendAsync("""{"type":"info","name":"x"}""");
        await relay.SendAsync("""{"type":"prompt","voicePrompt":"My name is Not","last":false}""");
        await relay.SendAsync(
            """{"type":"interrupt","utteranceUntilInterrupt":"Acme Repairs, how","durationUntilInterruptMs":"900"}""");
        Assert.NotNull(await relay.SayAsync("My air conditioner is broken, I need a repair."));

        var turns = await Eventually.Async(async () =>
        {
            var found = (await (await api.Owner.GetAsync(
                $"/api/v1/calls/{CallId.Of("twilio", sid)}/turns")).JsonAsync(200))["items"]!.AsArray();
            Assert.Equal(3, found.Count);
            return found;
        });
        Assert.Equal((true, "Acme Repairs, how"),
            (turns[0]!["interrupted"]!.GetValue<bool>(), turns[0]!["heard"]!.GetValue<string>()));
        Assert.DoesNotContain("Not", turns[1]!["text"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_is_too_long_ends_the_connection()
    {
        var line = await TestLine.CreateAsync(api, api.Owner);
        var sid = TestLine.NewCallSid();
        using var relay = await line.ConnectAsync(await line.RingAsync(sid), sid);

        await relay.SendAsync("{\"type\":\"prompt\",\"voicePrompt\":\"" + new string('x', 70_000) + "\"}");

        Assert.Null(await relay.ReceiveAsync());
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, relay.ClosedAs);
    }

    [Fact]
    public async Task A_connection_that_broke_is_taken_up_again_and_an_ended_one_is_hung_up()
    {
        var line = await TestLine.CreateAsync(api, api.Owner);
        var sid = TestLine.NewCallSid();
        var relay = await line.ConnectAsync(await line.RingAsync(sid), sid);
        await relay.SayAsync("My air conditioner is broken, I need a repair.");
        relay.Drop();

        var dropped = await EndedAsync(line, sid, "failed");
        using var again = await line.ConnectAsync(dropped, sid);
        Assert.NotNull(await again.SayAsync("My name is John Smith."));
        await again.CloseAsync();
        var ended = await EndedAsync(line, sid, "ended");

        Assert.Equal("Hangup", Assert.Single(ended.Elements()).Name.LocalName);
        await PostStatusAsync(line, sid, "completed", 3);
        var call = await CallAsync(CallId.Of("twilio", sid));
        Assert.Equal("abandoned", call["outcome"]!.GetValue<string>());
        var task = await Eventually.Async(async () =>
        {
            var tasks = await (await api.Owner.GetAsync("/api/v1/tasks?status=open")).JsonAsync(200);
            return Assert.Single(
                tasks["items"]!.AsArray(),
                task => task!["call_id"]!.GetValue<string>() == call["id"]!.GetValue<string>())!;
        });
        Assert.Equal("abandoned", task["reason"]!.GetValue<string>());
        var moved = await api.Owner.SendAsync(
            HttpMethod.Patch, $"/api/v1/tasks/{task["id"]}", new { status = "done" },
            ("If-Match", $"\"{task["version"]}\""));
        Assert.Equal("done", (await moved.JsonAsync(200))["status"]!.GetValue<string>());
    }

    private static string Reply(JsonNode draft)
    {
        if (draft["phase"]!.GetValue<string>() == "reading_back")
            return "Yes, that's right.";
        return draft["missing"]!.AsArray().FirstOrDefault()?.GetValue<string>() switch
        {
            "customer_name" => "My name is John Smith.",
            "customer_phone" => "My number is 415 555 0123.",
            "address" => "12 Oak Street, Springfield, Illinois 62701.",
            "requested_time" => "Tomorrow at 3 pm.",
            "email" => "john at example dot com.",
            "description" => "It does not cool any more.",
            "service_category" or "service_label" or "intent" => "I need an AC repair.",
            _ => "Yes.",
        };
    }

    private async Task OrderHasEveryFieldAsync(JsonNode call, JsonArray turns)
    {
        var grains = api.Services.GetRequiredService<IGrainFactory>();
        var order = (await grains.GetGrain<IOrderGrain>(
            GrainKey.Of(api.AccountId, call["order_id"]!.GetValue<Guid>())).Find())!;
        Assert.Equal(call["order_number"]!.GetValue<string>(), order.Number);
        Assert.Equal(
            (OrderKind.Service, OrderStatus.New, OrderSource.Call, "John Smith"),
            (order.Kind, order.Status, order.Source, order.Customer.Name));
        Assert.Equal(call["id"]!.GetValue<Guid>(), order.CallId);
        Assert.Equal("62701", order.Address!.PostalCode);
        Assert.NotNull(order.Location);
        var nameTurn = order.FieldTurns["customer.name"];
        Assert.Contains("John Smith", turns[nameTurn - 1]!["text"]!.GetValue<string>(), StringComparison.Ordinal);
        var history = await (await api.Owner.GetAsync($"/api/v1/orders/{order.Id}/history")).JsonAsync(200);
        Assert.Matches("^[0-9a-f]{32}$", history["items"]![0]!["trace_id"]!.GetValue<string>());
    }

    private Task WebhooksAreKeptAsync(Guid callId) => Eventually.Async(async () =>
    {
        var kept = await (await api.Owner.GetAsync($"/api/v1/calls/{callId}/webhooks")).JsonAsync(200);
        Assert.Equal(3, kept["items"]!.AsArray().Count);
        Assert.All(kept["items"]!.AsArray(), webhook =>
        {
            Assert.Equal("verified", webhook!["verdict"]!.GetValue<string>());
            Assert.InRange(webhook["status"]!.GetValue<int>(), 200, 204);
            Assert.True(webhook["latency_ms"]!.GetValue<double>() >= 0);
        });
    });

    private async Task<JsonNode> CallAsync(Guid id) =>
        await (await api.Owner.GetAsync($"/api/v1/calls/{id}")).JsonAsync(200);

    private static async Task PostStatusAsync(TestLine line, string sid, string status, int number)
    {
        var answer = await line.PostAsync("/webhooks/twilio/status", line.Form(sid, status, TestLine.Numbered(number)));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private static async Task<System.Xml.Linq.XElement> EndedAsync(TestLine line, string sid, string status)
    {
        var answer = await line.PostAsync("/webhooks/twilio/relay-ended", line.Form(
            sid, "in-progress", ("SessionId", Guid.NewGuid().ToString("N")), ("SessionStatus", status)));
        return System.Xml.Linq.XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!;
    }
}
