using System.Net;
using System.Text.Json.Nodes;
using Platform.Api;
using Platform.Calls;

namespace Platform.Erasures;

/// <summary>A call of somebody who leaves a mark in everything they say: a name, a street, a number.</summary>
internal sealed class CalledIn
{
    private const int DialogueTurnsMax = 20;

    private static int _last;

    private CalledIn(TestLine line, string sid, string digits)
    {
        Line = line;
        Sid = sid;
        Digits = digits;
    }

    public TestLine Line { get; }
    public string Sid { get; }

    /// <summary>The caller's number without its country: like nobody else's.</summary>
    public string Digits { get; }

    public Guid Id => CallId.Of("twilio", Sid);
    public string Path => $"/api/v1/calls/{Id}";

    /// <summary>What of the caller may be left nowhere.</summary>
    public IReadOnlyList<string> Marks => ["Quillfeather", "Zanzibar", Digits, Digits[3..]];

    /// <summary>Places an order by telephone and hangs up.</summary>
    public static async Task<CalledIn> OrderedAsync(ApiFixture api)
    {
        var made = await RingingAsync(api);
        using var relay = await made.TalkAsync();
        for (var turn = 0; turn < DialogueTurnsMax; turn++)
        {
            var draft = (await (await api.Owner.GetAsync(made.Path)).JsonAsync(200))["draft"]!;
            if (draft["confirmed"]!.GetValue<bool>())
                break;
            await relay.SayAsync(made.Reply(draft));
        }

        await made.ReportAsync("completed", 3);
        await relay.CloseAsync();
        await Eventually.Async(async () =>
        {
            var call = await (await api.Owner.GetAsync(made.Path)).JsonAsync(200);
            Assert.Equal("order_placed", call["outcome"]?.GetValue<string>());
        });
        return made;
    }

    /// <summary>Begins an order and hangs up in the middle of it: a call-back is left.</summary>
    /// <param name="isWithheld">The provider does not tell the caller's number: they say it.</param>
    public static async Task<CalledIn> HungUpAsync(ApiFixture api, bool isWithheld = false)
    {
        var made = await RingingAsync(api);
        if (isWithheld)
            made.Line.From = "anonymous";
        using var relay = await made.TalkAsync();
        await relay.SayAsync("My name is Peter Quillfeather.");
        if (isWithheld)
            await relay.SayAsync($"My number is {made.Digits[..3]} {made.Digits[3..6]} {made.Digits[6..]}.");
        await relay.CloseAsync();
        await made.ReportAsync("completed", 3);
        await Eventually.Async(async () =>
        {
            var call = await (await api.Owner.GetAsync(made.Path)).JsonAsync(200);
            Assert.NotNull(call["task_id"]);
        });
        return made;
    }

    /// <summary>A call whose conversation can begin.</summary>
    public static async Task<CalledIn> RingingAsync(ApiFixture api)
    {
        var line = await TestLine.CreateAsync(api, api.Owner);
        var digits = $"415{Random.Shared.Next(2_000_000, 9_000_000) + Interlocked.Increment(ref _last)}";
        line.From = $"+1{digits}";
        return new CalledIn(line, TestLine.NewCallSid(), digits);
    }

    /// <summary>Begins to talk.</summary>
    public async Task<TestRelay> TalkAsync()
    {
        var relay = await Line.ConnectAsync(await Line.RingAsync(Sid), Sid);
        await ReportAsync("in-progress", 2);
        // A signature that is wrong: what was sent is kept all the same, and names the caller.
        await Line.PostAsync("/webhooks/twilio/status", Line.Form(Sid, "in-progress"), token: "not the secret");
        await relay.SayAsync("My air conditioner at the Zanzibar house is broken, I need a repair.");
        return relay;
    }

    public async Task ReportAsync(string status, int number)
    {
        var answer = await Line.PostAsync(
            "/webhooks/twilio/status", Line.Form(Sid, status, TestLine.Numbered(number)));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private string Reply(JsonNode draft)
    {
        if (draft["phase"]!.GetValue<string>() == "reading_back")
            return "Yes, that's right.";
        return draft["missing"]!.AsArray().FirstOrDefault()?.GetValue<string>() switch
        {
            "customer_name" => "My name is Peter Quillfeather.",
            "customer_phone" => $"My number is {Digits[..3]} {Digits[3..6]} {Digits[6..]}.",
            "address" => "12 Zanzibar Street, Springfield, Illinois 62701.",
            "requested_time" => "Tomorrow at 3 pm.",
            "email" => "quillfeather at example dot com.",
            "description" => "It does not cool any more at Zanzibar.",
            "service_category" or "service_label" or "intent" => "I need an AC repair.",
            _ => "Yes.",
        };
    }
}
