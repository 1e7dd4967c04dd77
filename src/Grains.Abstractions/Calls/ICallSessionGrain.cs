using System.Collections.Immutable;
using Orleans.Concurrency;
using Platform.Commits;
using Platform.Conversation;
using Platform.Live;

namespace Platform.Calls;

/// <summary>One telephone call. Key: <c>{account}/{id}</c> with the id of <see cref="CallId"/>.</summary>
[Alias("Platform.ICallSessionGrain")]
public interface ICallSessionGrain : IGrainWithStringKey
{
    /// <summary>The call as committed, or null.</summary>
    [AlwaysInterleave, Alias("Find")]
    Task<Snapshot<CallView?>> Find();

    /// <summary>Merges a report. The first one makes the call. A repeated one changes nothing and answers the
    /// same.</summary>
    [Alias("Report")]
    Task<CallView> Report(CallReport report, Command command);

    /// <summary>Opens the conversation of a call that rings, with its greeting as the first turn. A repeated one
    /// answers the conversation as it is.</summary>
    [Alias("Open")]
    Task<CallView> Open(CallReport report, ConversationState talk, Command command);

    /// <summary>A connection takes the conversation over; whatever an older connection says later does not count.
    /// Null when there is no conversation or the call has ended.</summary>
    [Alias("Join")]
    Task<CallTalk?> Join(Command command);

    /// <summary>Keeps what was said and does what the agent asked for.</summary>
    [Alias("Take")]
    Task<TurnsAnswer> Take(CallTurns turns, Command command);

    /// <summary>The caller spoke over the agent's last turn: keeps how much of it was heard.</summary>
    [Alias("Interrupt")]
    Task Interrupt(int relayNo, int turnNo, string heard, Command command);

    /// <summary>The connection has brought its last words. A call that ended without them decides now what it owes; one
    /// that nobody leaves decides a little later.</summary>
    [Alias("Leave")]
    Task Leave(int relayNo, Command command);

    /// <summary>Keeps the transcript that a hosted agent sends after the call, unless this platform wrote its
    /// own.</summary>
    [Alias("TakeTranscript")]
    Task<CallView> TakeTranscript(CallReport report, ImmutableArray<CallTurn> turns, Command command);

    /// <summary>Takes the caller out of the call and keeps the figures: transcript, draft, number, webhooks, call-back
    /// and customer record. Ends a conversation that still goes on, and keeps nothing personal that comes later. The
    /// answer says whether it is done; what is not yet done is due work. Again does nothing.</summary>
    [Alias("ErasePerson")]
    Task<CallErasureOutcome> ErasePerson(string reason, Command command);

    /// <summary>Lets go of what was said: transcript, draft, recording and webhooks. Who called whom, when and what
    /// came of it stays. Answers false where the call still has something to do with it. Again does nothing.</summary>
    [Alias("EraseWords")]
    Task<bool> EraseWords(Command command);
}

/// <summary>The answer to an erasure: the call as it stands, or why not.</summary>
/// <param name="View">Null when there is no such call.</param>
/// <param name="Position">The log position at which it is true.</param>
/// <param name="IsKeyReused">The command's key was used for another request.</param>
/// <param name="IsReplayed">It was erased before.</param>
[GenerateSerializer, Immutable, Alias("Platform.CallErasureOutcome")]
public sealed record CallErasureOutcome(
    [property: Id(0)] CallView? View,
    [property: Id(1)] long Position,
    [property: Id(2)] bool IsKeyReused = false,
    [property: Id(3)] bool IsReplayed = false);

/// <summary>A provider's report with the webhook that carried it.</summary>
/// <param name="ShopId">Where the number rings.</param>
/// <param name="Provider">Who reports.</param>
/// <param name="ProviderCallId">The provider's id of the call.</param>
/// <param name="Event">What it says.</param>
/// <param name="Webhook">What was received.</param>
[GenerateSerializer, Immutable, Alias("Platform.CallReport")]
public sealed record CallReport(
    [property: Id(0)] Guid ShopId,
    [property: Id(1)] string Provider,
    [property: Id(2)] string ProviderCallId,
    [property: Id(3)] CallEvent Event,
    [property: Id(4)] Webhook Webhook);

/// <summary>A conversation as a connection takes it over.</summary>
[GenerateSerializer, Immutable, Alias("Platform.CallTalk")]
public sealed record CallTalk(
    [property: Id(0)] Guid ShopId,
    [property: Id(1)] ConversationState State,
    [property: Id(2)] int TurnCount,
    [property: Id(3)] int RelayNo,
    [property: Id(4)] string? From);

/// <summary>What was said since the last one of these was taken.</summary>
/// <param name="RelayNo">The connection on which it was said.</param>
/// <param name="Turns">In order; their numbers go on from the last one taken.</param>
/// <param name="State">The conversation after them.</param>
/// <param name="Action">What the agent asks for.</param>
/// <param name="Reason">Why, for a call-back.</param>
[GenerateSerializer, Immutable, Alias("Platform.CallTurns")]
public sealed record CallTurns(
    [property: Id(0)] int RelayNo,
    [property: Id(1)] ImmutableArray<CallTurn> Turns,
    [property: Id(2)] ConversationState State,
    [property: Id(3)] AgentAction Action,
    [property: Id(4)] CallBackReason? Reason = null);

/// <summary>What became of the turns.</summary>
/// <param name="IsStale">Another connection has taken the conversation over: say nothing more and close.</param>
/// <param name="HasSucceeded">Whether the agent's action was done.</param>
/// <param name="OrderNumber">Of the order that was placed.</param>
[GenerateSerializer, Immutable, Alias("Platform.TurnsAnswer")]
public sealed record TurnsAnswer(
    [property: Id(0)] bool IsStale, [property: Id(1)] bool HasSucceeded, [property: Id(2)] string? OrderNumber = null);
