namespace Platform.Conversation;

/// <summary>What the agent says and does next.</summary>
internal sealed record Reply(
    ConversationState State, string Text, AgentAction Action = AgentAction.None, CallBackReason? Reason = null)
{
    public static Reply Say(ConversationState state, string text) => new(state, text);
}
