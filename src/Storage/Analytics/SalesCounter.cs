using Npgsql;
using Platform.Consumers;
using Platform.Live;

namespace Platform.Analytics;

/// <summary>Keeps the quarters of sales from the log, exactly once an event.</summary>
internal sealed class SalesCounter : ITableEffect
{
    /// <summary>Its position is kept under this name.</summary>
    public const string ConsumerName = "sales";

    // Rows are made first and changed after that: an insert that takes away is refused by the table's check before
    // PostgreSQL looks whether the row is there.
    private const string MakeSql =
        """
        insert into sales_quarters (account_id, shop_id, at, currency, category, orders, completed, cancelled,
               ordered_minor, sales_minor, received_minor, refunded_minor)
        select *, 0, 0, 0, 0, 0, 0, 0 from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[])
        on conflict (account_id, shop_id, at, currency, category) do nothing
        """;

    private const string ChangeSql =
        """
        update sales_quarters kept
           set orders = kept.orders + delta.orders, completed = kept.completed + delta.completed,
               cancelled = kept.cancelled + delta.cancelled,
               ordered_minor = kept.ordered_minor + delta.ordered_minor,
               sales_minor = kept.sales_minor + delta.sales_minor,
               received_minor = kept.received_minor + delta.received_minor,
               refunded_minor = kept.refunded_minor + delta.refunded_minor
          from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::bigint[], $7::bigint[],
                      $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[])
               delta(account_id, shop_id, at, currency, category, orders, completed, cancelled, ordered_minor,
                     sales_minor, received_minor, refunded_minor)
         where (kept.account_id, kept.shop_id, kept.at, kept.currency, kept.category)
             = (delta.account_id, delta.shop_id, delta.at, delta.currency, delta.category)
        """;

    public string Name => ConsumerName;

    public bool Concerns(LogEntry entry) => entry.AccountId is not null && SalesDeltas.EventKinds.Contains(entry.Kind);

    public async Task ApplyAsync(
        NpgsqlConnection connection, IReadOnlyList<LogEntry> entries, CancellationToken cancellationToken)
    {
        var deltas = SalesDeltas.Of(entries);
        if (deltas.Count == 0)
            return;

        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Command(MakeSql, deltas));
        var change = Command(ChangeSql, deltas);
        Add(change, deltas, delta => delta.Figures.Orders);
        Add(change, deltas, delta => delta.Figures.Completed);
        Add(change, deltas, delta => delta.Figures.Cancelled);
        Add(change, deltas, delta => delta.Figures.OrderedMinor);
        Add(change, deltas, delta => delta.Figures.SalesMinor);
        Add(change, deltas, delta => delta.Figures.ReceivedMinor);
        Add(change, deltas, delta => delta.Figures.RefundedMinor);
        batch.BatchCommands.Add(change);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlBatchCommand Command(string sql, IReadOnlyList<SalesDelta> deltas)
    {
        var command = new NpgsqlBatchCommand(sql);
        Add(command, deltas, delta => delta.AccountId);
        Add(command, deltas, delta => delta.ShopId);
        Add(command, deltas, delta => delta.At);
        Add(command, deltas, delta => delta.Figures.Currency);
        Add(command, deltas, delta => delta.Figures.Category);
        return command;
    }

    private static void Add<T>(
        NpgsqlBatchCommand command, IReadOnlyList<SalesDelta> deltas, Func<SalesDelta, T> read) =>
        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = [.. deltas.Select(read)] });
}
