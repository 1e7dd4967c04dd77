using Npgsql;

namespace Platform.Benchmarks.Twin;

/// <summary>The twin's stock: the item's row is locked, looked at and changed, as one does it.</summary>
internal static class TwinStock
{
    public const string TablesSql =
        """
        create table if not exists items
        (
            id       uuid primary key,
            on_hand  bigint not null,
            reserved bigint not null check (reserved between 0 and on_hand)
        );
        create table if not exists reservations
        (
            id         uuid primary key,
            item_id    uuid        not null references items (id),
            quantity   bigint      not null,
            expires_at timestamptz not null
        );
        create index if not exists reservations_by_item on reservations (item_id);
        """;

    public static async Task<TwinItem> AddAsync(NpgsqlDataSource source, TwinItem item)
    {
        await using var command = source.CreateCommand("insert into items (id, on_hand, reserved) values ($1, $2, 0)");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = item.Id });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = item.OnHand });
        await command.ExecuteNonQueryAsync();
        return item;
    }

    /// <summary>Null when there is no such item, or too little of it.</summary>
    public static async Task<TwinReservation?> ReserveAsync(
        NpgsqlDataSource source, Guid itemId, TwinReservationRequest request)
    {
        var made = new TwinReservation(
            Guid.CreateVersion7(), itemId, request.Quantity,
            TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(request.ExpiresInSeconds));
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var select = new NpgsqlCommand(
            "select on_hand - reserved from items where id = $1 for update", connection, transaction))
        {
            select.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = itemId });
            if (await select.ExecuteScalarAsync() is not long left || left < request.Quantity)
                return null;
        }

        await using (var update = new NpgsqlCommand(
            "update items set reserved = reserved + $2 where id = $1", connection, transaction))
        {
            update.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = itemId });
            update.Parameters.Add(new NpgsqlParameter<long> { TypedValue = request.Quantity });
            await update.ExecuteNonQueryAsync();
        }

        await using (var insert = new NpgsqlCommand(
            "insert into reservations (id, item_id, quantity, expires_at) values ($1, $2, $3, $4)",
            connection, transaction))
        {
            insert.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = made.Id });
            insert.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = itemId });
            insert.Parameters.Add(new NpgsqlParameter<long> { TypedValue = made.Quantity });
            insert.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = made.ExpiresAt });
            await insert.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
        return made;
    }
}
