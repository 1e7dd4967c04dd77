using System.Text.Json.Serialization;

namespace Platform.Orders;

/// <summary>A visit to a customer, or goods that are sent.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OrderKind>))]
public enum OrderKind
{
    [JsonStringEnumMemberName("service")] Service = 1,
    [JsonStringEnumMemberName("product")] Product = 2,
}

/// <summary>Where an order stands, in the words of its kind. The numbers travel between silos: never reuse
/// one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OrderStatus>))]
public enum OrderStatus
{
    /// <summary>Being filled, or its stock is being reserved. Not counted.</summary>
    [JsonStringEnumMemberName("draft")] Draft = 1,

    /// <summary>Service: confirmed by the customer, nobody has taken it.</summary>
    [JsonStringEnumMemberName("new")] New = 2,

    /// <summary>Service: somebody has taken it.</summary>
    [JsonStringEnumMemberName("accepted")] Accepted = 3,

    /// <summary>Service: travelling to the customer.</summary>
    [JsonStringEnumMemberName("on_way")] OnWay = 4,

    /// <summary>Service: at work. Product: being made ready.</summary>
    [JsonStringEnumMemberName("processing")] Processing = 5,

    /// <summary>Service: done.</summary>
    [JsonStringEnumMemberName("completed")] Completed = 6,

    /// <summary>Called off, with a reason where work had begun.</summary>
    [JsonStringEnumMemberName("cancelled")] Cancelled = 7,

    /// <summary>Never confirmed or never paid in time.</summary>
    [JsonStringEnumMemberName("expired")] Expired = 8,

    /// <summary>Product: placed, waits for the shop.</summary>
    [JsonStringEnumMemberName("pending")] Pending = 9,

    /// <summary>Product: the shop will deliver it.</summary>
    [JsonStringEnumMemberName("confirmed")] Confirmed = 10,

    /// <summary>Product: ready to be sent.</summary>
    [JsonStringEnumMemberName("packaged")] Packaged = 11,

    /// <summary>Product: on its way.</summary>
    [JsonStringEnumMemberName("shipped")] Shipped = 12,

    /// <summary>Product: with the customer.</summary>
    [JsonStringEnumMemberName("delivered")] Delivered = 13,
}

/// <summary>Groups the statuses of both kinds. A grouping, not an order: a service travels before its work, goods
/// after.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OrderStage>))]
public enum OrderStage
{
    [JsonStringEnumMemberName("draft")] Draft = 1,
    [JsonStringEnumMemberName("open")] Open = 2,
    [JsonStringEnumMemberName("committed")] Committed = 3,
    [JsonStringEnumMemberName("in_progress")] InProgress = 4,
    [JsonStringEnumMemberName("in_transit")] InTransit = 5,
    [JsonStringEnumMemberName("done")] Done = 6,
    [JsonStringEnumMemberName("cancelled")] Cancelled = 7,
}
