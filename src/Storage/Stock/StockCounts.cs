using Npgsql;
using Platform.Live;
using Platform.Storage;

namespace Platform.Stock;

/// <summary>Counts items in one statement, so that what belongs to one commit is seen together or not at all.</summary>
internal sealed class StockCounts(PlatformDatabase database) : IStockCounts
{
    private const string Sql =
        """
        select i.item_id, i.name, i.on_hand, i.reserved, i.entries, m.on_hand, m.reserved, m.lines, r.promised
          from stock_items i
         cross join lateral (
               select coalesce(sum(on_hand_change), 0)::bigint on_hand,
                      coalesce(sum(reserved_change), 0)::bigint reserved, count(*) lines
                 from stock_movements
                where item_id = i.item_id) m
         cross join lateral (
               select coalesce(sum(quantity), 0)::bigint promised
                 from stock_reservations
                where item_id = i.item_id and status = 'active') r
         where i.shop_id = $1 and i.item_id > $2
         order by i.item_id
         limit $3
        """;

    public Task<Snapshot<IReadOnlyList<StockCount>>> CountAsync(
        Guid accountId, Guid shopId, Guid after, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(
            accountId,
            Sql,
            [
                new NpgsqlParameter<Guid> { TypedValue = shopId },
                new NpgsqlParameter<Guid> { TypedValue = after },
                new NpgsqlParameter<int> { TypedValue = limit },
            ],
            row => new StockCount(
                row.GetGuid(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5),
                row.GetInt64(6), row.GetInt64(7), row.GetInt64(8)),
            cancellationToken);
}
