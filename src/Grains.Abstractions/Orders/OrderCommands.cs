namespace Platform.Orders;

/// <summary>Moves an order, and what may come with the move.</summary>
/// <param name="Asked">The status as asked for, in any of its words: <c>On Way</c>, <c>canceled</c>,
/// <c>done</c>.</param>
/// <param name="ExpectedVersion">The version it was decided on, or null for any.</param>
/// <param name="Note">Kept in the history, seen by staff only.</param>
/// <param name="Reason">Why it is cancelled; required once work has begun.</param>
/// <param name="DealingPriceMinor">The price as dealt, in minor units of the order's currency.</param>
/// <param name="TrackingNumber">Of the parcel.</param>
/// <param name="Carrier">Who carries the parcel.</param>
/// <param name="VendorId">The vendor who moves it; set by the door from the caller's identity, never from the
/// request.</param>
/// <param name="EstimatedDelivery">The day the parcel shall arrive.</param>
/// <param name="BeforeImageUrl">Where a picture from before the work is kept, by a client that keeps its own.</param>
/// <param name="AfterImageUrl">The same from after the work.</param>
[GenerateSerializer, Immutable, Alias("Platform.ChangeOrderStatus")]
public sealed record ChangeOrderStatus(
    [property: Id(0)] string? Asked,
    [property: Id(1)] long? ExpectedVersion = null,
    [property: Id(2)] string? Note = null,
    [property: Id(3)] string? Reason = null,
    [property: Id(4)] long? DealingPriceMinor = null,
    [property: Id(5)] string? TrackingNumber = null,
    [property: Id(6)] string? Carrier = null,
    [property: Id(7)] Guid? VendorId = null,
    [property: Id(20)] DateOnly? EstimatedDelivery = null,
    [property: Id(21)] string? BeforeImageUrl = null,
    [property: Id(22)] string? AfterImageUrl = null);

/// <summary>Changes a draft: its whole contents as they shall be.</summary>
/// <param name="Order">Everything, also what stays.</param>
/// <param name="ExpectedVersion">The version it was decided on, or null for any.</param>
[GenerateSerializer, Immutable, Alias("Platform.EditDraft")]
public sealed record EditDraft([property: Id(0)] PlaceOrder Order, [property: Id(1)] long? ExpectedVersion = null);

/// <summary>Opens a finished order again.</summary>
[GenerateSerializer, Immutable, Alias("Platform.ReopenOrder")]
public sealed record ReopenOrder(
    [property: Id(0)] string? Reason,
    [property: Id(1)] long? ExpectedVersion = null);

/// <summary>Adds a note to the history.</summary>
/// <param name="Text">What it says. Personal data, for all we know.</param>
/// <param name="Public">Whether the customer sees it on the tracking page.</param>
/// <param name="ExpectedVersion">The version it was decided on, or null for any.</param>
[GenerateSerializer, Immutable, Alias("Platform.AddOrderNote")]
public sealed record AddOrderNote(
    [property: Id(0)] string? Text,
    [property: Id(1)] bool Public = false,
    [property: Id(2)] long? ExpectedVersion = null);
