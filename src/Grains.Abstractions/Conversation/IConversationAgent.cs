namespace Platform.Conversation;

/// <summary>Talks to a caller on behalf of a shop and fills a draft on the way. An agent keeps nothing itself: what it
/// knows about the call is in the state that it is given and gives back, so any process can answer the next
/// turn.</summary>
public interface IConversationAgent
{
    /// <summary>The state at the start of a call; the greeting that the caller hears is the last thing the agent
    /// said.</summary>
    ConversationState Open(ShopContext shop);

    /// <summary>Answers what the caller said: words to speak as soon as they are known, then exactly one
    /// <see cref="AgentDone"/>, which is the last step. Cancelled when the caller speaks over the answer: then it ends
    /// with an <see cref="AgentDone"/> of what was done until then, or with an
    /// <see cref="OperationCanceledException"/>, which leaves the state as it was.</summary>
    IAsyncEnumerable<AgentStep> RespondAsync(
        ConversationState state, Heard heard, ShopContext shop, CancellationToken cancellationToken);

    /// <summary>Tells the caller what became of the action that the last <see cref="AgentDone"/> asked for.
    /// The same shape: words, then one <see cref="AgentDone"/>.</summary>
    IAsyncEnumerable<AgentStep> ReportAsync(
        ConversationState state, ActionResult result, ShopContext shop, CancellationToken cancellationToken);
}

/// <summary>The agents that there are, as configuration names them.</summary>
public static class AgentNames
{
    /// <summary>Needs nothing but itself.</summary>
    public const string Rules = "Rules";

    /// <summary>A language model of any OpenAI-compatible server.</summary>
    public const string Llm = "Llm";
}

/// <summary>What the caller said.</summary>
/// <param name="TurnNo">The number of this turn in the transcript; filled fields point back at it.</param>
/// <param name="Text">As transcribed; keypad digits as typed; empty when the caller was silent.</param>
/// <param name="HeardUntil">When the agent was interrupted: the part of its last utterance that was spoken.</param>
public sealed record Heard(int TurnNo, string Text, string? HeardUntil = null);

/// <summary>What became of an action.</summary>
/// <param name="Action">The action that was asked for.</param>
/// <param name="Succeeded">False when it was refused or could not be done; the agent then offers a call-back.</param>
/// <param name="OrderNumber">For an order that was placed.</param>
public sealed record ActionResult(AgentAction Action, bool Succeeded, string? OrderNumber = null);

/// <summary>One step of an answer.</summary>
public abstract record AgentStep;

/// <summary>The next words to speak; send them on at once.</summary>
public sealed record AgentToken(string Text) : AgentStep;

/// <summary>The answer is complete.</summary>
/// <param name="State">Replaces the state that was given.</param>
/// <param name="Action">What the call has to do now.</param>
/// <param name="Reason">Why, for a call-back: for the person who calls back, and for the call's outcome.</param>
public sealed record AgentDone(ConversationState State, AgentAction Action, CallBackReason? Reason = null) : AgentStep;

/// <summary>What the call does after the agent has spoken.</summary>
public enum AgentAction
{
    None = 0,

    /// <summary>The caller confirmed the draft. Place it, then report.</summary>
    PlaceOrder = 1,

    /// <summary>Make a task for a person with what the draft holds, then report.</summary>
    CreateCallBack = 2,

    /// <summary>Everything is said: hang up.</summary>
    EndCall = 3,

    /// <summary>The caller does not want to be called: record it, then hang up.</summary>
    OptOut = 4,
}

/// <summary>Why a person has to call back.</summary>
public enum CallBackReason
{
    /// <summary>The caller asked for a person or for a call-back.</summary>
    Asked = 1,

    /// <summary>The agent did not understand twice in a row.</summary>
    NotUnderstood = 2,

    /// <summary>A question that the agent cannot answer.</summary>
    Question = 3,

    /// <summary>The confirmed order could not be placed, or has to be changed after it was placed.</summary>
    OrderTrouble = 4,
}
