using System.Text.Json;
using Platform.Live;

namespace Platform.Orders;

/// <summary>What a row of the counters gains or loses.</summary>
internal sealed record OrderCounterDelta(
    Guid AccountId, Guid ShopId, DateOnly Day, string Timezone, string Kind, string Status, string Currency,
    long Orders, long RevenueMinor);

/// <summary>What events mean for the counters. Pure. Drafts are not counted, and neither is a draft that
/// expired.</summary>
internal static class OrderCounterDeltas
{
    private const string Draft = "draft";

    /// <summary>The events that can change a figure.</summary>
    public static IReadOnlySet<string> EventKinds { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "order.placed", "order.status_changed", "order.changed", "order.reopened", "order.expired", "order.assigned",
    };

    /// <summary>The deltas of a batch: one for each row of the counters that it changes, sorted, so that two lanes
    /// never
    /// wait for each other.</summary>
    public static IReadOnlyList<OrderCounterDelta> Of(IEnumerable<LogEntry> entries) =>
        Summed(entries.SelectMany(Read));

    /// <summary>The same for the counters of all times.</summary>
    public static IReadOnlyList<OrderCounterDelta> WithoutDays(IEnumerable<OrderCounterDelta> deltas) =>
        Summed(deltas.Select(delta => delta with { Day = default, Timezone = "" }));

    private static List<OrderCounterDelta> Summed(IEnumerable<OrderCounterDelta> deltas) =>
    [
        .. deltas.GroupBy(delta => delta with { Orders = 0, RevenueMinor = 0 })
            .Select(row => row.Key with
            {
                Orders = row.Sum(delta => delta.Orders),
                RevenueMinor = row.Sum(delta => delta.RevenueMinor),
            })
            .Where(row => row.Orders != 0 || row.RevenueMinor != 0)
            .OrderBy(row => row.AccountId).ThenBy(row => row.Day).ThenBy(row => row.ShopId)
            .ThenBy(row => row.Kind, StringComparer.Ordinal).ThenBy(row => row.Status, StringComparer.Ordinal)
            .ThenBy(row => row.Currency, StringComparer.Ordinal),
    ];

    private static IEnumerable<OrderCounterDelta> Read(LogEntry entry)
    {
        using var document = JsonDocument.Parse(entry.Body);
        var body = document.RootElement;
        var from = body.TryGetProperty("from", out var before) ? before.GetString()! : Draft;
        var to = body.GetProperty("to").GetString()!;
        if (to == Draft || (from == Draft && entry.Kind == "order.expired"))
            return [];

        var after = new OrderCounterDelta(
            entry.AccountId!.Value,
            body.TryGetProperty("shop_id", out var shop) ? shop.GetGuid() : Guid.Empty,
            DateOnly.ParseExact(body.GetProperty("day").GetString()!, "yyyy-MM-dd", null),
            body.GetProperty("timezone").GetString()!,
            body.GetProperty("kind").GetString()!,
            to,
            body.GetProperty("currency").GetString()!,
            Orders: 1,
            body.GetProperty("revenue_minor").GetInt64());
        if (from == Draft)
            return [after];
        var revenueBefore = body.GetProperty("revenue_before_minor").GetInt64();
        return [after, after with { Status = from, Orders = -1, RevenueMinor = -revenueBefore }];
    }
}
