using Platform.Http;
using Platform.Money;
using Platform.Orders;

namespace Platform.Dispatch;

/// <summary>Writes offers as HTTP says them. Pure.</summary>
internal static class OfferShapes
{
    private static readonly Guid OrderId = Guid.Parse("01980000-0000-8000-8000-000000000001");
    private static readonly Guid VendorId = Guid.Parse("01980000-0000-8000-8000-000000000006");
    private static readonly DateTimeOffset At = new(2026, 11, 21, 9, 30, 0, TimeSpan.Zero);

    public static Page<JobOfferAnswer> JobOffersExample { get; } = new(
        [
            new(
                OrderId, "ORD-2026-000042", "ABC Services", "Brooklyn", "AC Repair", ServiceCategory.Repairs,
                "AC unit not cooling", Priority.High, new("New York", "NY", "10001", "US"), 3.2,
                new RequestedTime(At.AddHours(32.5), At.AddHours(36.5), "tomorrow afternoon"),
                "America/New_York", "USD", 250m, 25000, AmountKind.Estimated, Wave: 1,
                OfferStatus.Offered, At, At.AddMinutes(1)),
        ],
        NextCursor: null);

    public static OfferAnswered AnsweredExample { get; } =
        new(OrderId, "ORD-2026-000042", OfferStatus.Accepted, At.AddSeconds(20));

    public static OffersAnswer OffersExample { get; } = new(
    [
        new(
            VendorId, "Vera Vendor", 1, OfferStatus.Accepted, 0.81,
            new Dictionary<string, double> { ["skill"] = 0.35, ["distance"] = 0.26, ["waiting"] = 0.2 }, 3.2, At,
            At.AddMinutes(1), At.AddSeconds(20)),
    ]);

    public static JobOfferAnswer Job(OfferedOrder offered, string? accountName, string? shopName)
    {
        var (order, offer) = offered;
        return new(
            order.Id, order.Number, accountName, shopName, order.ServiceLabel, order.ServiceCategory,
            order.Description, order.Priority,
            order.Address is { } address ? new(address.City, address.State, address.PostalCode, address.Country) : null,
            offer.DistanceKm, order.RequestedTime, order.Timezone, order.Currency,
            order.AmountMinor is { } minor ? Currency.ToAmount(minor, order.Currency) : null, order.AmountMinor,
            order.AmountKind, offer.Wave, offer.Status, offer.OfferedAt, offer.ExpiresAt);
    }

    public static OfferAnswered Answered(OfferedOrder offered) =>
        new(offered.Order.Id, offered.Order.Number, offered.Offer.Status, offered.Offer.AnsweredAt);

    public static OfferAnswer Offer(OrderOffer offer) => new(
        offer.VendorId, offer.VendorName, offer.Wave, offer.Status, offer.Score, offer.ScoreTerms, offer.DistanceKm,
        offer.OfferedAt, offer.ExpiresAt, offer.AnsweredAt);
}
