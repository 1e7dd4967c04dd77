using System.Text.RegularExpressions;

namespace Platform.Conversation;

/// <summary>The agent that needs nothing but itself: no network, no model, the same answer every time.</summary>
internal sealed partial class RulesAgent : IConversationAgent
{
    public ConversationState Open(ShopContext shop) => Remember(
        new ConversationState { Draft = Draft.Empty with { Missing = [DraftFields.Intent] } }, shop.Greeting);

    public IAsyncEnumerable<AgentStep> RespondAsync(
        ConversationState state, Heard heard, ShopContext shop, CancellationToken cancellationToken) =>
        Steps(DialogueRules.Decide(state, heard, shop));

    public IAsyncEnumerable<AgentStep> ReportAsync(
        ConversationState state, ActionResult result, ShopContext shop, CancellationToken cancellationToken) =>
        Steps(Report(state, result, shop));

    private static Reply Report(ConversationState state, ActionResult result, ShopContext shop) => result.Action switch
    {
        AgentAction.PlaceOrder when result.Succeeded =>
            Reply.Say(state with { Awaiting = Topics.AnythingElse }, Phrases.PlacedWith(result.OrderNumber)),
        AgentAction.PlaceOrder => new Reply(
            state with { Draft = state.Draft with { Phase = DraftPhase.CallBack } },
            Phrases.NotPlaced,
            AgentAction.CreateCallBack,
            CallBackReason.OrderTrouble),
        AgentAction.CreateCallBack => new Reply(
            state, result.Succeeded ? Phrases.Goodbye(shop) : Phrases.CallBackFailed, AgentAction.EndCall),
        AgentAction.None or AgentAction.EndCall or AgentAction.OptOut => new Reply(state, "", AgentAction.EndCall),
    };

    private static IAsyncEnumerable<AgentStep> Steps(Reply reply) => Sentences(reply).ToAsyncEnumerable();

    private static IEnumerable<AgentStep> Sentences(Reply reply)
    {
        foreach (Match sentence in Sentence.Matches(reply.Text))
            yield return new AgentToken(sentence.Value);
        yield return new AgentDone(Remember(reply.State, reply.Text), reply.Action, reply.Reason);
    }

    private static ConversationState Remember(ConversationState state, string said) =>
        state with { LastSaid = Talk.Cut(said) };

    [GeneratedRegex(@"[^.?!]+(?:[.?!]+(?!\s|$)[^.?!]*)*[.?!]*\s*")]
    private static partial Regex Sentence { get; }
}
