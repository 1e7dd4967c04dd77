using System.Text.Json.Serialization;

namespace Platform.Stock;

/// <summary>Why pieces came, went or were promised. The numbers travel: never reuse one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MovementKind>))]
public enum MovementKind
{
    /// <summary>Goods came in.</summary>
    [JsonStringEnumMemberName("received")] Received = 1,

    /// <summary>Somebody set the number right: broken, lost, found.</summary>
    [JsonStringEnumMemberName("adjusted")] Adjusted = 2,

    /// <summary>Somebody counted.</summary>
    [JsonStringEnumMemberName("counted")] Counted = 3,

    /// <summary>Promised to an order or a hold.</summary>
    [JsonStringEnumMemberName("reserved")] Reserved = 4,

    /// <summary>The promise was given back.</summary>
    [JsonStringEnumMemberName("released")] Released = 5,

    /// <summary>The promise ran out.</summary>
    [JsonStringEnumMemberName("expired")] Expired = 6,

    /// <summary>What was promised has left the shop.</summary>
    [JsonStringEnumMemberName("sold")] Sold = 7,

    /// <summary>What had left came back.</summary>
    [JsonStringEnumMemberName("returned")] Returned = 8,
}

/// <summary>Where a reservation stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReservationStatus>))]
public enum ReservationStatus
{
    [JsonStringEnumMemberName("active")] Active = 1,
    [JsonStringEnumMemberName("committed")] Committed = 2,
    [JsonStringEnumMemberName("released")] Released = 3,
    [JsonStringEnumMemberName("expired")] Expired = 4,
    [JsonStringEnumMemberName("returned")] Returned = 5,
}

/// <summary>A line of an item's ledger. Written once, never changed.</summary>
/// <param name="Entry">Its place in the ledger, from 1, without a gap.</param>
/// <param name="Kind">Why.</param>
/// <param name="OnHandChange">Pieces that came (or, below zero, went).</param>
/// <param name="ReservedChange">Pieces that were promised (or given back).</param>
/// <param name="OnHand">On hand after it.</param>
/// <param name="Reserved">Promised after it.</param>
/// <param name="OwnerId">The order or hold that it was for.</param>
/// <param name="Reason">What somebody wrote with it.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="IsHold">It was for a hold, not for an order.</param>
public sealed record StockMovement(
    long Entry, MovementKind Kind, long OnHandChange, long ReservedChange, long OnHand, long Reserved, Guid? OwnerId,
    string? Reason, DateTimeOffset At, string Actor, bool IsHold = false);

/// <summary>Pieces that are promised to somebody.</summary>
/// <param name="OwnerId">The order, or whoever holds them. One reservation of an item each, for ever.</param>
/// <param name="Quantity">Pieces; 0 where an owner gave back what he never had, and gets nothing any more.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="CreatedAt">Since when.</param>
/// <param name="ExpiresAt">Until when; null for an order's, which the order itself gives back.</param>
/// <param name="Reference">What a hold is for, in somebody's words.</param>
[GenerateSerializer, Immutable, Alias("Platform.StockReservation")]
public sealed record StockReservation(
    [property: Id(0)] Guid OwnerId,
    [property: Id(1)] long Quantity,
    [property: Id(2)] ReservationStatus Status,
    [property: Id(3)] DateTimeOffset CreatedAt,
    [property: Id(4)] DateTimeOffset? ExpiresAt,
    [property: Id(5)] string? Reference = null)
{
    /// <summary>Whether it ends by itself: what is kept for an order never does.</summary>
    public bool IsHold => ExpiresAt is not null;
}

/// <summary>An active reservation as lists show it.</summary>
/// <param name="OrderNumber">Of the order that it is for; null for a hold.</param>
public sealed record ListedReservation(StockReservation Reservation, string? OrderNumber);
