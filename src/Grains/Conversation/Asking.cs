namespace Platform.Conversation;

/// <summary>Chooses the next question: one at a time, in the order of what is missing, then the read-back.</summary>
internal static class Asking
{
    public static Reply Next(ConversationState state, ShopContext shop, string before)
    {
        var draft = state.Draft with { Missing = DraftRules.Missing(state.Draft, state.Declined) };
        state = state with { Draft = draft };
        if (NeedsCity(state, shop))
            return Reply.Say(state with { Awaiting = Topics.City }, Join(before, Phrases.AskCity));
        if (draft.Missing.IsEmpty)
        {
            var read = state with { Draft = draft with { Phase = DraftPhase.ReadingBack }, Awaiting = null };
            return Reply.Say(read, Join(before, ReadBack.Of(draft, shop)));
        }

        var isBack = draft.Phase == DraftPhase.ReadingBack;
        return For(isBack ? state with { Draft = draft with { Phase = DraftPhase.Collecting } }
            : state, draft.Missing[0], shop, before);
    }

    /// <summary>Asks for one field, whatever else is missing.</summary>
    public static Reply For(ConversationState state, string field, ShopContext shop, string before)
    {
        state = state with { Draft = state.Draft with { Missing = DraftRules.Missing(state.Draft, state.Declined) } };
        var isCallerKnown = field == DraftFields.Phone && state.Draft.CustomerPhone is null && state.Pending is null
            && shop.CallerNumber is not null && state.Awaiting != Topics.CallerNumber;
        var text = isCallerKnown ? Phrases.AskCallerNumber(shop.CallerNumber!)
            : field == DraftFields.Phone && state.Pending is { } half ? Phrases.AskRestOfNumber(half)
            : Phrases.Ask(field, state.Draft, shop);
        return Reply.Say(state with { Awaiting = isCallerKnown ? Topics.CallerNumber : field }, Join(before, text));
    }

    private static bool NeedsCity(ConversationState state, ShopContext shop) =>
        state.Draft.Address is { City: null, PostalCode: null, Line1: not null } && shop.Cities.Length > 1
        && !state.Declined.Contains(Topics.City);

    private static string Join(string before, string text) => before.Length == 0 ? text : $"{before} {text}";
}
