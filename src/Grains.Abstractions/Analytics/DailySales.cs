using System.Collections.Immutable;
using Platform.Live;
using Platform.Schedules;

namespace Platform.Analytics;

/// <summary>What was sold in a time, of one currency and category. Everything counts when it happened: an order when it
/// was placed, a sale when the work was done, a cancellation, a payment and a refund when they came. So what is over
/// never changes. Amounts are in minor units.</summary>
/// <param name="Currency">Amounts of different currencies are never added.</param>
/// <param name="Category">A service's category, or <c>goods</c>.</param>
/// <param name="Orders">Orders that were placed.</param>
/// <param name="Completed">Orders that were done, less those that were opened again.</param>
/// <param name="Cancelled">Orders that were cancelled or expired, less those that were opened again.</param>
/// <param name="OrderedMinor">What the orders placed are worth, as far as it is agreed; what was cancelled goes off
/// again.</param>
/// <param name="SalesMinor">What the orders done are worth.</param>
/// <param name="ReceivedMinor">Money that came in.</param>
/// <param name="RefundedMinor">Money that was given back.</param>
[GenerateSerializer, Immutable, Alias("Platform.SalesFigures")]
public sealed record SalesFigures(
    [property: Id(0)] string Currency,
    [property: Id(1)] string Category,
    [property: Id(2)] long Orders,
    [property: Id(3)] long Completed,
    [property: Id(4)] long Cancelled,
    [property: Id(5)] long OrderedMinor,
    [property: Id(6)] long SalesMinor,
    [property: Id(7)] long ReceivedMinor,
    [property: Id(8)] long RefundedMinor)
{
    /// <summary>Both together; of one currency.</summary>
    public static SalesFigures operator +(SalesFigures left, SalesFigures right) => left with
    {
        Orders = left.Orders + right.Orders,
        Completed = left.Completed + right.Completed,
        Cancelled = left.Cancelled + right.Cancelled,
        OrderedMinor = left.OrderedMinor + right.OrderedMinor,
        SalesMinor = left.SalesMinor + right.SalesMinor,
        ReceivedMinor = left.ReceivedMinor + right.ReceivedMinor,
        RefundedMinor = left.RefundedMinor + right.RefundedMinor,
    };
}

/// <summary>A shop's day and what was sold on it.</summary>
/// <param name="Closed">Whether it stands in the ledger; else it is counted live.</param>
/// <param name="ClosedAt">When it was closed, UTC.</param>
public sealed record SalesDay(
    Guid? ShopId, string Timezone, Period Period, bool Closed, DateTimeOffset? ClosedAt,
    ImmutableArray<SalesFigures> Figures);

/// <summary>What has been counted of a time.</summary>
/// <param name="CompleteThrough">Every event up to this position of the log is in it.</param>
public sealed record CountedSales(long CompleteThrough, ImmutableArray<SalesFigures> Figures);

/// <summary>Reads what the consumer of sales has counted, for the day's closing.</summary>
public interface ISalesCounts
{
    /// <summary>What happened in a time that is over, or null while an event of it has not been counted
    /// yet.</summary>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<CountedSales?> CountAsync(
        Guid accountId, Guid? shopId, DateTimeOffset fromAt, DateTimeOffset untilAt,
        CancellationToken cancellationToken);
}

/// <summary>Reads days of sales.</summary>
public interface IDailySalesReader
{
    /// <summary>Days of an account's shops in order. One boundary for each shop: what was closed comes from the ledger,
    /// everything after it is counted live, up to now.</summary>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<Snapshot<SalesReport>> ReadAsync(SalesQuery query, CancellationToken cancellationToken);
}

/// <summary>Which days are asked for.</summary>
/// <param name="AccountId">Whose.</param>
/// <param name="ShopId">Of which shop; null for all, and for what belongs to none.</param>
/// <param name="From">The first day, in each shop's own zone.</param>
/// <param name="To">The last day.</param>
/// <param name="Now">Until when live days are counted.</param>
public sealed record SalesQuery(Guid AccountId, Guid? ShopId, DateOnly From, DateOnly To, DateTimeOffset Now);

/// <summary>The answer.</summary>
/// <param name="Days">By day, then by shop.</param>
/// <param name="CompleteThrough">Every event up to this position of the log is counted.</param>
public sealed record SalesReport(ImmutableArray<SalesDay> Days, long CompleteThrough);
