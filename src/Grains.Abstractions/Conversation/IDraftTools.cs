using System.Collections.Immutable;

namespace Platform.Conversation;

/// <summary>What an agent that thinks by itself, such as a language model, may do to a draft. Every tool asks the same
/// rules that the agent <c>Rules</c> goes by: nothing gets into a draft that the caller did not say, and no order is
/// placed that <c>Rules</c> would not place on the same words. Pure: no clock, no storage, no network.</summary>
public interface IDraftTools
{
    /// <summary>Whether this turn must not be left to a model: a wish to be left alone, or silence.</summary>
    bool BelongsToRules(Heard heard);

    /// <summary>Applies one tool.</summary>
    /// <param name="before">The conversation when the caller spoke; what a "yes" answers to.</param>
    /// <param name="now">The conversation after the tools of this turn so far.</param>
    /// <param name="heard">What the caller said.</param>
    /// <param name="shop">The shop that is called.</param>
    /// <param name="use">The tool with its arguments.</param>
    ToolOutcome Use(ConversationState before, ConversationState now, Heard heard, ShopContext shop, ToolUse use);

    /// <summary>The next question or the read-back as <c>Rules</c> asks it, for an agent that is lost.</summary>
    AgentDone GoOn(ConversationState state, ShopContext shop);

    /// <summary>The conversation after an answer: what was said joins its history, and a "yes" that comes next confirms
    /// only what was read back in this very answer.</summary>
    ConversationState Close(ConversationState state, Heard heard, string said, bool hasReadBack);

    /// <summary>The conversation after an answer that <c>Rules</c> gave: only its history changes.</summary>
    ConversationState Remember(ConversationState state, Heard heard, string said);

    /// <summary>The last words of both sides, the agent's last ones cut to what the caller heard of them.</summary>
    IReadOnlyList<Said> History(ConversationState state, Heard heard);
}

/// <summary>A tool and its arguments.</summary>
public abstract record ToolUse;

/// <summary>Notes what the caller said; null leaves a field as it is.</summary>
/// <param name="Service">A service of the catalogue, or the caller's words for the work.</param>
/// <param name="Name">The caller's name.</param>
/// <param name="Phone">Digits, or <see cref="CallerPhone"/> for the number that calls.</param>
/// <param name="Address">In one line.</param>
/// <param name="Email">As it is written.</param>
/// <param name="Time">The caller's words for when; dates are worked out by the rules, never by a model.</param>
/// <param name="Priority">How soon.</param>
/// <param name="Items">Goods, for example <c>2 garden hoses</c>.</param>
public sealed record NoteFields(
    string? Service = null,
    string? Name = null,
    string? Phone = null,
    string? Address = null,
    string? Email = null,
    string? Time = null,
    DraftPriority? Priority = null,
    ImmutableArray<string> Items = default) : ToolUse
{
    /// <summary>The number that the caller calls from.</summary>
    public const string CallerPhone = "caller";
}

/// <summary>Reads the whole draft back, in the words of the rules.</summary>
public sealed record ReadDraftBack : ToolUse;

/// <summary>Places the order after the caller's yes to the read-back.</summary>
public sealed record ConfirmDraft : ToolUse;

/// <summary>Has a person call back.</summary>
public sealed record AskForCallBack(CallBackReason Reason) : ToolUse;

/// <summary>Hangs up when everything is said.</summary>
public sealed record EndTheCall : ToolUse;

/// <summary>What a tool did.</summary>
/// <param name="State">The conversation after it; unchanged when it was refused.</param>
/// <param name="Answer">For the model: what was noted, what is missing, or why it was refused.</param>
/// <param name="Say">Words that are spoken as they are, and end the agent's turn; null when the model goes on.</param>
/// <param name="Action">What the call does after them.</param>
/// <param name="Reason">Why, for a call-back.</param>
public sealed record ToolOutcome(
    ConversationState State,
    string Answer,
    string? Say = null,
    AgentAction Action = AgentAction.None,
    CallBackReason? Reason = null);
