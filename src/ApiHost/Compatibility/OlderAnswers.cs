using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Compatibility;

/// <summary>What every answer to a write is wrapped in.</summary>
public sealed record OlderAnswer<T>(bool Success, T Data, string Message);

/// <summary>A page of orders.</summary>
/// <param name="Total">How many match, counted up to 10,000.</param>
/// <param name="NextCursor">Where the next page starts; null at the end.</param>
public sealed record OlderPage(bool Success, IReadOnlyList<ListedOrder> Data, int Total, string? NextCursor);

/// <summary>What both ways to write an order have in common; filled by <see cref="OlderOrderShapes"/>.</summary>
public abstract record OlderOrder
{
    public string OrderNumber { get; init; } = "";
    public string OrderId { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Stage { get; init; } = "";
    public Guid? ShopId { get; init; }
    public Guid? AgentId { get; init; }
    public string? ConversationId { get; init; }
    public Guid? TriggerPointId { get; init; }

    /// <summary>The person who made it; null for machines and calls.</summary>
    public Guid? UserId { get; init; }

    public string? CustomerName { get; init; }
    public string? CustomerEmail { get; init; }
    public string? CustomerPhone { get; init; }
    public string? CustomerAddress { get; init; }
    public OlderLocation? CustomerLocation { get; init; }
    public ShippingAddress? ShippingAddress { get; init; }
    public string? ServiceType { get; init; }
    public string? Description { get; init; }
    public string Priority { get; init; } = "";
    public IReadOnlyList<OlderItem> Items { get; init; } = [];
    public decimal TotalAmount { get; init; }
    public string Currency { get; init; } = "";
    public decimal? EstimatedValue { get; init; }
    public decimal? DealingPrice { get; init; }
    public string? PricePackage { get; init; }
    public string? VendorId { get; init; }
    public string? VendorName { get; init; }
    public IReadOnlyList<string> AssignedVendors { get; init; } = [];
    public string? BeforeImageUrl { get; init; }
    public string? AfterImageUrl { get; init; }
    public string? TrackingNumber { get; init; }
    public string? Carrier { get; init; }
    public DateOnly? EstimatedDelivery { get; init; }
    public string? CustomerNotes { get; init; }
    public string? InternalNotes { get; init; }
    public IReadOnlyList<OlderStatusChange> StatusHistory { get; init; } = [];
    public string PaymentStatus { get; init; } = "";
    public string? PaymentMethod { get; init; }
    public JsonElement Metadata { get; init; }
    public OlderInvoice? Invoice { get; init; }
    public DateTime? OnWayAt { get; init; }
    public DateTime? ProcessingAt { get; init; }
    public DateTime? CompletedAt { get; init; }
    public DateTime? DeliveredAt { get; init; }
    public DateTime? CancelledAt { get; init; }
    public string? CancelReason { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime UpdatedAt { get; init; }
    public long Version { get; init; }
}

/// <summary>An order of a list: the number as <c>id</c>, the status in words, and the rest in camelCase and snake_case
/// as two earlier systems wrote it.</summary>
public sealed record ListedOrder : OlderOrder
{
    public required string Id { get; init; }
    public required Guid Uuid { get; init; }

    /// <summary>What is to be done, or the first thing to be sent.</summary>
    public string? Task { get; init; }

    [JsonPropertyName("vendorId")]
    public string? VendorReference { get; init; }

    public required OlderCustomer Customer { get; init; }
    public required OlderVendor Vendor { get; init; }
    public decimal? Amount { get; init; }

    /// <summary>In words: <c>On Way</c>.</summary>
    public required string Status { get; init; }

    /// <summary>As the platform writes it: <c>on_way</c>.</summary>
    [JsonPropertyName("statusCode")]
    public required string StatusCode { get; init; }

    /// <summary>The day it was made on, in its shop's zone.</summary>
    public required DateOnly Date { get; init; }

    [JsonPropertyName("businessName")]
    public string? Business { get; init; }

    [JsonPropertyName("assignedAt")]
    public DateTime? Assigned { get; init; }

    [JsonPropertyName("onWayAt")]
    public DateTime? OnWay { get; init; }

    [JsonPropertyName("processingAt")]
    public DateTime? Processing { get; init; }
}

/// <summary>One order by itself: the uuid as <c>id</c>, the status in lower snake_case.</summary>
public sealed record SingleOrder : OlderOrder
{
    public required Guid Id { get; init; }
    public required string Status { get; init; }
    public string? BusinessName { get; init; }
    public DateTime? AssignedAt { get; init; }

    /// <summary>Where it can go from here.</summary>
    public required IReadOnlyList<string> Allowed { get; init; }
}

/// <summary>Who ordered.</summary>
public sealed record OlderCustomer(string? Name, string? Phone, string? Address, OlderLocation? Location);

/// <summary>Who does it; nulls while nobody does.</summary>
public sealed record OlderVendor(string? Name, string? Avatar);

/// <summary>A place in degrees.</summary>
public sealed record OlderLocation(double Latitude, double Longitude);

/// <summary>What was billed.</summary>
public sealed record OlderInvoice(
    string InvoiceNumber, decimal FinalPrice, string Currency, string? ServiceName, string InvoiceUrl,
    DateTime IssuedAt);

/// <summary>A change of status.</summary>
public sealed record OlderStatusChange(string Status, DateTime Timestamp, string? Note);

/// <summary>Figures of an account's orders. Nothing is added up over currencies: <c>total_revenue</c> is in
/// <c>currency</c>, the one with the most revenue; <c>revenue</c> has all.</summary>
public sealed record OlderStats(
    long TotalOrders, decimal TotalRevenue, string Currency, long PendingOrders, long DeliveredOrders,
    long ProcessingOrders, long ShippedOrders, long CancelledOrders, IReadOnlyDictionary<string, long> ByStatus,
    IReadOnlyList<OlderRevenue> Revenue, long CompleteThrough);

/// <summary>Revenue in one currency.</summary>
public sealed record OlderRevenue(string Currency, [property: JsonPropertyName("revenue")] decimal Amount);
