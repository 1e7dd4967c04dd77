using Npgsql;
using Platform.Consumers;
using Platform.Live;

namespace Platform.Orders;

/// <summary>Keeps the counters of orders from the log, exactly once an event.</summary>
internal sealed class OrderCounters : ITableEffect
{
    /// <summary>Its position is kept under this name.</summary>
    public const string ConsumerName = "order-counters";

    private const string AllTimesSql =
        """
        insert into order_counters as kept (account_id, shop_id, kind, status, currency, orders, revenue_minor)
        select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[])
        on conflict (account_id, shop_id, kind, status, currency) do update
           set orders = kept.orders + excluded.orders, revenue_minor = kept.revenue_minor + excluded.revenue_minor
        """;

    private const string DailySql =
        """
        insert into order_counters_daily as kept
               (account_id, shop_id, kind, status, currency, orders, revenue_minor, day, timezone)
        select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[],
                             $8::date[], $9::text[])
        on conflict (account_id, day, shop_id, timezone, kind, status, currency) do update
           set orders = kept.orders + excluded.orders, revenue_minor = kept.revenue_minor + excluded.revenue_minor
        """;

    public string Name => ConsumerName;

    public bool Concerns(LogEntry entry) => entry.AccountId is not null && OrderCounterDeltas.EventKinds.Contains(entry.Kind);

    public async Task ApplyAsync(
        NpgsqlConnection connection, IReadOnlyList<LogEntry> entries, CancellationToken cancellationToken)
    {
        var deltas = OrderCounterDeltas.Of(entries);
        if (deltas.Count == 0)
            return;

        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Command(AllTimesSql, OrderCounterDeltas.WithoutDays(deltas), withDays: false));
        batch.BatchCommands.Add(Command(DailySql, deltas, withDays: true));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    // A row that is not there yet is inserted before its check is made, so a batch must not take from it first:
    // deltas are
    // summed for each row beforehand.
    private static NpgsqlBatchCommand Command(string sql, IReadOnlyList<OrderCounterDelta> deltas, bool withDays)
    {
        var command = new NpgsqlBatchCommand(sql);
        Add(command, deltas, delta => delta.AccountId);
        Add(command, deltas, delta => delta.ShopId);
        Add(command, deltas, delta => delta.Kind);
        Add(command, deltas, delta => delta.Status);
        Add(command, deltas, delta => delta.Currency);
        Add(command, deltas, delta => delta.Orders);
        Add(command, deltas, delta => delta.RevenueMinor);
        if (withDays)
        {
            Add(command, deltas, delta => delta.Day);
            Add(command, deltas, delta => delta.Timezone);
        }

        return command;
    }

    private static void Add<T>(
        NpgsqlBatchCommand command, IReadOnlyList<OrderCounterDelta> deltas, Func<OrderCounterDelta, T> read) =>
        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = [.. deltas.Select(read)] });
}
