namespace Platform.Conversation;

/// <summary>The ways out of a conversation that gets nowhere. Nobody is asked the same thing without end.</summary>
internal static partial class DialogueRules
{
    // So often in a row the last words are said again, or a question is left to the team.
    private const int RepeatsMax = 3;

    private static Reply Lost(ConversationState state, ShopContext shop, bool isSilent)
    {
        var failures = state.Failures + 1;
        var next = state with { Failures = failures };
        if (state.Awaiting == Topics.OfferCallBack)
            return CallBack(next, CallBackReason.NotUnderstood, Phrases.WillCallBack(), turn: null);
        return failures >= 2
            ? Reply.Say(next with { Awaiting = Topics.OfferCallBack }, Phrases.OfferCallBack)
            : Asking.Next(next, shop, isSilent ? Phrases.StillThere : Phrases.NotUnderstood);
    }

    public static Reply CallBack(ConversationState state, CallBackReason reason, string text, int? turn)
    {
        var draft = state.Draft with { Phase = DraftPhase.CallBack };
        if (draft.Kind is null && (draft.Intent == DraftIntent.Unknown || reason == CallBackReason.Asked))
            draft = draft with { Intent = DraftIntent.CallBack };
        if (turn is { } number && draft.Intent == DraftIntent.CallBack)
            draft = draft.From(DraftFields.Intent, number);
        return new Reply(state with { Draft = draft, Awaiting = null }, text, AgentAction.CreateCallBack, reason);
    }

    public static ConversationState Abandon(ConversationState state, DraftIntent intent, int? turn)
    {
        var draft = state.Draft with { Intent = intent, Phase = DraftPhase.Abandoned };
        return state with
        {
            Draft = turn is { } number ? draft.From(DraftFields.Intent, number)
            : draft,
            Awaiting = null
        };
    }

    // "What?", again and again: the line is bad, and a person calls back.
    private static Reply Again(ConversationState state, ShopContext shop, bool isCut)
    {
        var next = state with { Failures = state.Failures + 1 };
        return next.Failures > RepeatsMax ? OfferPerson(next, Phrases.OfferCallBack)
            : isCut ? Asking.Next(next, shop, "")
            : Reply.Say(next, state.LastSaid);
    }

    private static Reply Unanswered(ConversationState state, ShopContext shop)
    {
        var next = state with { Failures = state.Failures + 1 };
        return next.Failures >= RepeatsMax
            ? OfferPerson(next, Phrases.OfferQuestion)
            : Asking.Next(next, shop, Phrases.TeamWillTell);
    }

    private static Reply OfferPerson(ConversationState state, string text) =>
        state.Awaiting == Topics.OfferCallBack
            ? CallBack(state, CallBackReason.NotUnderstood, Phrases.WillCallBack(), turn: null)
            : Reply.Say(state with { Awaiting = Topics.OfferCallBack }, text);
}
