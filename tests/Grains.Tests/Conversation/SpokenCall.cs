using Platform.Dialogues;

namespace Platform.Conversation;

/// <summary>A call with the agent of rules, of which a test says the caller's lines.</summary>
internal sealed class SpokenCall
{
    private readonly RulesAgent _agent = new();
    private int _turn;

    /// <summary>The shop that is rung.</summary>
    public ShopContext Shop { get; set; } = SampleShops.Home;

    /// <summary>The agent has greeted.</summary>
    public ConversationState Open() => _agent.Open(Shop);

    /// <summary>A call in which everything has been said and is being read back.</summary>
    public Task<ConversationState> ReadBack() => SayAll(
        "Ada Park here, my sink is leaking, 12 Oak Street in Brooklyn, come tomorrow at nine, call me at 212 555 0177");

    /// <summary>A call from its beginning.</summary>
    public async Task<ConversationState> SayAll(params string[] lines)
    {
        var state = Open();
        foreach (var line in lines)
            state = (await Say(state, line)).State;
        return state;
    }

    /// <summary>One line more.</summary>
    public async Task<AgentDone> Say(ConversationState state, string text)
    {
        AgentStep? last = null;
        await foreach (var step in _agent.RespondAsync(state, new Heard(++_turn, text), Shop, default))
            last = step;
        return Assert.IsType<AgentDone>(last);
    }
}
