using System.Collections.Immutable;
using Platform.Erasures;

namespace Platform.Orders;

/// <summary>An order as it is read. Amounts are in minor units of <see cref="Currency"/>; times are UTC.</summary>
[GenerateSerializer, Immutable, Alias("Platform.Order")]
public sealed record Order
{
    [Id(0)] public required Guid Id { get; init; }
    [Id(1)] public required Guid AccountId { get; init; }

    /// <summary><c>ORD-2026-000042</c>: unique on the platform, gaps allowed.</summary>
    [Id(2)] public required string Number { get; init; }

    [Id(3)] public required OrderKind Kind { get; init; }
    [Id(4)] public required OrderStatus Status { get; init; }
    [Id(5)] public required OrderStage Stage { get; init; }
    [Id(6)] public Guid? ShopId { get; init; }
    [Id(7)] public required OrderSource Source { get; init; }
    [Id(8)] public required Priority Priority { get; init; }
    [Id(9)] public required OrderCustomer Customer { get; init; }
    [Id(10)] public Address? Address { get; init; }
    [Id(11)] public Location? Location { get; init; }
    [Id(12)] public string? BusinessName { get; init; }

    /// <summary>Null for products.</summary>
    [Id(13)] public ServiceCategory? ServiceCategory { get; init; }

    [Id(14)] public string? ServiceLabel { get; init; }
    [Id(15)] public string? Description { get; init; }
    [Id(16)] public RequestedTime? RequestedTime { get; init; }
    [Id(17)] public ImmutableArray<OrderLine> Lines { get; init; } = [];
    [Id(18)] public required string Currency { get; init; }

    /// <summary>Sum of the lines, reckoned by the server.</summary>
    [Id(19)] public long TotalMinor { get; init; }

    [Id(20)] public long? EstimatedMinor { get; init; }
    [Id(21)] public long? DealingPriceMinor { get; init; }

    /// <summary>What the order is worth as far as it is known; <see cref="AmountKind"/> says how it is known.</summary>
    [Id(22)] public long? AmountMinor { get; init; }

    [Id(23)] public AmountKind? AmountKind { get; init; }
    [Id(24)] public required DispatchStatus DispatchStatus { get; init; }
    [Id(25)] public required PaymentStatus PaymentStatus { get; init; }
    [Id(26)] public required ReservationState Reservation { get; init; }
    [Id(27)] public Guid? VendorId { get; init; }
    [Id(28)] public string? VendorName { get; init; }
    [Id(29)] public Guid? CallId { get; init; }

    /// <summary>The turn of the call behind each field.</summary>
    [Id(30)]
    public ImmutableSortedDictionary<string, int> FieldTurns { get; init; } =
        ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    [Id(31)] public string? CancelReason { get; init; }
    [Id(32)] public string? CustomerNotes { get; init; }
    [Id(33)] public string? InternalNotes { get; init; }

    /// <summary>A JSON object of the client's own, as text; null for none.</summary>
    [Id(34)] public string? MetadataJson { get; init; }

    [Id(35)] public string? TrackingNumber { get; init; }
    [Id(36)] public string? Carrier { get; init; }

    /// <summary>The statuses that staff may move it to.</summary>
    [Id(37)] public ImmutableArray<OrderStatus> Allowed { get; init; } = [];

    [Id(38)] public required DateTimeOffset CreatedAt { get; init; }
    [Id(39)] public required DateTimeOffset UpdatedAt { get; init; }
    [Id(40)] public DateTimeOffset? AcceptedAt { get; init; }
    [Id(41)] public DateTimeOffset? OnWayAt { get; init; }
    [Id(42)] public DateTimeOffset? ProcessingAt { get; init; }
    [Id(43)] public DateTimeOffset? CompletedAt { get; init; }
    [Id(44)] public DateTimeOffset? CancelledAt { get; init; }
    [Id(45)] public required long Version { get; init; }

    /// <summary>IANA zone in which the order's days are counted.</summary>
    [Id(46)] public string Timezone { get; init; } = "UTC";

    /// <summary>Vendors that somebody chose, best first.</summary>
    [Id(47)] public ImmutableArray<Guid> SelectedVendors { get; init; } = [];

    /// <summary>The log position at which all of this is true.</summary>
    [Id(48)] public long Position { get; init; }

    [Id(60)] public Guid? AgentId { get; init; }
    [Id(61)] public string? PaymentMethod { get; init; }

    /// <summary>What a client calls the conversation that it came from.</summary>
    [Id(62)] public string? ConversationId { get; init; }

    [Id(63)] public DateOnly? EstimatedDelivery { get; init; }
    [Id(64)] public string? PricePackage { get; init; }

    /// <summary>How its vendors were chosen; null when no agent chose any.</summary>
    [Id(65)] public Guid? SelectionId { get; init; }

    /// <summary>Where a client keeps its own picture from before the work.</summary>
    [Id(66)] public string? BeforeImageUrl { get; init; }

    /// <summary>The same from after the work.</summary>
    [Id(67)] public string? AfterImageUrl { get; init; }

    /// <summary>Received from the customer, in all.</summary>
    [Id(68)] public long PaidMinor { get; init; }

    /// <summary>Given back to the customer, in all.</summary>
    [Id(69)] public long RefundedMinor { get; init; }

    /// <summary>Still to be paid; null while nobody knows what it is worth.</summary>
    public long? OutstandingMinor =>
        AmountMinor is { } amount ? Math.Max(0, amount - PaidMinor + RefundedMinor) : null;

    /// <summary>That its person was erased; null while nobody was.</summary>
    [Id(80)] public Erasure? Erasure { get; init; }

    /// <summary>What the customer thinks of it; null while nobody has said.</summary>
    [Id(81)] public OrderRating? Rating { get; init; }

    /// <summary>Until when the customer may change that; null while nobody has rated.</summary>
    [Id(82)] public DateTimeOffset? RatingChangesUntil { get; init; }
}
