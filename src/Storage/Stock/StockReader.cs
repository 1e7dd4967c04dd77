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
        select m.entry, m.kind, m.on_hand_change, m.reserved_change, m.on_hand, m.reserved, m.owner_id, m.reason, m.at,
               m.actor, r.expires_at is not null
          from stock_movements m
          left join stock_reservations r on r.item_id = m.item_id and r.owner_id = m.owner_id
         where m.item_id = $1 and ($2::bigint is null or m.entry < $2)
         order by m.entry desc
         limit $3
        """;

    private const string ReservationSql =
        """
        select r.owner_id, r.quantity, r.status, r.created_at, r.expires_at, r.reference, o.order_number
          from stock_reservations r
          left join orders o on o.key = replace(r.account_id::text || '/' || r.owner_id::text, '-', '')
         where r.item_id = $1
        """;

    private const string ActiveSql =
        $"""
        {ReservationSql} and r.status = 'active'
           and ($2::timestamptz is null or (r.created_at, r.owner_id) > ($2, $3::uuid))
         order by r.created_at, r.owner_id
         limit $4
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

    public Task<Snapshot<IReadOnlyList<ListedReservation>>> ReservationsAsync(
        Guid accountId, Guid itemId, ReservationCursor? after, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(
            accountId,
            ActiveSql,
            [
                new NpgsqlParameter<Guid> { TypedValue = itemId },
                new NpgsqlParameter<DateTimeOffset?> { TypedValue = after?.CreatedAt },
                new NpgsqlParameter<Guid?> { TypedValue = after?.OwnerId },
                new NpgsqlParameter<int> { TypedValue = limit },
            ],
            ReadReservation,
            cancellationToken);

    public async Task<ListedReservation?> FindReservationAsync(
        Guid accountId, Guid itemId, Guid ownerId, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(
            accountId,
            $"{ReservationSql} and r.owner_id = $2",
            [
                new NpgsqlParameter<Guid> { TypedValue = itemId },
                new NpgsqlParameter<Guid> { TypedValue = ownerId },
            ],
            ReadReservation,
            cancellationToken);
        return found.Value.SingleOrDefault();
    }

    private static ListedReservation ReadReservation(NpgsqlDataReader row) =>
        new(StockRowsReader.Read(row), row.IsDBNull(6) ? null : row.GetString(6));

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
        row.IsDBNull(7) ? null : row.GetString(7), row.GetFieldValue<DateTimeOffset>(8), row.GetString(9),
        row.GetBoolean(10));
}
