using Platform.Conversation;

namespace Platform.Calls;

/// <summary>What follows from a call: its status, times, outcome and end. Pure, so it does not matter what came
/// first.</summary>
internal static class CallSummaries
{
    public static CallSummary Of(Call call)
    {
        var facts = call.Facts;
        var end = CallMerge.Chosen(facts);
        return new CallSummary
        {
            Status = CallMerge.Status(facts),
            Direction = CallMerge.Direction(facts),
            From = CallMerge.From(facts),
            To = CallMerge.To(facts),
            Outcome = end is null ? null : Outcome(call, end.Status),
            EndReason = end is null ? null : Reason(call, end.Status),
            StartedAt = CallMerge.StartedAt(facts),
            InitiatedAt = (facts.Initiated ?? facts.Queued)?.At,
            RingingAt = facts.Ringing?.At,
            AnsweredAt = facts.Answered?.At,
            EndedAt = end?.At.At,
            DurationMs = CallMerge.DurationMs(facts),
            HasConflict = facts.Ends.Length > 1,
        };
    }

    // What was achieved counts more than how it ended; the first that is true is the outcome.
    private static CallOutcome Outcome(Call call, CallStatus end) => call switch
    {
        { OrderId: not null } => CallOutcome.OrderPlaced,
        { HasOptedOut: true } => CallOutcome.OptedOut,
        { HasAskedForCallBack: true } => CallOutcome.CallbackRequested,
        { Facts.WasTurnedAway: true } => CallOutcome.Missed,
        _ when end != CallStatus.Completed => CallOutcome.Missed,
        { CallerTurnCount: 0 } => CallOutcome.Missed,
        { Talk.Draft.Intent: DraftIntent.WrongNumber } => CallOutcome.WrongNumber,
        { Talk.Draft.Intent: DraftIntent.Question } => CallOutcome.Inquiry,
        { Talk.Draft.Intent: DraftIntent.OrderService or DraftIntent.OrderProduct } => CallOutcome.Abandoned,
        _ => CallOutcome.None,
    };

    private static CallEndReason Reason(Call call, CallStatus end) => call switch
    {
        { HasOptedOut: true } => CallEndReason.OptedOut,
        { Facts.WasTurnedAway: true } => CallEndReason.ProviderError,
        _ when end is CallStatus.Busy or CallStatus.NoAnswer or CallStatus.Failed => CallEndReason.DialFailed,
        { HasAgentHungUp: true } => CallEndReason.AgentHangup,
        { Facts.Relay.SessionStatus: "failed" } => CallEndReason.RelayError,
        _ => CallEndReason.UserHangup,
    };
}
