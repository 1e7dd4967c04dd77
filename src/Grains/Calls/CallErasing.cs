using Platform.Conversation;
using Platform.Customers;
using Platform.Erasures;

namespace Platform.Calls;

/// <summary>Decisions about erasing the caller of a call. Pure.</summary>
internal static class CallErasing
{
    /// <summary>The call without its caller, owing the erasure of what stands elsewhere. A conversation that goes on is
    /// over: its connection no longer counts.</summary>
    public static Call Begin(Call call, string reason, DateTimeOffset now) => CallRules.Owe(
        Bare(call) with
        {
            Erasure = new Erasure(now, ErasureState.Running, reason),
            ErasingCustomerId = CustomerOf(call),
            CustomerId = null,
            RelayNo = call.RelayNo + 1,
            IsTalking = false,
            Work = CallWork.ErasePerson,
            UpdatedAt = now,
        },
        now);

    /// <summary>Nothing is left of the caller anywhere.</summary>
    public static Call Finish(Call call, DateTimeOffset now) => CallRules.Owe(
        call with
        {
            Erasure = call.Erasure! with { State = ErasureState.Done },
            ErasingCustomerId = null,
            Work = null,
            UpdatedAt = now,
        },
        now);

    /// <summary>The call without its caller's number and words. What it was about stays: the outcome follows from
    /// it.</summary>
    public static Call Bare(Call call)
    {
        var isOutbound = CallMerge.Direction(call.Facts) == CallDirection.Outbound;
        return call with
        {
            Facts = call.Facts with
            {
                From = isOutbound ? call.Facts.From : null,
                To = isOutbound ? null : call.Facts.To,
                HostedAgent = call.Facts.HostedAgent is { } agent ? Bare(agent) : null,
            },
            Talk = Bare(call.Talk),
            LastAgentTurn = null,
        };
    }

    /// <summary>The call whose words are old enough to go. A connection that is still there no longer
    /// counts.</summary>
    public static Call Silenced(Call call, DateTimeOffset now) => WithoutWords(call) with
    {
        WordsErasedAt = now,
        RelayNo = call.RelayNo + 1,
        IsTalking = false,
        UpdatedAt = now,
    };

    /// <summary>The call with nothing that was said. Who called whom stays.</summary>
    public static Call WithoutWords(Call call) => call with
    {
        Facts = call.Facts with
        {
            HostedAgent = call.Facts.HostedAgent is { } agent ? agent with { TerminationReason = null } : null,
        },
        Talk = Bare(call.Talk),
        LastAgentTurn = null,
    };

    private static ConversationState? Bare(ConversationState? talk) => talk is { Draft: var draft }
        ? new() { Draft = new Draft { Intent = draft.Intent, Kind = draft.Kind, Phase = draft.Phase } }
        : null;

    // By its own direction: the telephony provider may see the call from the other side.
    private static HostedAgentReport Bare(HostedAgentReport agent) => agent with
    {
        ConversationId = "",
        TerminationReason = null,
        From = agent.Direction == CallDirection.Outbound ? agent.From : null,
        To = agent.Direction == CallDirection.Outbound ? null : agent.To,
    };

    // Who ordered, or else who would have: by the number they gave, or the one they called from.
    private static Guid? CustomerOf(Call call)
    {
        var isOutbound = CallMerge.Direction(call.Facts) == CallDirection.Outbound;
        var phone = call.Talk?.Draft.CustomerPhone
            ?? (isOutbound ? CallMerge.To(call.Facts) : CallMerge.From(call.Facts));
        return call.CustomerId
            ?? (Phones.PhoneNumber.TryRead(phone, "US") is { } e164 ? Customer.IdOf(call.AccountId, e164) : null);
    }
}
