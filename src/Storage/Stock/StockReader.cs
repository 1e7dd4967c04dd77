using System.Text.Json;
using Npgsql;
using Platform.Commits;
using Platform.Live;
using Platform.Storage;

namespace Platform.Stock;

/// <summary>Reads items and ledgers from PostgreSQL as the account.</summary>
internal sealed class StockReader(PlatformDatabase database) : IStockReader
{
    private const string ListSql =
        """
        select item_id, account_id, state -> 'details', on_hand, reserved, is_low, state ->> 'created_at',
               state ->> 'updated_at', version
          from stock_items
         where ($1::uuid is null or shop_id = $1) and (not $2 or is_low)
           and ($3::text is null or (lower(name), item_id) > (lower($3), $4::uuid))
         order by lower(name), item_id
         limit $5
        """;

    private const string MovementsSql =
        """
        select entry, kind, on_hand_change, reserved_change, on_hand, reserved, owner_id, reason, at, actor
          from stock_movements
         where item_id = $1 and ($2::bigint is null or entry < $2)
         order by entry desc
         limit $3
        """;

    public Task<Snapshot<IReadOnlyList<StockItem>>> ListAsync(
        Guid accountId, Guid? shopId, bool isLow, ItemCursor? after, int limit,
        CancellationToken cancellationToken) =>
        database.ReadAsync(
            accountId,
            ListSql,
            [
                new NpgsqlParameter<Guid?> { TypedValue = shopId },
                new NpgsqlParameter<bool> { TypedValue = isLow },
                new NpgsqlParameter<string?> { TypedValue = after?.Name },
                new NpgsqlParameter<Guid?> { TypedValue = after?.Id },
                new NpgsqlParameter<int> { TypedValue = limit },
            ],
            ReadItem,
            cancellationToken);

    public Task<Snapshot<IReadOnlyList<StockMovement>>> MovementsAsync(
        Guid accountId, Guid itemId, long? before, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(
            accountId,
            MovementsSql,
            [
                new NpgsqlParameter<Guid> { TypedValue = itemId },
                new NpgsqlParameter<long?> { TypedValue = before },
                new NpgsqlParameter<int> { TypedValue = limit },
            ],
            ReadMovement,
            cancellationToken);

    private static StockItem ReadItem(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        AccountId = row.GetGuid(1),
        Details = JsonSerializer.Deserialize(row.GetString(2), StockJson.Default.ItemDetails)!,
        OnHand = row.GetInt64(3),
        Reserved = row.GetInt64(4),
        IsLow = row.GetBoolean(5),
        CreatedAt = DateTimeOffset.Parse(row.GetString(6), System.Globalization.CultureInfo.InvariantCulture),
        UpdatedAt = DateTimeOffset.Parse(row.GetString(7), System.Globalization.CultureInfo.InvariantCulture),
        Version = row.GetInt64(8),
        Position = 0,
    };

    private static StockMovement ReadMovement(NpgsqlDataReader row) => new(
        row.GetInt64(0), KeptWords.Read<MovementKind>(row.GetString(1), StockWords.Of), row.GetInt64(2),
        row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.IsDBNull(6) ? null : row.GetGuid(6),
        row.IsDBNull(7) ? null : row.GetString(7), row.GetFieldValue<DateTimeOffset>(8), row.GetString(9));
}
