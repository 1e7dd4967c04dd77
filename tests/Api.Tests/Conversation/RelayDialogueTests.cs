using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Platform.Api;
using Platform.Calls;
using Platform.Dialogues;
using Platform.Ids;
using Xunit.Abstractions;

namespace Platform.Conversation;

/// <summary>Callers that are made up, through the provider's protocol: signed webhooks, WebSockets, the database. What
/// is scored is what the call's grain has kept.</summary>
public sealed class RelayDialogueTests(SampleFixture api, ITestOutputHelper output) : IClassFixture<SampleFixture>
{
    private const int Seed = 20261121;
    private const int Count = 500;
    private const int AtOnceMax = 32;
    private const int TurnsMax = 40;

    private const string Everything =
        "Ada Park here, my sink is leaking, 12 Oak Street in Brooklyn, come tomorrow at nine, call me at 212 555 0177";

    // What the agent says before it looks something up: more words follow.
    private static readonly string[] Waiting =
        ["One moment while I put that in.", "I'll have someone call you back.", "call you back to change it.",
            "call you back to arrange it."];

    [Fact]
    public async Task Five_hundred_callers_over_the_relay_get_what_they_asked_for()
    {
        var home = await TestLine.CreateAsync(api, api.Owner, SampleShops.Home.Name);
        var garden = await TestLine.CreateAsync(api, api.Owner, SampleShops.Garden.Name);
        var scores = new ConcurrentBag<(string, IReadOnlyList<FieldScore>)>();
        var unplaced = new ConcurrentBag<string>();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(
            DialogueGenerator.Many(Seed, Count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnceMax, CancellationToken = patience.Token },
            async (script, _) =>
            {
                var call = await TalkAsync(script.Shop == SampleShops.Garden ? garden : home, script);
                scores.Add((script.Name, Score.Of(call.Talk!.Draft, script.Meant)));
                if (call.Talk.Draft.IsConfirmed && call.OrderId is null)
                    unplaced.Add(script.Name);
            });

        var table = Score.Table(scores);
        output.WriteLine($"{Count} calls in {watch.Elapsed.TotalSeconds:0.0} s, {AtOnceMax} at once");
        output.WriteLine(table.ToString());
        foreach (var miss in table.Misses)
            output.WriteLine(miss);

        Assert.Empty(unplaced);
        Assert.InRange(table.Share("whole draft"), 0.97, 1);
        Assert.All(table.Shares.Keys, field => Assert.InRange(table.Share(field), 0.97, 1));
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(30, true)]
    public async Task A_yes_confirms_only_what_was_heard(int words, bool isPlaced)
    {
        var line = await TestLine.CreateAsync(api, api.Owner, SampleShops.Home.Name);
        var sid = TestLine.NewCallSid();
        using var relay = await line.ConnectAsync(await line.RingAsync(sid), sid);
        var read = (await relay.SayAsync(Everything))!;
        var heard = string.Join(' ', read.Split(' ').Take(words));

        await relay.InterruptAsync(heard);
        var answer = await relay.SayAsync("yes");

        if (!isPlaced)
        {
            Assert.EndsWith(answer!, read, StringComparison.Ordinal);
            answer = await relay.SayAsync("yes");
        }

        Assert.Equal("Thank you. One moment while I put that in.", answer);
        await relay.HearAsync();
        var turns = await TurnsAsync(sid);
        Assert.True(turns[2]!["interrupted"]!.GetValue<bool>());
        Assert.Equal(heard, turns[2]!["heard"]!.GetValue<string>());
        Assert.Equal(read, turns[2]!["text"]!.GetValue<string>());
        Assert.NotNull((await CallAsync(sid)).OrderId);
    }

    [Fact]
    public async Task Who_answers_before_the_question_is_over_is_heard()
    {
        var line = await TestLine.CreateAsync(api, api.Owner, SampleShops.Home.Name);
        var sid = TestLine.NewCallSid();
        using var relay = await line.ConnectAsync(await line.RingAsync(sid), sid);

        await relay.InterruptAsync("Thanks for calling");
        await relay.SayAsync("my sink is leaking");
        await relay.InterruptAsync("Sure, I can help with Plumbing");
        await relay.SayAsync("Ada Park");
        await relay.InterruptAsync("Thanks, Ada. What's the");
        await relay.SayAsync("12 Oak Street in Brooklyn");

        await Eventually.Async(async () =>
        {
            var draft = (await CallAsync(sid)).Talk!.Draft;
            Assert.Equal(("Ada Park", "12 Oak Street", "Brooklyn"),
                (draft.CustomerName, draft.Address?.Line1, draft.Address?.City));
        });
        var turns = await TurnsAsync(sid);
        Assert.Equal(
            ["Thanks for calling", "Sure, I can help with Plumbing", "Thanks, Ada. What's the"],
            turns.Where(turn => turn!["interrupted"]!.GetValue<bool>())
                .Select(turn => turn!["heard"]!.GetValue<string>()));
    }

    private async Task<Call> TalkAsync(TestLine line, CallerScript script)
    {
        var sid = TestLine.NewCallSid();
        using var relay = await line.ConnectAsync(await line.RingAsync(sid), sid);
        var caller = new ScriptedCaller(script);
        var agent = script.Shop.Greeting;
        for (var turn = 0; turn < TurnsMax && caller.Answer(agent) is { } said; turn++)
        {
            var heard = await relay.SayAsync(said);
            while (heard is not null && Waiting.Any(end => heard.EndsWith(end, StringComparison.Ordinal)))
                heard = await relay.HearAsync();
            // Hung up is when it is written down what was said.
            if (heard is null || (heard.EndsWith("Goodbye.", StringComparison.Ordinal)
                && await relay.HearAsync() is null))
            {
                break;
            }

            agent = heard;
        }

        return await CallAsync(sid);
    }

    private async Task<Call> CallAsync(string sid) =>
        (await api.Services.GetRequiredService<IGrainFactory>().GetGrain<ICallSessionGrain>(
            GrainKey.Of(api.AccountId, CallId.Of("twilio", sid))).Find()).Value!.Call;

    private async Task<JsonArray> TurnsAsync(string sid) =>
        (await (await api.Owner.GetAsync($"/api/v1/calls/{CallId.Of("twilio", sid)}/turns"))
            .JsonAsync(200))["items"]!.AsArray();
}
