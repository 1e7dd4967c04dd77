using System.Collections.Immutable;
using Npgsql;
using Platform.Commits;
using Platform.Consumers;
using Platform.Live;
using Platform.Storage;

namespace Platform.Orders;

/// <summary>Reads figures from the counters.</summary>
internal static class OrderCounterReader
{
    // Today is each shop's own, and it may be tomorrow there already: three days of the calendar are looked at.
    private const string Sql =
        """
        select false, kind, status, currency, sum(orders)::bigint, sum(revenue_minor)::bigint
          from order_counters where $1 is null or shop_id = $1
         group by kind, status, currency
        union all
        select true, kind, status, currency, sum(orders)::bigint, sum(revenue_minor)::bigint
          from order_counters_daily
         where day between ($2 at time zone 'UTC')::date - 1 and ($2 at time zone 'UTC')::date + 1
           and day = ($2 at time zone timezone)::date
           and ($1 is null or shop_id = $1)
         group by kind, status, currency
        """;

    public static async Task<Snapshot<OrderStats>> ReadAsync(
        PlatformDatabase database, Guid accountId, Guid? shopId, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        NpgsqlParameter[] parameters =
        [
            new() { Value = shopId is { } id ? id : DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid },
            new NpgsqlParameter<DateTime> { TypedValue = now.UtcDateTime },
        ];
        // Before the figures: they may know more by then, never less.
        var through = await CompleteThrough.ReadAsync(
            database, OrderCounters.ConsumerName, OrderCounterDeltas.EventKinds, accountId, cancellationToken);
        var rows = await database.ReadAsync(accountId, Sql, parameters, Row, cancellationToken);
        var all = rows.Value.Where(row => !row.IsToday).ToList();
        var today = rows.Value.Where(row => row.IsToday).ToList();
        return new(
            new(Counts(all), Revenue(all), Counts(today), Revenue(today), through), rows.Position);
    }

    private static CounterRow Row(NpgsqlDataReader row) => new(
        row.GetBoolean(0), KeptWords.Read<OrderKind>(row.GetString(1), OrderWords.Of),
        KeptWords.Read<OrderStatus>(row.GetString(2), OrderWords.Of), row.GetString(3), row.GetInt64(4),
        row.GetInt64(5));

    private static ImmutableArray<OrderCount> Counts(IEnumerable<CounterRow> rows) =>
    [
        .. rows.GroupBy(row => (row.Kind, row.Status))
            .Select(group => new OrderCount(group.Key.Kind, group.Key.Status, group.Sum(row => row.Orders)))
            .Where(count => count.Count != 0)
            .OrderBy(count => count.Kind).ThenBy(count => count.Status),
    ];

    private static ImmutableArray<CurrencyAmount> Revenue(IEnumerable<CounterRow> rows) =>
    [
        .. rows.GroupBy(row => row.Currency)
            .Select(group => new CurrencyAmount(group.Key, group.Sum(row => row.RevenueMinor)))
            .OrderBy(amount => amount.Currency, StringComparer.Ordinal),
    ];

    private sealed record CounterRow(
        bool IsToday, OrderKind Kind, OrderStatus Status, string Currency, long Orders, long RevenueMinor);
}
