using System.Collections.Immutable;
using System.Text.Json;
using Npgsql;
using Platform.Live;
using Platform.Storage;

namespace Platform.Orders;

/// <summary>Lists orders from PostgreSQL, each read in one transaction as the account.</summary>
internal sealed class OrderReader(PlatformDatabase database, TimeProvider clock) : IOrderReader
{
    private const string FindSql = "select order_id from orders where order_number = $1";

    private const string HistorySql =
        """
        select h.entry, h.at, h.kind, h.from_status, h.to_status, h.actor, n.text, coalesce(n.public, true),
               h.trace_id
          from order_history h left join order_notes n on n.order_id = h.order_id and n.entry = h.entry
         where h.order_id = $1 order by h.entry
        """;

    public async Task<Snapshot<OrderPage>> ListAsync(
        Guid accountId, OrderFilter filter, CancellationToken cancellationToken)
    {
        var found = filter.Text is { } text
            ? await OrderSearch.FindAsync(database, accountId, text, cancellationToken)
            : null;
        var (sql, parameters) = OrderListQuery.Of(accountId, filter, found) ?? ("select null::uuid where false", []);
        var rows = await database.ReadAsync(accountId, sql, parameters, Summary, cancellationToken);
        var items = rows.Value.Take(filter.Limit).ToImmutableArray();
        var next = rows.Value.Count > filter.Limit ? Bookmark(items[^1], filter.Sort) : null;
        return new(new(items, next), rows.Position);
    }

    public async Task<Guid?> FindIdAsync(Guid accountId, string orderNumber, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(
            accountId, FindSql, [new NpgsqlParameter<string> { TypedValue = orderNumber }],
            reader => reader.GetGuid(0), cancellationToken);
        return found.Value is [var id] ? id : null;
    }

    public async Task<Snapshot<ImmutableArray<OrderHistoryEntry>>> HistoryAsync(
        Guid accountId, Guid orderId, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            accountId, HistorySql, [new NpgsqlParameter<Guid> { TypedValue = orderId }], HistoryEntry,
            cancellationToken);
        return new([.. rows.Value], rows.Position);
    }

    public async Task<int> CountAsync(
        Guid accountId, OrderFilter filter, int atMost, CancellationToken cancellationToken)
    {
        var found = filter.Text is { } text
            ? await OrderSearch.FindAsync(database, accountId, text, cancellationToken)
            : null;
        if (OrderListQuery.CountOf(accountId, filter, found, atMost) is not var (sql, parameters))
            return 0;
        var counted = await database.ReadAsync(
            accountId, sql, parameters, row => row.GetInt32(0), cancellationToken);
        return counted.Value[0];
    }

    public Task<Snapshot<ImmutableArray<OrderSheet>>> SheetsAsync(
        Guid accountId, ImmutableArray<Guid> orderIds, CancellationToken cancellationToken) =>
        OrderSheets.ReadAsync(database, accountId, orderIds, cancellationToken);

    public Task<Snapshot<VendorSelection?>> SelectionAsync(
        Guid accountId, Guid orderId, CancellationToken cancellationToken) =>
        SelectionReader.ReadAsync(database, accountId, orderId, cancellationToken);

    public Task<Snapshot<OrderStats>> StatsAsync(
        Guid accountId, Guid? shopId, CancellationToken cancellationToken) =>
        OrderCounterReader.ReadAsync(database, accountId, shopId, clock.GetUtcNow(), cancellationToken);

    private static OrderSummary Summary(NpgsqlDataReader row)
    {
        var details = JsonSerializer.Deserialize(row.GetString(19), OrderDetailsJson.Default.OrderDetails)!;
        return new()
        {
            Id = row.GetGuid(0),
            Number = row.GetString(1),
            Kind = Word<OrderKind>(row, 2, OrderWords.Of)!.Value,
            Status = Word<OrderStatus>(row, 3, OrderWords.Of)!.Value,
            ShopId = Id(row, 4),
            Source = Word<OrderSource>(row, 5, OrderWords.Of)!.Value,
            Priority = Word<Priority>(row, 6, OrderWords.Of)!.Value,
            ServiceCategory = Word<ServiceCategory>(row, 7, OrderWords.Of),
            Currency = row.GetString(8),
            AmountMinor = row.IsDBNull(10) ? null : row.GetInt64(9),
            AmountKind = Word<AmountKind>(row, 10, OrderWords.Of),
            DispatchStatus = Word<DispatchStatus>(row, 11, OrderWords.Of)!.Value,
            PaymentStatus = Word<PaymentStatus>(row, 12, OrderWords.Of)!.Value,
            VendorId = Id(row, 13),
            VendorName = row.IsDBNull(14) ? null : row.GetString(14),
            CallId = Id(row, 15),
            CreatedAt = row.GetFieldValue<DateTimeOffset>(16),
            UpdatedAt = row.GetFieldValue<DateTimeOffset>(17),
            Version = row.GetInt64(18),
            Customer = details.Customer,
            Address = details.Address,
            BusinessName = details.BusinessName,
            ServiceLabel = details.ServiceLabel,
            Description = details.Description,
            Goods = row.IsDBNull(20) ? null : new(row.GetString(20), row.GetInt32(21), row.GetInt32(22)),
            CancelReason = row.IsDBNull(23) ? null : row.GetString(23),
        };
    }

    private static OrderHistoryEntry HistoryEntry(NpgsqlDataReader row) => new(
        row.GetInt32(0), row.GetFieldValue<DateTimeOffset>(1), row.GetString(2),
        Word<OrderStatus>(row, 3, OrderWords.Of), Word<OrderStatus>(row, 4, OrderWords.Of), row.GetString(5),
        row.IsDBNull(6) || row.GetString(6).Length == 0 ? null : row.GetString(6), row.GetBoolean(7),
        Id(row, 8)?.ToString("N"));

    private static OrderBookmark Bookmark(OrderSummary last, OrderSort sort) => new(
        sort switch
        {
            OrderSort.NewestFirst or OrderSort.OldestFirst => Microseconds(last.CreatedAt),
            OrderSort.LastUpdatedFirst => Microseconds(last.UpdatedAt),
            OrderSort.LargestFirst => last.AmountMinor ?? 0,
        },
        last.Id);

    private static long Microseconds(DateTimeOffset at) =>
        (at.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    private static Guid? Id(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetGuid(column);

    private static T? Word<T>(NpgsqlDataReader row, int column, Func<T, string> word)
        where T : struct, Enum =>
        row.IsDBNull(column) ? null : OrderWords.TryRead(row.GetString(column), word);
}
