using System.Text.Json;
using Platform.Erasures;
using System.Text.Json.Serialization;

namespace Platform.Orders;

/// <summary>An order as HTTP says it: each amount as a decimal beside its minor units.</summary>
/// <param name="TrackingUrl">The customer's link: whoever has it sees the order. Null for a draft.</param>
public sealed record OrderAnswer(
    Guid Id, string OrderNumber, OrderKind Kind, OrderStatus Status, OrderStage Stage, Guid? ShopId, OrderSource Source,
    Priority Priority, CustomerAnswer Customer, Address? Address, Location? Location, bool LocationKnown,
    string? BusinessName, ServiceCategory? ServiceCategory, string? ServiceLabel, string? Description,
    RequestedTime? RequestedTime, IReadOnlyList<LineAnswer> Lines, string Currency, decimal Total, long TotalMinor,
    decimal? EstimatedValue, long? EstimatedValueMinor, decimal? DealingPrice, long? DealingPriceMinor, decimal? Amount,
    long? AmountMinor, AmountKind? AmountKind, DispatchStatus DispatchStatus, PaymentStatus PaymentStatus,
    ReservationState Reservation, Guid? VendorId, string? VendorName, Guid? CallId,
    IReadOnlyDictionary<string, int> FieldTurns, string? CancelReason, string? CustomerNotes, string? InternalNotes,
    JsonElement Metadata, string? TrackingNumber, string? Carrier, IReadOnlyList<OrderStatus> Allowed,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? AcceptedAt, DateTimeOffset? OnWayAt,
    DateTimeOffset? ProcessingAt, DateTimeOffset? CompletedAt, DateTimeOffset? CancelledAt, long Version,
    string? TrackingUrl = null)
{
    /// <summary>IANA zone in which its times are meant: its shop's, else UTC.</summary>
    public string Timezone { get; init; } = "UTC";

    /// <summary>The agent that took it.</summary>
    public Guid? AgentId { get; init; }

    /// <summary>Received from the customer, in all.</summary>
    public decimal Paid { get; init; }
    public long PaidMinor { get; init; }

    /// <summary>Given back to the customer, in all.</summary>
    public decimal Refunded { get; init; }
    public long RefundedMinor { get; init; }

    /// <summary>Still to be paid; null while nobody knows what it is worth.</summary>
    public decimal? Outstanding { get; init; }
    public long? OutstandingMinor { get; init; }

    /// <summary>How the customer means to pay.</summary>
    public string? PaymentMethod { get; init; }

    /// <summary>What a client calls the conversation that it came from.</summary>
    public string? ConversationId { get; init; }

    /// <summary>The day it shall arrive, in the shop's zone.</summary>
    public DateOnly? EstimatedDelivery { get; init; }

    /// <summary>The name of what was offered for the price.</summary>
    public string? PricePackage { get; init; }

    /// <summary>Vendors that somebody chose, best first.</summary>
    public IReadOnlyList<Guid> SelectedVendors { get; init; } = [];

    /// <summary>The record of how an agent chose them; null where none did.</summary>
    public Guid? SelectionId { get; init; }

    /// <summary>That its person was erased; null while nobody was.</summary>
    public Erasure? Erasure { get; init; }

    /// <summary>What the customer thinks of it; null while nobody has said.</summary>
    public OrderRating? Rating { get; init; }
}

/// <summary>How an order's vendors were chosen, and from what.</summary>
public sealed record SelectionAnswer(
    Guid SelectionId, Guid OrderId, IReadOnlyList<Guid> SelectedVendors, int VendorCount,
    IReadOnlyList<string> Triggers, ConversationAnswer? Conversation, DateTimeOffset CreatedAt);

/// <summary>A conversation as another system kept it.</summary>
public sealed record ConversationAnswer(
    string? ConversationId, string CallingSystem, IReadOnlyList<MessageAnswer> Messages, JsonElement? Analysis,
    int? ProcessingMs);

/// <summary>A message of it.</summary>
public sealed record MessageAnswer(string Speaker, string Text, DateTimeOffset? At);

/// <summary>Who ordered.</summary>
public sealed record CustomerAnswer(string? Name, string? Phone, string? PhoneRaw, string? Email);

/// <summary>A line.</summary>
public sealed record LineAnswer(
    int LineNo, Guid? ItemId, string Name, int Quantity, decimal UnitPrice, long UnitPriceMinor, decimal Total,
    long TotalMinor);

/// <summary>What a list shows of an order: fields of <see cref="OrderAnswer"/> by the same names.</summary>
/// <param name="Goods">What was ordered, in short; null for a service.</param>
public sealed record OrderRowAnswer(
    Guid Id, string OrderNumber, OrderKind Kind, OrderStatus Status, OrderStage Stage, Guid? ShopId, OrderSource Source,
    Priority Priority, CustomerAnswer Customer, Address? Address, string? BusinessName,
    ServiceCategory? ServiceCategory, string? ServiceLabel, string? Description, OrderedGoods? Goods, string Currency,
    decimal? Amount, long? AmountMinor, AmountKind? AmountKind, DispatchStatus DispatchStatus,
    PaymentStatus PaymentStatus, Guid? VendorId, string? VendorName, Guid? CallId, string? CancelReason,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, long Version);

/// <summary>An order's history.</summary>
public sealed record HistoryAnswer(IReadOnlyList<HistoryEntryAnswer> Items);

/// <summary>One thing that happened.</summary>
/// <param name="Position">Its place in the order's own history, from 1.</param>
/// <param name="TraceId">W3C trace id of the request or webhook that caused it, 32 hexadecimal digits; null where none
/// did.</param>
public sealed record HistoryEntryAnswer(
    int Position, DateTimeOffset At, string Kind, OrderStatus? From, OrderStatus? To, string Actor, string? Note,
    bool Public, string? TraceId);

/// <summary>An account's figures.</summary>
public sealed record StatsAnswer(
    long Total, long Open, long InProgress, long Done, long Cancelled, IReadOnlyDictionary<string, long> ByStatus,
    IReadOnlyList<RevenueAnswer> Revenue, TodayAnswer Today, long CompleteThrough);

/// <summary>The same for the orders that were made today.</summary>
public sealed record TodayAnswer(
    long Total, long Open, long InProgress, long Done, long Cancelled, IReadOnlyDictionary<string, long> ByStatus,
    IReadOnlyList<RevenueAnswer> Revenue);

/// <summary>Revenue in one currency.</summary>
public sealed record RevenueAnswer(
    string Currency, [property: JsonPropertyName("revenue")] decimal Amount, long RevenueMinor);
