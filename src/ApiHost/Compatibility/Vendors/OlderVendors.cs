using System.Text.Json.Serialization;
using Platform.Money;
using Platform.Orders;
using Platform.Vendors;

namespace Platform.Compatibility;

/// <summary>A vendor's history.</summary>
public sealed record OlderHistoryAnswer(bool Success, VendorHistoryData Data);

/// <summary>Figures, the last orders and two periods.</summary>
public sealed record VendorHistoryData(
    string VendorId, string VendorName, PerformanceMetrics PerformanceMetrics, IReadOnlyList<ListedOrder> RecentOrders,
    VendorPeriods Summary);

/// <summary>What a vendor did. Amounts are in <c>currency</c>, the one he earned most in; <c>earnings</c> has
/// all.</summary>
/// <param name="CompletionRate">Completed of all, in percent with one decimal; 0 without orders.</param>
/// <param name="AverageRating">Null while nobody has rated.</param>
/// <param name="AverageOrderValue">Earnings by completed orders; null without any.</param>
public sealed record PerformanceMetrics(
    long TotalOrders, long CompletedOrders, long PendingOrders, long CancelledOrders, decimal CompletionRate,
    double? AverageRating, decimal TotalEarnings, decimal? AverageOrderValue, string Currency,
    IReadOnlyList<OlderEarnings> Earnings);

/// <summary>Earnings in one currency.</summary>
public sealed record OlderEarnings(string Currency, [property: JsonPropertyName("earnings")] decimal Amount);

/// <summary>The calendar month, in the zone of the vendor's last order, and the 30 days before now.</summary>
public sealed record VendorPeriods(
    VendorPeriod ThisMonth, [property: JsonPropertyName("last_30_days")] VendorPeriod Last30Days);

/// <summary>Orders completed in a period, and what they brought.</summary>
public sealed record VendorPeriod(long Orders, decimal Earnings);

/// <summary>Writes vendors' histories. Pure.</summary>
internal static class OlderVendorShapes
{
    private const string CurrencyDefault = "USD";

    public static VendorHistoryData History(
        string vendorId, string name, VendorFigures figures, IReadOnlyList<OrderSheet> lastOrders)
    {
        var most = figures.Earnings.IsEmpty
            ? new VendorEarnings(CurrencyDefault, 0, 0, 0, 0, 0, 0)
            : figures.Earnings[0];
        var earned = Currency.ToAmount(most.Minor, most.Currency);
        return new(
            vendorId, name,
            new(
                figures.Total, figures.Completed, figures.Pending, figures.Cancelled,
                figures.Total == 0 ? 0 : Rounded(100m * figures.Completed / figures.Total, 1), figures.Rating.Average,
                earned,
                most.Orders == 0 ? null : Rounded(earned / most.Orders, Currency.ExponentOf(most.Currency)),
                most.Currency,
                [.. figures.Earnings.Select(one => new OlderEarnings(
                    one.Currency, Currency.ToAmount(one.Minor, one.Currency)))]),
            [.. lastOrders.Select(OlderOrderShapes.Listed)],
            new(
                new(figures.Earnings.Sum(one => one.MonthOrders), Currency.ToAmount(most.MonthMinor, most.Currency)),
                new(figures.Earnings.Sum(one => one.LastOrders), Currency.ToAmount(most.LastMinor, most.Currency))));
    }

    private static decimal Rounded(decimal value, int decimals) =>
        Math.Round(value, decimals, MidpointRounding.AwayFromZero);
}
