using System.Text.Json.Serialization;
using Platform.Money;

namespace Platform.Analytics;

/// <summary>Days of sales.</summary>
/// <param name="From">The first day that was asked for.</param>
/// <param name="To">The last one.</param>
/// <param name="Items">By day, then by shop.</param>
/// <param name="Totals">All of them together.</param>
/// <param name="AsOf">Until when live days are counted.</param>
/// <param name="CompleteThrough">Every event up to this position of the log is counted.</param>
public sealed record DailySalesAnswer(
    DateOnly From, DateOnly To, IReadOnlyList<SalesDayAnswer> Items, SalesTotalsAnswer Totals, DateTimeOffset AsOf,
    long CompleteThrough);

/// <summary>A shop's day.</summary>
/// <param name="ShopId">Null for what belongs to no shop.</param>
/// <param name="Hours">How long the day is: 23, 24 or 25 as a rule.</param>
/// <param name="Closed">Whether it stands in the ledger; else it is counted live.</param>
/// <param name="ClosedAt">When it was closed.</param>
/// <param name="Orders">Orders that were placed.</param>
/// <param name="Completed">Orders that were done, less those that were opened again.</param>
/// <param name="Cancelled">Orders that were cancelled or expired, less those that were opened again.</param>
/// <param name="Amounts">One a currency.</param>
/// <param name="Categories">One a category and currency.</param>
public sealed record SalesDayAnswer(
    Guid? ShopId, DateOnly Day, string Timezone, DateTimeOffset From, DateTimeOffset Until, double Hours, bool Closed,
    DateTimeOffset? ClosedAt, long Orders, long Completed, long Cancelled, IReadOnlyList<SalesAmountsAnswer> Amounts,
    IReadOnlyList<SalesCategoryAnswer> Categories);

/// <summary>Several days together.</summary>
public sealed record SalesTotalsAnswer(
    long Orders, long Completed, long Cancelled, IReadOnlyList<SalesAmountsAnswer> Amounts,
    IReadOnlyList<SalesCategoryAnswer> Categories);

/// <summary>Amounts of one currency.</summary>
/// <param name="Ordered">What the orders placed are worth as far as it is agreed, less what was cancelled.</param>
/// <param name="Sales">What the orders done are worth.</param>
/// <param name="Received">Money that came in.</param>
/// <param name="Refunded">Money that was given back.</param>
/// <param name="Net">What was received less what was given back.</param>
public sealed record SalesAmountsAnswer(
    string Currency, decimal Ordered, long OrderedMinor, decimal Sales, long SalesMinor, decimal Received,
    long ReceivedMinor, decimal Refunded, long RefundedMinor, decimal Net, long NetMinor);

/// <summary>A category's part.</summary>
/// <param name="Category">A service's category, or <c>goods</c>.</param>
public sealed record SalesCategoryAnswer(
    string Category, string Currency, long Orders, long Completed, decimal Sales, long SalesMinor);

/// <summary>Says days of sales in HTTP's words.</summary>
internal static class SalesShapes
{
    public static DailySalesAnswer Answer(SalesQuery query, SalesReport report) => new(
        query.From, query.To, [.. report.Days.Select(Day)], Totals(report.Days.SelectMany(day => day.Figures)),
        query.Now, report.CompleteThrough);

    private static SalesDayAnswer Day(SalesDay day)
    {
        var totals = Totals(day.Figures);
        return new(
            day.ShopId, day.Period.Day, day.Timezone, day.Period.FromAt, day.Period.UntilAt,
            (day.Period.UntilAt - day.Period.FromAt).TotalHours, day.Closed, day.ClosedAt, totals.Orders,
            totals.Completed, totals.Cancelled, totals.Amounts, totals.Categories);
    }

    public static SalesTotalsAnswer Totals(IEnumerable<SalesFigures> figures)
    {
        var all = figures.ToList();
        return new(
            all.Sum(part => part.Orders), all.Sum(part => part.Completed), all.Sum(part => part.Cancelled),
            [
                .. all.GroupBy(part => part.Currency, StringComparer.Ordinal).Select(Sum)
                    .OrderByDescending(sum => sum.SalesMinor).ThenBy(sum => sum.Currency, StringComparer.Ordinal)
                    .Select(Amounts),
            ],
            [
                .. all.GroupBy(part => (part.Category, part.Currency)).Select(Sum)
                    .OrderByDescending(sum => sum.SalesMinor).ThenBy(sum => sum.Category, StringComparer.Ordinal)
                    .Select(Category),
            ]);
    }

    private static SalesFigures Sum(IEnumerable<SalesFigures> parts) => parts.Aggregate((left, right) => left + right);

    private static SalesAmountsAnswer Amounts(SalesFigures sum)
    {
        decimal Of(long minor) => Currency.ToAmount(minor, sum.Currency);
        var net = sum.ReceivedMinor - sum.RefundedMinor;
        return new(
            sum.Currency, Of(sum.OrderedMinor), sum.OrderedMinor, Of(sum.SalesMinor), sum.SalesMinor,
            Of(sum.ReceivedMinor), sum.ReceivedMinor, Of(sum.RefundedMinor), sum.RefundedMinor, Of(net), net);
    }

    private static SalesCategoryAnswer Category(SalesFigures sum) => new(
        sum.Category, sum.Currency, sum.Orders, sum.Completed, Currency.ToAmount(sum.SalesMinor, sum.Currency),
        sum.SalesMinor);
}

/// <summary>What sales answer, generated.</summary>
[JsonSerializable(typeof(DailySalesAnswer))]
[JsonSerializable(typeof(GenerateDailyRequest))]
internal sealed partial class SalesHttpJson : JsonSerializerContext;
