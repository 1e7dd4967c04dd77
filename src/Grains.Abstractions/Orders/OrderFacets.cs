using System.Text.Json.Serialization;

namespace Platform.Orders;

/// <summary>How soon it has to be done.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Priority>))]
public enum Priority
{
    [JsonStringEnumMemberName("low")] Low = 1,
    [JsonStringEnumMemberName("medium")] Medium = 2,
    [JsonStringEnumMemberName("high")] High = 3,
    [JsonStringEnumMemberName("urgent")] Urgent = 4,
}

/// <summary>The six categories that every service counts as; its own name is the label.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ServiceCategory>))]
public enum ServiceCategory
{
    [JsonStringEnumMemberName("cleaning")] Cleaning = 1,
    [JsonStringEnumMemberName("repairs")] Repairs = 2,
    [JsonStringEnumMemberName("installation")] Installation = 3,
    [JsonStringEnumMemberName("maintenance")] Maintenance = 4,
    [JsonStringEnumMemberName("delivery")] Delivery = 5,
    [JsonStringEnumMemberName("other")] Other = 6,
}

/// <summary>The door an order came through.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OrderSource>))]
public enum OrderSource
{
    [JsonStringEnumMemberName("call")] Call = 1,
    [JsonStringEnumMemberName("api")] Api = 2,
    [JsonStringEnumMemberName("form")] Form = 3,
    [JsonStringEnumMemberName("staff")] Staff = 4,
}

/// <summary>Whether somebody was found for a service.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DispatchStatus>))]
public enum DispatchStatus
{
    [JsonStringEnumMemberName("none")] None = 1,
    [JsonStringEnumMemberName("offering")] Offering = 2,
    [JsonStringEnumMemberName("assigned")] Assigned = 3,
    [JsonStringEnumMemberName("exhausted")] Exhausted = 4,
}

/// <summary>Where the money is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PaymentStatus>))]
public enum PaymentStatus
{
    [JsonStringEnumMemberName("unpaid")] Unpaid = 1,
    [JsonStringEnumMemberName("authorized")] Authorized = 2,
    [JsonStringEnumMemberName("paid")] Paid = 3,
    [JsonStringEnumMemberName("partially_refunded")] PartiallyRefunded = 4,
    [JsonStringEnumMemberName("refunded")] Refunded = 5,
    [JsonStringEnumMemberName("failed")] Failed = 6,
}

/// <summary>Whether stock is kept for a product order. An order is placed only when it is none or reserved.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReservationState>))]
public enum ReservationState
{
    /// <summary>No line names an item of the stock.</summary>
    [JsonStringEnumMemberName("none")] None = 1,

    /// <summary>Asked for; the order is a draft until the stock has answered.</summary>
    [JsonStringEnumMemberName("pending")] Pending = 2,

    [JsonStringEnumMemberName("reserved")] Reserved = 3,

    /// <summary>Given back: cancelled, expired or refused.</summary>
    [JsonStringEnumMemberName("released")] Released = 4,

    /// <summary>Left the stock with the goods.</summary>
    [JsonStringEnumMemberName("committed")] Committed = 5,
}

/// <summary>What an order's amount is: the agreed price once done, the price as dealt, the sum of the lines, or a
/// guess.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AmountKind>))]
public enum AmountKind
{
    [JsonStringEnumMemberName("final")] Final = 1,
    [JsonStringEnumMemberName("dealing")] Dealing = 2,
    [JsonStringEnumMemberName("total")] Total = 3,
    [JsonStringEnumMemberName("estimated")] Estimated = 4,
}
