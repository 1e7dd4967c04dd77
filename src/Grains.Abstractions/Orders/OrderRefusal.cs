using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Platform.Orders;

/// <summary>Why an order command was refused. A refusal is an answer; a bug is an exception.</summary>
public enum OrderRefusal
{
    /// <summary>There is no such order.</summary>
    Absent = 1,

    /// <summary>The life cycle has no such step; the outcome says where the order stands and what it allows.</summary>
    IllegalTransition = 2,

    /// <summary>The step exists, but not for this principal.</summary>
    NotPermitted = 3,

    /// <summary>The order has moved on since the version that the command was decided on.</summary>
    VersionMismatch = 4,

    /// <summary>Fields break rules; the outcome names each of them.</summary>
    Invalid = 5,

    /// <summary>The key was used for another request.</summary>
    KeyReused = 6,

    /// <summary>A line names an item that the stock does not know.</summary>
    UnknownItem = 7,

    /// <summary>The stock cannot keep what was ordered.</summary>
    OutOfStock = 8,

    /// <summary>Too long ago to be opened again.</summary>
    ReopenWindowOver = 9,

    /// <summary>The history is full.</summary>
    TooManyNotes = 10,

    /// <summary>Another vendor was faster.</summary>
    OfferTaken = 11,

    /// <summary>The vendor's offer has run out.</summary>
    OfferExpired = 12,

    /// <summary>The vendor declined the offer, or it was withdrawn.</summary>
    OfferClosed = 13,

    /// <summary>The order was offered to as many as an order can be.</summary>
    TooManyOffers = 14,

    /// <summary>More than what is still to be paid.</summary>
    PaymentTooLarge = 20,

    /// <summary>More than what was received and not given back yet.</summary>
    RefundTooLarge = 21,

    /// <summary>A draft, an order that ended unserved, or one whose price nobody knows: it takes no money.</summary>
    NotPayable = 22,

    /// <summary>What is not done yet, or was never done, cannot be rated.</summary>
    NotRateable = 40,

    /// <summary>The rating was given too long ago to be changed, or its person was erased.</summary>
    RatingClosed = 41,

    /// <summary>Only drafts are edited, and only until they are placed.</summary>
    NotADraft = 30,
}

/// <summary>The answer to a command: the order as it now stands, or why it was refused.</summary>
[GenerateSerializer, Immutable, Alias("Platform.OrderOutcome")]
public sealed record OrderOutcome
{
    /// <summary>The order after the command, and the log position it is true at; null when refused.</summary>
    [Id(0)]
    public Order? Order { get; init; }

    /// <summary>Null when the command was executed or repeated.</summary>
    [Id(1)]
    public OrderRefusal? Refusal { get; init; }

    /// <summary>The command had been executed before; nothing happened now.</summary>
    [Id(2)]
    public bool IsReplayed { get; init; }

    /// <summary>Where the order stands, with <see cref="OrderRefusal.IllegalTransition"/>.</summary>
    [Id(3)]
    public OrderStatus? Current { get; init; }

    /// <summary>What it may become from there.</summary>
    [Id(4)]
    public ImmutableArray<OrderStatus> Allowed { get; init; } = [];

    /// <summary>The fields that were refused.</summary>
    [Id(5)]
    public ImmutableArray<FieldProblem> Problems { get; init; } = [];

    [MemberNotNullWhen(true, nameof(Refusal)), MemberNotNullWhen(false, nameof(Order))]
    public bool IsRefused => Refusal is not null;

    public static implicit operator OrderOutcome(Order order) => new() { Order = order };

    public static implicit operator OrderOutcome(OrderRefusal refusal) => new() { Refusal = refusal };
}
