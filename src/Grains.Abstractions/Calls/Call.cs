using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Platform.Conversation;
using Platform.Erasures;

namespace Platform.Calls;

/// <summary>One telephone call: the head that is always in memory. Turns and webhooks are rows of their own.</summary>
[GenerateSerializer, Immutable, Alias("Platform.Call")]
public sealed record Call
{
    /// <summary>Remembered reports. Merging is harmless; this only keeps repeats from being written again.</summary>
    public const int SeenMax = 64;

    /// <summary>No provider lets a call last longer.</summary>
    public static readonly TimeSpan LengthMax = TimeSpan.FromHours(4);

    [Id(0)] public required Guid Id { get; init; }
    [Id(1)] public required Guid AccountId { get; init; }
    [Id(2)] public required Guid ShopId { get; init; }

    /// <summary><c>twilio</c> or <c>elevenlabs</c>.</summary>
    [Id(3)] public required string Provider { get; init; }

    /// <summary>The provider's id of the call.</summary>
    [Id(4)] public required string ProviderCallId { get; init; }

    [Id(5)] public CallFacts Facts { get; init; } = CallFacts.Empty;

    /// <summary>The conversation with its draft; null while nobody talks.</summary>
    [Id(6)] public ConversationState? Talk { get; init; }

    [Id(7)] public int TurnCount { get; init; }
    [Id(8)] public int CallerTurnCount { get; init; }
    [Id(9)] public int InterruptionCount { get; init; }

    /// <summary>The agent's last turn: it is written again when the caller spoke over it.</summary>
    [Id(10)] public CallTurn? LastAgentTurn { get; init; }

    /// <summary>How many connections the conversation has had; what an older one says no longer counts.</summary>
    [Id(11)] public int RelayNo { get; init; }

    [Id(12)] public bool HasAgentHungUp { get; init; }
    [Id(13)] public bool HasOptedOut { get; init; }
    [Id(14)] public bool HasAskedForCallBack { get; init; }
    [Id(15)] public Guid? OrderId { get; init; }
    [Id(16)] public string? OrderNumber { get; init; }
    [Id(17)] public Guid? CustomerId { get; init; }
    [Id(18)] public Guid? TaskId { get; init; }

    /// <summary>What has to be done elsewhere and is not known to be done: repeated until it is.</summary>
    [Id(19)] public CallWork? Work { get; init; }

    /// <summary>When the call has to be looked at again; null when all is done.</summary>
    [Id(20)] public DateTimeOffset? DueAt { get; init; }

    /// <summary>First 64 bits of the ids of the reports that were written.</summary>
    [Id(21)] public ImmutableArray<long> Seen { get; init; } = [];

    [Id(22)] public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>A connection may still bring words: the provider reports the end of a call before the caller's last
    /// sentence is written down.</summary>
    [Id(23)] public bool IsTalking { get; init; }

    /// <summary>That the caller was erased; null while nobody was.</summary>
    [Id(24)] public Erasure? Erasure { get; init; }

    /// <summary>The customer record that is still to be erased; forgotten when it is.</summary>
    [Id(25)] public Guid? ErasingCustomerId { get; init; }

    /// <summary>When the words went because they were old enough; null while they are kept.</summary>
    [Id(26)] public DateTimeOffset? WordsErasedAt { get; init; }

    /// <summary>Nothing that was said is kept any more, whatever still comes.</summary>
    [JsonIgnore]
    public bool IsSilenced => Erasure is not null || WordsErasedAt is not null;
}

/// <summary>Something that a call owes to another grain.</summary>
public enum CallWork
{
    PlaceOrder = 1,
    OpenTask = 2,
    ErasePerson = 3,
}

/// <summary>One utterance of the transcript. Personal data.</summary>
/// <param name="TurnNo">From 1.</param>
/// <param name="Speaker">Who spoke.</param>
/// <param name="Text">All that was said, or meant to be.</param>
/// <param name="At">When it began, UTC.</param>
/// <param name="IsInterrupted">The caller spoke over it.</param>
/// <param name="Heard">The part that was heard, when it was interrupted.</param>
[GenerateSerializer, Immutable, Alias("Platform.CallTurn")]
public sealed record CallTurn(
    [property: Id(0)] int TurnNo,
    [property: Id(1)] Speaker Speaker,
    [property: Id(2)] string Text,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] bool IsInterrupted = false,
    [property: Id(5)] string? Heard = null)
{
    public const int TextLengthMax = 4000;
}

/// <summary>A call and what follows from its facts.</summary>
[GenerateSerializer, Immutable, Alias("Platform.CallView")]
public sealed record CallView(
    [property: Id(0)] Call Call, [property: Id(1)] CallSummary Summary, [property: Id(2)] long Version);

/// <summary>What follows from a call's facts: a pure function of them, whatever order they came in.</summary>
[GenerateSerializer, Immutable, Alias("Platform.CallSummary")]
public sealed record CallSummary
{
    [Id(0)] public required CallStatus Status { get; init; }
    [Id(1)] public required CallDirection Direction { get; init; }
    [Id(2)] public CallOutcome? Outcome { get; init; }
    [Id(3)] public CallEndReason? EndReason { get; init; }
    [Id(4)] public DateTimeOffset StartedAt { get; init; }
    [Id(5)] public DateTimeOffset? InitiatedAt { get; init; }
    [Id(6)] public DateTimeOffset? RingingAt { get; init; }
    [Id(7)] public DateTimeOffset? AnsweredAt { get; init; }
    [Id(8)] public DateTimeOffset? EndedAt { get; init; }
    [Id(9)] public long? DurationMs { get; init; }

    /// <summary>The providers reported different ends.</summary>
    [Id(10)] public bool HasConflict { get; init; }

    /// <summary>As the provider writes them; the telephony provider's own where it reports them.</summary>
    [Id(11)] public string? From { get; init; }

    [Id(12)] public string? To { get; init; }
}
