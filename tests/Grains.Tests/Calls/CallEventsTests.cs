using Platform.Conversation;
using static Platform.Calls.SampleCalls;

namespace Platform.Calls;

public sealed class CallEventsTests
{
    [Fact]
    public void A_call_tells_its_story_and_no_word_of_it()
    {
        var ringing = After([Event(CallStatus.Ringing, -1, 0)]);
        var draft = Draft.Empty with
        {
            CustomerName = "Canary Jones",
            CustomerPhone = "+15550111",
            FieldTurns = Draft.Empty.FieldTurns.Add(DraftFields.Name, 2),
            Missing = [DraftFields.Address],
        };
        var turn = new CallTurn(2, Speaker.Caller, "I am Canary Jones", Start);
        var talking = ringing with { Talk = new ConversationState { Draft = draft }, TurnCount = 2 };
        var ended = CallRules.Merge(talking, Report(Event(CallStatus.Completed, 3, 60)), Start);

        var events = CallEvents.Between(null, ringing, [], 1)
            .AddRange(CallEvents.Between(ringing, talking, [turn], 2))
            .AddRange(CallEvents.Between(talking, talking with { TurnCount = 3 }, [], 3))
            .AddRange(CallEvents.Between(talking, ended, [], 4));

        Assert.Equal(
            ["call.started", "call.turn_added", "call.draft_changed", "call.status_changed", "call.ended"],
            events.Select(happened => happened.Kind));
        Assert.All(events, happened =>
        {
            Assert.Equal($"calls/{Id:D}", happened.Subject);
            Assert.Equal("calls", Assert.Single(happened.Topics));
            Assert.Contains($"\"shop_id\":\"{ringing.ShopId}\"", happened.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("Canary", happened.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("555", happened.Body, StringComparison.Ordinal);
        });
        Assert.Contains(
            """
            "filled":["customer_name"],"missing":["address"]
            """,
            events[2].Body, StringComparison.Ordinal);
    }
}
