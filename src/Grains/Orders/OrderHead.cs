using System.Text.Json.Serialization;
using Platform.Erasures;

namespace Platform.Orders;

/// <summary>The state of an order's grain: what changes while it lives. Holds no name, number or address of a customer;
/// those are in <see cref="OrderDetails"/>. Written with every change, so it stays small.</summary>
internal sealed record OrderHead
{
    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public required string Number { get; init; }
    public required OrderKind Kind { get; init; }
    public required OrderStatus Status { get; init; }
    public Guid? ShopId { get; init; }
    public required OrderSource Source { get; init; }
    public required Priority Priority { get; init; }
    public ServiceCategory? ServiceCategory { get; init; }

    /// <summary>Folded for filters; the label as written is in the details.</summary>
    public string? LabelFolded { get; init; }

    public required string Currency { get; init; }
    public long TotalMinor { get; init; }
    public long? EstimatedMinor { get; init; }
    public long? DealingPriceMinor { get; init; }
    public DispatchStatus DispatchStatus { get; init; } = DispatchStatus.None;

    /// <summary>Received from the customer, in all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long PaidMinor { get; init; }

    /// <summary>Given back to the customer, in all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long RefundedMinor { get; init; }

    /// <summary>Follows from the sums and the amount; kept for whoever reads the state.</summary>
    public PaymentStatus PaymentStatus => PaymentRules.StatusOf(this);

    public ReservationState Reservation { get; init; } = ReservationState.None;
    public Guid? VendorId { get; init; }
    public string? VendorName { get; init; }
    public Guid? CallId { get; init; }
    public string? CancelReason { get; init; }
    public string? TrackingNumber { get; init; }
    public string? Carrier { get; init; }

    /// <summary>IANA zone of its shop.</summary>
    public required string Timezone { get; init; }

    /// <summary>The day it was made on, in that zone: figures are counted under it for ever.</summary>
    public required DateOnly Day { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? AcceptedAt { get; init; }
    public DateTimeOffset? OnWayAt { get; init; }
    public DateTimeOffset? ProcessingAt { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }
    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>When it expires unless it was paid, from its placing.</summary>
    public DateTimeOffset? PayBy { get; init; }

    /// <summary>When there is something to do without anybody asking.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The agent that took the order.</summary>
    public Guid? AgentId { get; init; }

    /// <summary>The day it shall arrive, in the shop's zone.</summary>
    public DateOnly? EstimatedDelivery { get; init; }

    /// <summary>Where a client keeps its own pictures.</summary>
    public string? BeforeImageUrl { get; init; }
    public string? AfterImageUrl { get; init; }

    /// <summary>How many stars the customer gave, 1 to 5.</summary>
    public int? Stars { get; init; }

    /// <summary>When they first did, and last.</summary>
    public DateTimeOffset? RatedAt { get; init; }
    public DateTimeOffset? RatingChangedAt { get; init; }

    /// <summary>Whose work they rated: it stays his, whoever works on the order later.</summary>
    public Guid? RatedVendorId { get; init; }

    /// <summary>That its person was erased.</summary>
    public Erasure? Erasure { get; init; }

    /// <summary>The entry of the history under which that happened.</summary>
    public int ErasedEntry { get; init; }

    /// <summary>The customer record that is still to be erased; forgotten when it is.</summary>
    public Guid? ErasingCustomerId { get; init; }

    /// <summary>Which edition of the lines counts; 0 is the first.</summary>
    public int LinesRevision { get; init; }

    /// <summary>How many entries the history has.</summary>
    public int Entries { get; init; }

    [JsonIgnore]
    public OrderStage Stage => OrderStages.Of(Status);

    /// <summary>What the order is worth as far as it is known.</summary>
    [JsonIgnore]
    public (long? Minor, AmountKind? Kind) Amount =>
        DealingPriceMinor is { } dealt ? (dealt, Stage == OrderStage.Done ? AmountKind.Final : AmountKind.Dealing)
        : TotalMinor > 0 || Kind == OrderKind.Product ? (TotalMinor, AmountKind.Total)
        // Nobody said another price until the work was done: then it is what was estimated.
        : EstimatedMinor is { } estimated
            ? (estimated, Stage == OrderStage.Done ? AmountKind.Final : AmountKind.Estimated)
        : (null, null);

    /// <summary>What counts as revenue: the amount, unless it is only estimated or the order is none (any
    /// more).</summary>
    [JsonIgnore]
    public long RevenueMinor =>
        Stage is OrderStage.Draft or OrderStage.Cancelled || Amount.Kind is null or AmountKind.Estimated
            ? 0
            : Amount.Minor ?? 0;
}

/// <summary>How heads are kept: snake_case, without what is empty.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OrderHead))]
internal sealed partial class OrderHeadJson : JsonSerializerContext;
