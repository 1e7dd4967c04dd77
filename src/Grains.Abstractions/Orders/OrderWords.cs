using Platform.Commits;

namespace Platform.Orders;

/// <summary>The words of orders as they are stored and sent, and the aliases that are understood.</summary>
public static class OrderWords
{
    public static string Of(OrderKind kind) => kind switch
    {
        OrderKind.Service => "service",
        OrderKind.Product => "product",
    };

    public static string Of(OrderStatus status) => status switch
    {
        OrderStatus.Draft => "draft",
        OrderStatus.New => "new",
        OrderStatus.Accepted => "accepted",
        OrderStatus.OnWay => "on_way",
        OrderStatus.Processing => "processing",
        OrderStatus.Completed => "completed",
        OrderStatus.Cancelled => "cancelled",
        OrderStatus.Expired => "expired",
        OrderStatus.Pending => "pending",
        OrderStatus.Confirmed => "confirmed",
        OrderStatus.Packaged => "packaged",
        OrderStatus.Shipped => "shipped",
        OrderStatus.Delivered => "delivered",
    };

    public static string Of(OrderStage stage) => stage switch
    {
        OrderStage.Draft => "draft",
        OrderStage.Open => "open",
        OrderStage.Committed => "committed",
        OrderStage.InProgress => "in_progress",
        OrderStage.InTransit => "in_transit",
        OrderStage.Done => "done",
        OrderStage.Cancelled => "cancelled",
    };

    public static string Of(Priority priority) => priority switch
    {
        Priority.Low => "low",
        Priority.Medium => "medium",
        Priority.High => "high",
        Priority.Urgent => "urgent",
    };

    public static string Of(ServiceCategory category) => category switch
    {
        ServiceCategory.Cleaning => "cleaning",
        ServiceCategory.Repairs => "repairs",
        ServiceCategory.Installation => "installation",
        ServiceCategory.Maintenance => "maintenance",
        ServiceCategory.Delivery => "delivery",
        ServiceCategory.Other => "other",
    };

    public static string Of(OrderSource source) => source switch
    {
        OrderSource.Call => "call",
        OrderSource.Api => "api",
        OrderSource.Form => "form",
        OrderSource.Staff => "staff",
    };

    public static string Of(DispatchStatus status) => status switch
    {
        DispatchStatus.None => "none",
        DispatchStatus.Offering => "offering",
        DispatchStatus.Assigned => "assigned",
        DispatchStatus.Exhausted => "exhausted",
    };

    public static string Of(OfferStatus status) => status switch
    {
        OfferStatus.Offered => "offered",
        OfferStatus.Accepted => "accepted",
        OfferStatus.Declined => "declined",
        OfferStatus.Expired => "expired",
        OfferStatus.Withdrawn => "withdrawn",
        OfferStatus.Released => "released",
    };

    public static string Of(PaymentStatus status) => status switch
    {
        PaymentStatus.Unpaid => "unpaid",
        PaymentStatus.Authorized => "authorized",
        PaymentStatus.Paid => "paid",
        PaymentStatus.PartiallyRefunded => "partially_refunded",
        PaymentStatus.Refunded => "refunded",
        PaymentStatus.Failed => "failed",
    };

    public static string Of(PaymentKind kind) => kind switch
    {
        PaymentKind.Received => "received",
        PaymentKind.Refunded => "refunded",
    };

    public static string Of(PaymentMeans means) => means switch
    {
        PaymentMeans.Cash => "cash",
        PaymentMeans.Card => "card",
        PaymentMeans.Transfer => "transfer",
        PaymentMeans.Other => "other",
    };

    public static string Of(ReservationState state) => state switch
    {
        ReservationState.None => "none",
        ReservationState.Pending => "pending",
        ReservationState.Reserved => "reserved",
        ReservationState.Released => "released",
        ReservationState.Committed => "committed",
    };

    public static string Of(AmountKind kind) => kind switch
    {
        AmountKind.Final => "final",
        AmountKind.Dealing => "dealing",
        AmountKind.Total => "total",
        AmountKind.Estimated => "estimated",
    };

    /// <summary>Reads a word in any case, with spaces or hyphens for underscores; null when it is none of
    /// them.</summary>
    public static T? TryRead<T>(string? text, Func<T, string> word)
        where T : struct, Enum =>
        text is null ? null : KeptWords.Find(Fold(text), word);

    /// <summary>Reads a status as a kind of order understands it: <c>new</c> and <c>pending</c> are the same first
    /// status, <c>done</c>, <c>completed</c> and <c>delivered</c> the same last one; null when it is no status of
    /// this kind.</summary>
    public static OrderStatus? TryReadStatus(string? text, OrderKind kind) =>
        text is null ? null : Fold(text) switch
        {
            "draft" => OrderStatus.Draft,
            "new" or "pending" or "placed" => First(kind),
            "done" or "completed" or "complete" or "delivered" => Last(kind),
            "cancelled" or "canceled" => OrderStatus.Cancelled,
            "expired" => OrderStatus.Expired,
            "processing" or "in_progress" => OrderStatus.Processing,
            "accepted" when kind == OrderKind.Service => OrderStatus.Accepted,
            "on_way" or "on_the_way" or "onway" when kind == OrderKind.Service => OrderStatus.OnWay,
            "confirmed" when kind == OrderKind.Product => OrderStatus.Confirmed,
            "packaged" or "packed" when kind == OrderKind.Product => OrderStatus.Packaged,
            "shipped" when kind == OrderKind.Product => OrderStatus.Shipped,
            _ => null,
        };

    private static OrderStatus First(OrderKind kind) =>
        kind == OrderKind.Service ? OrderStatus.New : OrderStatus.Pending;

    private static OrderStatus Last(OrderKind kind) =>
        kind == OrderKind.Service ? OrderStatus.Completed : OrderStatus.Delivered;

    private static string Fold(string text) =>
        text.Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
}
