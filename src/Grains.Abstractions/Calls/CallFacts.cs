using System.Collections.Immutable;

namespace Platform.Calls;

/// <summary>What the providers have reported of a call so far. Merging reports gives the same facts in any order and
/// however often each one comes.</summary>
[GenerateSerializer, Immutable, Alias("Platform.CallFacts")]
public sealed record CallFacts
{
    /// <summary>Nothing reported.</summary>
    public static CallFacts Empty { get; } = new();

    [Id(0)] public CallMoment? Queued { get; init; }
    [Id(1)] public CallMoment? Initiated { get; init; }
    [Id(2)] public CallMoment? Ringing { get; init; }
    [Id(3)] public CallMoment? Answered { get; init; }

    /// <summary>The reported ends, one a status, by status; more than one is a contradiction.</summary>
    [Id(4)] public ImmutableArray<CallEnd> Ends { get; init; } = [];

    /// <summary>As the provider writes them: E.164, or a SIP address, a client, a short code,
    /// <c>anonymous</c>.</summary>
    [Id(5)] public string? From { get; init; }

    [Id(6)] public string? To { get; init; }
    [Id(7)] public CallDirection? Direction { get; init; }

    /// <summary>What the call cost, in millionths of <see cref="PriceUnit"/>; null is not yet known.</summary>
    [Id(8)] public long? PriceMicros { get; init; }

    [Id(9)] public string? PriceUnit { get; init; }

    /// <summary>How the conversation's connection ended.</summary>
    [Id(10)] public RelayEnd? Relay { get; init; }

    /// <summary>What a hosted agent reported after the call.</summary>
    [Id(11)] public HostedAgentReport? HostedAgent { get; init; }

    /// <summary>The call came while nobody could take it: the caller heard an apology.</summary>
    [Id(12)] public bool WasTurnedAway { get; init; }
}

/// <summary>When something happened: the provider's own time, or when we heard of it.</summary>
[GenerateSerializer, Immutable, Alias("Platform.CallMoment")]
public sealed record CallMoment([property: Id(0)] DateTimeOffset At, [property: Id(1)] bool IsExact);

/// <summary>A reported end.</summary>
/// <param name="Status">One of the terminal statuses.</param>
/// <param name="Sequence">The provider's number of the report, from 0; -1 when it has none.</param>
/// <param name="At">When.</param>
/// <param name="DurationMs">How long the call took, or null.</param>
/// <param name="SipCode">The network's own reason, or null.</param>
[GenerateSerializer, Immutable, Alias("Platform.CallEnd")]
public sealed record CallEnd(
    [property: Id(0)] CallStatus Status,
    [property: Id(1)] int Sequence,
    [property: Id(2)] CallMoment At,
    [property: Id(3)] long? DurationMs = null,
    [property: Id(4)] int? SipCode = null);

/// <summary>How the conversation's connection ended.</summary>
/// <param name="SessionStatus">The provider's word: <c>completed</c>, <c>ended</c>, <c>failed</c>, …</param>
/// <param name="DurationMs">How long it lasted, or null.</param>
/// <param name="At">When we heard of it.</param>
[GenerateSerializer, Immutable, Alias("Platform.RelayEnd")]
public sealed record RelayEnd(
    [property: Id(0)] string SessionStatus, [property: Id(1)] long? DurationMs, [property: Id(2)] DateTimeOffset At);

/// <summary>What a hosted agent reported after the call. Its numbers and direction count where the telephony provider
/// reports none.</summary>
[GenerateSerializer, Immutable, Alias("Platform.HostedAgentReport")]
public sealed record HostedAgentReport(
    [property: Id(0)] string ConversationId,
    [property: Id(1)] long? DurationMs,
    [property: Id(2)] string? TerminationReason,
    [property: Id(3)] bool HasFailed,
    [property: Id(4)] bool HasAudio,
    [property: Id(5)] string? From = null,
    [property: Id(6)] string? To = null,
    [property: Id(7)] CallDirection? Direction = null);

/// <summary>One report of a provider, translated. What it does not say is null.</summary>
[GenerateSerializer, Immutable, Alias("Platform.CallEvent")]
public sealed record CallEvent
{
    [Id(0)] public CallStatus? Status { get; init; }

    /// <summary>The provider's number of the report, from 0; -1 when it has none.</summary>
    [Id(1)] public int Sequence { get; init; } = -1;

    [Id(2)] public required CallMoment At { get; init; }
    [Id(3)] public string? From { get; init; }
    [Id(4)] public string? To { get; init; }
    [Id(5)] public CallDirection? Direction { get; init; }
    [Id(6)] public long? DurationMs { get; init; }
    [Id(7)] public int? SipCode { get; init; }
    [Id(8)] public long? PriceMicros { get; init; }
    [Id(9)] public string? PriceUnit { get; init; }
    [Id(10)] public RelayEnd? Relay { get; init; }
    [Id(11)] public HostedAgentReport? HostedAgent { get; init; }
    [Id(12)] public bool WasTurnedAway { get; init; }

    /// <summary>When the call was answered, in a report that tells of its end.</summary>
    [Id(13)] public CallMoment? AnsweredAt { get; init; }
}
