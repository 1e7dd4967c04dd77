using System.Text;
using System.Text.Json;
using Platform.Conversation;
using static Platform.Calls.SampleCalls;

namespace Platform.Calls;

public sealed class CallRulesTests
{
    private static readonly ConversationState Talk = new() { LastSaid = "Acme, how can I help?" };

    private static readonly ConversationState Ordering = Talk with
    {
        Draft = Draft.Empty with { Intent = DraftIntent.OrderService },
    };

    [Fact]
    public void The_greeting_is_the_first_turn()
    {
        var (call, greeting) = CallRules.OpenTalk(New(), Talk, Start);

        Assert.Equal(new CallTurn(1, Speaker.Agent, "Acme, how can I help?", Start), greeting);
        Assert.Equal((1, 0), (call.TurnCount, call.CallerTurnCount));
    }

    [Fact]
    public void Turns_go_on_from_the_last_one_and_a_repeat_is_known()
    {
        var call = CallRules.Join(CallRules.OpenTalk(New(), Talk, Start).Next, Start);
        var turns = Turns(call.RelayNo, AgentAction.None, 2, 3);

        Assert.Equal([2, 3], Untaken(call, turns));
        Assert.False(CallRules.IsRepeat(call, turns));

        var taken = CallRules.Take(call, turns, Start);
        Assert.Equal((3, 1), (taken.TurnCount, taken.CallerTurnCount));
        Assert.True(CallRules.IsRepeat(taken, turns));
        Assert.Null(CallRules.Untaken(taken, Turns(call.RelayNo, AgentAction.None, 5, 6)));
    }

    [Fact]
    public void Turns_of_which_a_part_was_taken_before_go_on_behind_it()
    {
        var call = CallRules.Join(CallRules.OpenTalk(New(), Talk, Start).Next, Start);
        var taken = CallRules.Take(call, Turns(call.RelayNo, AgentAction.None, 2, 3), Start);
        var again = Turns(call.RelayNo, AgentAction.PlaceOrder, 2, 3, 4, 5);

        Assert.False(CallRules.IsRepeat(taken, again));
        var untaken = CallRules.Untaken(taken, again)!;

        Assert.Equal([4, 5], untaken.Turns.Select(turn => turn.TurnNo));
        Assert.Equal((5, CallWork.PlaceOrder), Then(CallRules.Take(taken, untaken, Start)));

        static (int, CallWork?) Then(Call call) => (call.TurnCount, call.Work);
    }

    [Fact]
    public void What_an_older_connection_says_does_not_count()
    {
        var call = CallRules.Join(CallRules.Join(CallRules.OpenTalk(New(), Talk, Start).Next, Start), Start);

        Assert.Null(CallRules.Untaken(call, Turns(1, AgentAction.None, 2, 3)));
        Assert.Null(CallRules.Interrupt(call, relayNo: 1, turnNo: 1, "Acme", Start));
    }

