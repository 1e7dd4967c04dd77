namespace Platform.Conversation;

/// <summary>The tools of an agent that thinks by itself, on top of the rules.</summary>
internal sealed class DraftTools : IDraftTools
{
    public bool BelongsToRules(Heard heard) =>
        Utterance.Of(heard.Text) is var said
        && (said.IsEmpty || IntentRecognizer.Leaving(said.Text) == DraftIntent.OptOut);

    public ToolOutcome Use(
        ConversationState before, ConversationState now, Heard heard, ShopContext shop, ToolUse use) => use switch
        {
            NoteFields fields => ToolRules.Note(now, heard, shop, fields),
            ReadDraftBack => ToolRules.ReadBack(now, shop),
            ConfirmDraft => ToolRules.Confirm(before, now, heard, shop),
            AskForCallBack call => ToolRules.CallBack(now, call.Reason, heard),
            EndTheCall => ToolRules.End(now, heard, shop),
            _ => throw new ArgumentOutOfRangeException(nameof(use), use, "No such tool."),
        };

    public AgentDone GoOn(ConversationState state, ShopContext shop)
    {
        var reply = Asking.Next(state, shop, "");
        return new AgentDone(reply.State with { LastSaid = reply.Text }, reply.Action);
    }

    public ConversationState Close(ConversationState state, Heard heard, string said, bool hasReadBack)
    {
        var draft = state.Draft with { Missing = DraftRules.Missing(state.Draft, state.Declined) };
        if (draft.Phase == DraftPhase.ReadingBack && !hasReadBack)
            draft = draft with { Phase = DraftPhase.Collecting };
        var asked = hasReadBack || draft.Phase != DraftPhase.Collecting ? null : ToolRules.AskedFor(draft, said);
        var next = state with { Draft = draft, Awaiting = asked, LastSaid = Talk.Cut(said), Failures = 0 };
        return Talk.Add(next, heard, said);
    }

    public ConversationState Remember(ConversationState state, Heard heard, string said) =>
        Talk.Add(state, heard, said);

    public IReadOnlyList<Said> History(ConversationState state, Heard heard) => Talk.Of(state, heard);
}
