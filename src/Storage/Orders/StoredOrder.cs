using System.Text.Json.Serialization;

namespace Platform.Orders;

/// <summary>An order's head as its grain keeps it, as far as lists show it. The names are those of the state's
/// JSON.</summary>
internal sealed record StoredOrder(
    Guid Id, Guid AccountId, string Number, OrderKind Kind, OrderStatus Status, OrderSource Source, Priority Priority,
    string Currency, string Timezone, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DispatchStatus DispatchStatus,
    PaymentStatus PaymentStatus, ReservationState Reservation, Guid? ShopId = null,
    ServiceCategory? ServiceCategory = null, long TotalMinor = 0, long? EstimatedMinor = null,
    long? DealingPriceMinor = null, Guid? VendorId = null, string? VendorName = null, Guid? CallId = null,
    string? CancelReason = null, string? TrackingNumber = null, string? Carrier = null,
    DateTimeOffset? AcceptedAt = null, DateTimeOffset? OnWayAt = null, DateTimeOffset? ProcessingAt = null,
    DateTimeOffset? CompletedAt = null, DateTimeOffset? CancelledAt = null, Guid? AgentId = null,
    DateOnly? EstimatedDelivery = null, string? BeforeImageUrl = null, string? AfterImageUrl = null,
    long PaidMinor = 0, long RefundedMinor = 0)
{
    /// <summary>The order that it is the head of, without its lines.</summary>
    public Order With(OrderDetails details, long version) => new()
    {
        Id = Id,
        AccountId = AccountId,
        Number = Number,
        Kind = Kind,
        Status = Status,
        Stage = OrderStages.Of(Status),
        ShopId = ShopId,
        Source = Source,
        Priority = Priority,
        Customer = details.Customer,
        Address = details.Address,
        Location = details.Location,
        BusinessName = details.BusinessName,
        ServiceCategory = ServiceCategory,
        ServiceLabel = details.ServiceLabel,
        Description = details.Description,
        RequestedTime = details.RequestedTime,
        Currency = Currency,
        TotalMinor = TotalMinor,
        EstimatedMinor = EstimatedMinor,
        DealingPriceMinor = DealingPriceMinor,
        DispatchStatus = DispatchStatus,
        PaymentStatus = PaymentStatus,
        PaidMinor = PaidMinor,
        RefundedMinor = RefundedMinor,
        Reservation = Reservation,
        VendorId = VendorId,
        VendorName = VendorName,
        CallId = CallId,
        FieldTurns = details.FieldTurns,
        CancelReason = CancelReason,
        CustomerNotes = details.CustomerNotes,
        InternalNotes = details.InternalNotes,
        MetadataJson = details.MetadataJson,
        TrackingNumber = TrackingNumber,
        Carrier = Carrier,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
        AcceptedAt = AcceptedAt,
        OnWayAt = OnWayAt,
        ProcessingAt = ProcessingAt,
        CompletedAt = CompletedAt,
        CancelledAt = CancelledAt,
        Version = version,
        Timezone = Timezone,
        SelectedVendors = details.SelectedVendors,
        AgentId = AgentId,
        PaymentMethod = details.PaymentMethod,
        ConversationId = details.ConversationId,
        EstimatedDelivery = EstimatedDelivery,
        PricePackage = details.PricePackage,
        SelectionId = details.SelectionId,
        BeforeImageUrl = BeforeImageUrl,
        AfterImageUrl = AfterImageUrl,
    };
}

/// <summary>Reads heads, lines and histories.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StoredOrder))]
[JsonSerializable(typeof(OrderLine[]))]
[JsonSerializable(typeof(OrderHistoryEntry[]))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class StoredOrderJson : JsonSerializerContext;
