using Npgsql;

namespace Platform.Benchmarks.Twin;

/// <summary>The twin's SQL: two inserts to place, a row lock to change, a key to read, an index to list.</summary>
internal static class TwinStore
{
    private const string TablesSql =
        """
        create table if not exists orders
        (
            id             uuid primary key,
            customer_name  text        not null,
            customer_phone text        not null,
            address        text        not null,
            service_label  text        not null,
            description    text        not null,
            status         text        not null,
            vendor_id      uuid,
            total_minor    bigint      not null,
            currency       text        not null,
            created_at     timestamptz not null,
            updated_at     timestamptz not null
        );
        create index if not exists orders_by_status on orders (status, created_at);
        create index if not exists orders_by_vendor on orders (vendor_id);
        create table if not exists order_status_history
        (
            id       bigint generated always as identity primary key,
            order_id uuid        not null references orders (id),
            status   text        not null,
            at       timestamptz not null
        );
        create index if not exists history_by_order on order_status_history (order_id);
        """;

    private const string Columns =
        "id, customer_name, customer_phone, address, service_label, description, status, vendor_id, total_minor, "
        + "currency, created_at, updated_at";

    private static readonly string[] Statuses = ["new", "accepted", "on_way", "processing", "completed", "cancelled"];

    public static async Task CreateTablesAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(TablesSql + TwinStock.TablesSql);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<TwinOrder> PlaceAsync(NpgsqlDataSource source, TwinOrderRequest request)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var order = new TwinOrder(
            Guid.CreateVersion7(), request.CustomerName, request.CustomerPhone, request.Address, request.ServiceLabel,
            request.Description, "accepted", null, request.TotalMinor, request.Currency, now, now);

        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var insert = new NpgsqlCommand(
            $"insert into orders ({Columns}) values ($1, $2, $3, $4, $5, $6, $7, null, $8, $9, $10, $10)",
            connection, transaction))
        {
            insert.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = order.Id });
            Add(insert, order.CustomerName, order.CustomerPhone, order.Address, order.ServiceLabel, order.Description,
                order.Status);
            insert.Parameters.Add(new NpgsqlParameter<long> { TypedValue = order.TotalMinor });
            Add(insert, order.Currency);
            insert.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = now });
            await insert.ExecuteNonQueryAsync();
        }

        await RecordAsync(connection, transaction, order.Id, order.Status, now);
        await transaction.CommitAsync();
        return order;
    }

    public static async Task<TwinOrder?> ChangeAsync(NpgsqlDataSource source, Guid id, string status)
    {
        if (!Statuses.Contains(status))
            return null;

        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        TwinOrder? order;
        await using (var select = new NpgsqlCommand(
            $"select {Columns} from orders where id = $1 for update", connection, transaction))
        {
            select.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
            await using var reader = await select.ExecuteReaderAsync();
            order = await reader.ReadAsync() ? Read(reader) : null;
        }

        if (order is null || order.Status == status)
            return null;

        await using (var update = new NpgsqlCommand(
            "update orders set status = $2, updated_at = $3 where id = $1", connection, transaction))
        {
            update.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
            Add(update, status);
            update.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = now });
            await update.ExecuteNonQueryAsync();
        }

        await RecordAsync(connection, transaction, id, status, now);
        await transaction.CommitAsync();
        return order with { Status = status, UpdatedAt = now };
    }

    public static async Task<TwinOrder?> FindAsync(NpgsqlDataSource source, Guid id)
    {
        await using var command = source.CreateCommand($"select {Columns} from orders where id = $1");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? Read(reader) : null;
    }

    public static async Task<TwinOrder[]> ListAsync(NpgsqlDataSource source, string status, int limit)
    {
        await using var command = source.CreateCommand(
            $"select {Columns} from orders where status = $1 order by created_at desc limit $2");
        Add(command, status);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var reader = await command.ExecuteReaderAsync();
        var orders = new List<TwinOrder>(limit);
        while (await reader.ReadAsync())
            orders.Add(Read(reader));
        return [.. orders];
    }

    private static async Task RecordAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid id, string status, DateTime now)
    {
        await using var insert = new NpgsqlCommand(
            "insert into order_status_history (order_id, status, at) values ($1, $2, $3)", connection, transaction);
        insert.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        Add(insert, status);
        insert.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = now });
        await insert.ExecuteNonQueryAsync();
    }

    private static void Add(NpgsqlCommand command, params ReadOnlySpan<string> values)
    {
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
    }

    private static TwinOrder Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5),
        row.GetString(6), row.IsDBNull(7) ? null : row.GetGuid(7), row.GetInt64(8), row.GetString(9),
        row.GetDateTime(10), row.GetDateTime(11));
}
