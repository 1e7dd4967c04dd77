using System.Collections.Immutable;
using Platform.Orders;
using Platform.Shops;
using Platform.Vendors;

namespace Platform.Dispatch;

/// <summary>What an order asks of a vendor.</summary>
/// <param name="Skills">At least one of these.</param>
/// <param name="PostalCode">As it is compared, or null.</param>
/// <param name="Place">Where the work is, degrees; null when nobody knows.</param>
/// <param name="WantedAt">When it shall be done: now, or later when the customer said so.</param>
/// <param name="Timezone">IANA zone in which vendors' hours are meant.</param>
internal sealed record Job(
    ImmutableArray<string> Skills,
    string? PostalCode,
    (double Latitude, double Longitude)? Place,
    DateTimeOffset WantedAt,
    string Timezone)
{
    /// <param name="located">Where its address is, when the order itself does not know.</param>
    /// <param name="shopArea">Decides when nobody knows: never silently nobody.</param>
    public static Job Of(Order order, Place? located, ServiceArea? shopArea, DateTimeOffset now) => new(
        VendorSkills.Needed(
            OrderWords.Of(order.ServiceCategory ?? ServiceCategory.Other), order.ServiceLabel),
        VendorSkills.PostalCode(order.Address?.PostalCode),
        Known(order.Location?.Latitude, order.Location?.Longitude)
            ?? Known(located?.Latitude, located?.Longitude)
            ?? Known(shopArea?.Latitude, shopArea?.Longitude),
        order.RequestedTime?.From is { } from && from > now ? from : now,
        order.Timezone);

    private static (double, double)? Known(double? latitude, double? longitude) =>
        latitude is { } north && longitude is { } east && (north, east) is not (0, 0) ? (north, east) : null;
}
