using Npgsql;
using Platform.Consumers;
using Platform.Live;

namespace Platform.Orders;

/// <summary>Keeps the counters of orders from the log, exactly once an event.</summary>
internal sealed class OrderCounters : ITableEffect
{
    /// <summary>Its position is kept under this name.</summary>
    public const string ConsumerName = "order-counters";

    // Rows are made first and changed after that: an insert that takes away is refused by the table's check before
    // PostgreSQL looks whether the row is there.
    private const string MakeSql =
        """
        insert into order_counters (account_id, shop_id, kind, status, currency, orders, revenue_minor)
        select *, 0, 0 from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[])
        on conflict (account_id, shop_id, kind, status, currency) do nothing
        """;

    private const string ChangeSql =
        """
        update order_counters kept
           set orders = kept.orders + delta.orders, revenue_minor = kept.revenue_minor + delta.revenue_minor
          from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[])
               delta(account_id, shop_id, kind, status, currency, orders, revenue_minor)
         where (kept.account_id, kept.shop_id, kept.kind, kept.status, kept.currency)
             = (delta.account_id, delta.shop_id, delta.kind, delta.status, delta.currency)
        """;

    private const string MakeDailySql =
        """
        insert into order_counters_daily
               (account_id, shop_id, kind, status, currency, day, timezone, orders, revenue_minor)
        select *, 0, 0 from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::date[], $7::text[])
        on conflict (account_id, day, shop_id, timezone, kind, status, currency) do nothing
        """;

    private const string ChangeDailySql =
        """
        update order_counters_daily kept
           set orders = kept.orders + delta.orders, revenue_minor = kept.revenue_minor + delta.revenue_minor
          from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::date[], $7::text[],
                      $8::bigint[], $9::bigint[])
               delta(account_id, shop_id, kind, status, currency, day, timezone, orders, revenue_minor)
         where (kept.account_id, kept.day, kept.shop_id, kept.timezone, kept.kind, kept.status, kept.currency)
             = (delta.account_id, delta.day, delta.shop_id, delta.timezone, delta.kind, delta.status, delta.currency)
        """;

    public string Name => ConsumerName;

    public bool Concerns(LogEntry entry) =>
        entry.AccountId is not null && OrderCounterDeltas.EventKinds.Contains(entry.Kind);

    public async Task ApplyAsync(
        NpgsqlConnection connection, IReadOnlyList<LogEntry> entries, CancellationToken cancellationToken)
    {
        var deltas = OrderCounterDeltas.Of(entries);
        if (deltas.Count == 0)
            return;

        var allTimes = OrderCounterDeltas.WithoutDays(deltas);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Command(MakeSql, allTimes, hasDays: false, hasFigures: false));
        batch.BatchCommands.Add(Command(ChangeSql, allTimes, hasDays: false, hasFigures: true));
        batch.BatchCommands.Add(Command(MakeDailySql, deltas, hasDays: true, hasFigures: false));
        batch.BatchCommands.Add(Command(ChangeDailySql, deltas, hasDays: true, hasFigures: true));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlBatchCommand Command(
        string sql, IReadOnlyList<OrderCounterDelta> deltas, bool hasDays, bool hasFigures)
    {
        var command = new NpgsqlBatchCommand(sql);
        Add(command, deltas, delta => delta.AccountId);
        Add(command, deltas, delta => delta.ShopId);
        Add(command, deltas, delta => delta.Kind);
        Add(command, deltas, delta => delta.Status);
        Add(command, deltas, delta => delta.Currency);
        if (hasDays)
        {
            Add(command, deltas, delta => delta.Day);
            Add(command, deltas, delta => delta.Timezone);
        }

        if (hasFigures)
        {
            Add(command, deltas, delta => delta.Orders);
            Add(command, deltas, delta => delta.RevenueMinor);
        }

        return command;
    }

    private static void Add<T>(
        NpgsqlBatchCommand command, IReadOnlyList<OrderCounterDelta> deltas, Func<OrderCounterDelta, T> read) =>
        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = [.. deltas.Select(read)] });
}