    [Fact]
    public void Whoever_is_connected_has_been_answered_the_first_time()
    {
        var ringing = CallRules.OpenTalk(After([Event(CallStatus.Ringing, -1, 0, isExact: false)]), Talk, Start).Next;

        var talking = CallRules.Join(CallRules.Join(ringing, Start.AddSeconds(2)), Start.AddSeconds(30));

        var summary = CallSummaries.Of(talking);
        Assert.Equal((CallStatus.InProgress, Start.AddSeconds(2)), (summary.Status, summary.AnsweredAt!.Value));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void The_providers_own_time_of_the_answer_counts_more_than_the_connections(int second)
    {
        var report = Report(Event(CallStatus.InProgress, 2, second));

        var before = CallRules.Join(CallRules.Merge(New(), report, Start), Start.AddSeconds(3));
        var after = CallRules.Merge(CallRules.Join(New(), Start.AddSeconds(3)), report, Start);

        Assert.Equal(Start.AddSeconds(second), CallSummaries.Of(before).AnsweredAt);
        Assert.Equal(Row(before), Row(after));
    }

    [Fact]
    public void A_connections_end_is_not_when_the_call_was_answered()
    {
        var talking = CallRules.Join(New(), Start.AddSeconds(3));

        var left = CallRules.Merge(talking, Report(Event(CallStatus.InProgress, -1, 60, isExact: false)), Start);

        Assert.Equal(Start.AddSeconds(3), CallSummaries.Of(left).AnsweredAt);
    }

    [Fact]
    public void An_interruption_keeps_what_was_heard_once()
    {
        var call = CallRules.Join(CallRules.OpenTalk(New(), Talk, Start).Next, Start);

        var (next, turn) = CallRules.Interrupt(call, 1, 1, "Acme, how", Start)!.Value;

        Assert.Equal((true, "Acme, how", "Acme, how can I help?"), (turn.IsInterrupted, turn.Heard, turn.Text));
        Assert.Equal(1, next.InterruptionCount);
        Assert.Null(CallRules.Interrupt(next, 1, 1, "Acme", Start));
        Assert.Null(CallRules.Interrupt(call, 1, 7, "Acme", Start));
    }

    [Theory]
    [InlineData(AgentAction.None, null)]
    [InlineData(AgentAction.EndCall, null)]
    [InlineData(AgentAction.OptOut, null)]
    [InlineData(AgentAction.PlaceOrder, CallWork.PlaceOrder)]
    [InlineData(AgentAction.CreateCallBack, CallWork.OpenTask)]
    public void What_the_agent_asks_for_is_owed_from_the_same_commit(AgentAction action, CallWork? work)
    {
        var call = CallRules.Take(New(), Turns(0, action, 1), Start);

        Assert.Equal(work, call.Work);
        Assert.NotNull(call.DueAt);
    }

    [Fact]
    public void Who_hangs_up_in_the_middle_of_an_order_is_called_back()
    {
        var talking = CallRules.Take(New(), Turns(0, AgentAction.None, 1) with { State = Ordering }, Start);
        Assert.Null(talking.Work);

        var ended = CallRules.Merge(talking, Report(Event(CallStatus.Completed, 3, 60)), Start);

        Assert.Equal(CallWork.OpenTask, ended.Work);
        Assert.Equal(TaskReason.Abandoned, CallRules.TaskOf(ended, null, Start).Reason);
        Assert.Equal("+15550100", CallRules.TaskOf(ended, null, Start).Phone);
        Assert.Equal(CallOutcome.Abandoned, CallSummaries.Of(ended).Outcome);
        Assert.Null(CallRules.TaskOpened(ended, Start).Work);
        Assert.Null(CallRules.TaskOpened(ended, Start).DueAt);
    }

    [Fact]
    public void Whoever_may_still_be_heard_is_waited_for()
    {
        var talking = CallRules.Take(
            CallRules.Join(New(), Start), Turns(1, AgentAction.None, 1) with { State = Ordering }, Start);

        var ended = CallRules.Merge(talking, Report(Event(CallStatus.Completed, 3, 60)), Start);
        Assert.Null(ended.Work);
        Assert.False(CallRules.IsHeardOut(ended, Start.AddSeconds(44)));
        Assert.True(CallRules.IsHeardOut(ended, Start.AddSeconds(45)));

        Assert.Equal(CallWork.OpenTask, CallRules.Leave(ended, relayNo: 1, Start)!.Work);
        Assert.Null(CallRules.Leave(ended, relayNo: 7, Start));
        var ordered = CallRules.Take(ended, Turns(1, AgentAction.PlaceOrder, 2) with { State = Ordering }, Start);
        Assert.Equal(CallWork.PlaceOrder, ordered.Work);
        var placed = CallRules.Placed(ordered, "ORD-2026-000001", customerId: null, Start);
        Assert.Equal((null, null), (placed.Work, placed.DueAt));
        Assert.Null(CallRules.Leave(placed, relayNo: 1, Start));
    }

    [Fact]
    public void Who_took_leave_of_an_order_is_not_called_back()
    {
        var gone = Ordering with { Draft = Ordering.Draft with { Phase = DraftPhase.Abandoned } };
        var talking = CallRules.Take(New(), Turns(0, AgentAction.EndCall, 1) with { State = gone }, Start);

        var ended = CallRules.Merge(talking, Report(Event(CallStatus.Completed, 3, 60)), Start);

        Assert.Equal((null, null), (ended.Work, ended.DueAt));
        Assert.Equal(CallOutcome.Abandoned, CallSummaries.Of(ended).Outcome);
    }

    [Fact]
    public void Who_ordered_is_not_called_back()
    {
        var placed = CallRules.Placed(
            CallRules.Take(New(), Turns(0, AgentAction.PlaceOrder, 1) with { State = Ordering }, Start),
            "ORD-2026-000001", customerId: null, Start);

        var ended = CallRules.Merge(placed, Report(Event(CallStatus.Completed, 3, 60)), Start);

        Assert.Null(ended.Work);
        Assert.Null(ended.DueAt);
        Assert.Equal(CallOutcome.OrderPlaced, CallSummaries.Of(ended).Outcome);
    }

    [Fact]
    public void Who_heard_only_an_apology_is_called_back()
    {
        var call = After(
            [Event(CallStatus.Ringing, -1, 0) with { WasTurnedAway = true }, Event(CallStatus.Completed, 2, 5)]);

        Assert.Equal(CallWork.OpenTask, call.Work);
        Assert.Equal(TaskReason.TurnedAway, CallRules.TaskOf(call, null, Start).Reason);
        Assert.Equal(CallOutcome.Missed, CallSummaries.Of(call).Outcome);
    }

    [Fact]
    public void Who_heard_only_an_apology_is_called_back_also_when_the_report_of_the_end_is_lost()
    {
        var call = After([Event(CallStatus.Ringing, -1, 0) with { WasTurnedAway = true }]);

        Assert.Equal(CallWork.OpenTask, call.Work);
    }

    [Fact]
    public void A_refused_order_becomes_a_task()
    {
        var call = CallRules.NotPlaced(CallRules.Take(New(), Turns(0, AgentAction.PlaceOrder, 1), Start), Start);

        Assert.Equal(CallWork.OpenTask, call.Work);
    }

    [Fact]
    public void A_call_whose_end_never_comes_is_ended()
    {
        var call = After([Event(CallStatus.InProgress, 2, 0)]);

        Assert.Equal(Start.AddHours(4).AddMinutes(5), call.DueAt);
        Assert.False(CallRules.IsForgotten(call, Start.AddHours(4)));
        Assert.True(CallRules.IsForgotten(call, call.DueAt!.Value));
        Assert.Equal(CallStatus.Completed, CallSummaries.Of(CallRules.Forget(call, call.DueAt.Value)).Status);
    }

    [Fact]
    public void The_head_stays_small_however_long_the_call_is()
    {
        var call = New() with { Talk = Ordering with { LastSaid = new string('x', 500) } };
        for (var turn = 1; turn < 1000; turn += 2)
            call = CallRules.Take(call, Turns(0, AgentAction.None, turn, turn + 1), Start);
        for (var i = 0; i < 500; i++)
            call = CallRules.Merge(call, Report(Event(CallStatus.Ringing, 1, 1), "again" + i), Start);

        Assert.Equal(1000, call.TurnCount);
        Assert.Equal(Call.SeenMax, call.Seen.Length);
        Assert.InRange(Encoding.UTF8.GetByteCount(JsonSerializer.Serialize(call, CallJson.Default.Call)), 0, 16 * 1024);
    }

    private static IEnumerable<int>? Untaken(Call call, CallTurns turns) =>
        CallRules.Untaken(call, turns)?.Turns.Select(turn => turn.TurnNo);

    private static CallTurns Turns(int relayNo, AgentAction action, params int[] numbers) => new(
        relayNo,
        [.. numbers.Select((number, i) =>
            new CallTurn(number, i == 0 ? Speaker.Caller : Speaker.Agent, "Hello", Start))],
        Talk,
        action);
}
