using System.Text.Json;
using Platform.Live;

namespace Platform.Analytics;

/// <summary>What a row of the quarters gains or loses.</summary>
internal sealed record SalesDelta(Guid AccountId, Guid ShopId, DateTimeOffset At, SalesFigures Figures);

/// <summary>What events mean for the figures of the quarter of an hour in which they happened. Pure. A draft is no
/// order yet, and one that expires never was.</summary>
internal static class SalesDeltas
{
    private const string Draft = "draft";
    private const string Goods = "goods";
    private const string Received = "order.payment_received";
    private const string Refunded = "order.payment_refunded";

    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    /// <summary>The events that can change a figure.</summary>
    public static IReadOnlySet<string> EventKinds { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "order.placed", "order.status_changed", "order.changed", "order.reopened", "order.expired", Received, Refunded,
    };

    /// <summary>The deltas of a batch: one for each row that it changes, sorted, so that two lanes never wait for each
    /// other.</summary>
    public static IReadOnlyList<SalesDelta> Of(IEnumerable<LogEntry> entries) =>
    [
        .. entries.Select(Read).OfType<SalesDelta>()
            .GroupBy(delta => (delta.AccountId, delta.ShopId, delta.At, delta.Figures.Currency, delta.Figures.Category))
            .Select(row => row.Aggregate((left, right) => left with { Figures = left.Figures + right.Figures }))
            .OrderBy(row => row.AccountId).ThenBy(row => row.ShopId).ThenBy(row => row.At)
            .ThenBy(row => row.Figures.Currency, StringComparer.Ordinal)
            .ThenBy(row => row.Figures.Category, StringComparer.Ordinal),
    ];

    private static SalesDelta? Read(LogEntry entry)
    {
        using var document = JsonDocument.Parse(entry.Body);
        var body = document.RootElement;
        var to = body.GetProperty("to").GetString()!;
        var from = body.TryGetProperty("from", out var before) ? before.GetString()! : Draft;
        if (to == Draft || (from == Draft && entry.Kind == "order.expired"))
            return null;

        var none = new SalesFigures(
            body.GetProperty("currency").GetString()!,
            body.TryGetProperty("service_category", out var category) ? category.GetString()! : Goods,
            Orders: 0, Completed: 0, Cancelled: 0, OrderedMinor: 0, SalesMinor: 0, ReceivedMinor: 0, RefundedMinor: 0);
        var figures = entry.Kind switch
        {
            Received => none with { ReceivedMinor = body.GetProperty("payment_minor").GetInt64() },
            Refunded => none with { RefundedMinor = body.GetProperty("payment_minor").GetInt64() },
            _ => Moved(none, body, from, to),
        };
        return figures == none
            ? null
            : new(
                entry.AccountId!.Value, body.TryGetProperty("shop_id", out var shop) ? shop.GetGuid() : Guid.Empty,
                QuarterOf(entry.At), figures);
    }

    private static SalesFigures Moved(SalesFigures none, JsonElement body, string from, string to)
    {
        var revenue = body.GetProperty("revenue_minor").GetInt64();
        var revenueBefore = from == Draft ? 0 : body.GetProperty("revenue_before_minor").GetInt64();
        return none with
        {
            Orders = from == Draft ? 1 : 0,
            Completed = One(IsDone(to)) - One(IsDone(from)),
            Cancelled = One(IsCancelled(to)) - One(IsCancelled(from)),
            OrderedMinor = revenue - revenueBefore,
            SalesMinor = (IsDone(to) ? revenue : 0) - (IsDone(from) ? revenueBefore : 0),
        };
    }

    private static bool IsDone(string status) => status is "completed" or "delivered";

    private static bool IsCancelled(string status) => status is "cancelled" or "expired";

    private static long One(bool holds) => holds ? 1 : 0;

    private static DateTimeOffset QuarterOf(DateTimeOffset at) =>
        new(at.UtcTicks - (at.UtcTicks % Quarter.Ticks), TimeSpan.Zero);
}
