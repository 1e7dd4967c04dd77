using System.Collections.Immutable;
using Npgsql;
using Platform.Commits;
using Platform.Storage;

namespace Platform.Stock;

/// <summary>Reads the rows beside an item for its grain.</summary>
internal sealed class StockRowsReader(PlatformDatabase database) : IStockRows
{
    private const string Columns = "owner_id, quantity, status, created_at, expires_at, reference";

    private const string ActiveSql =
        $"""
        select {Columns} from stock_reservations
         where account_id = $1 and item_id = $2 and status = 'active'
        """;

    private const string FindSql =
        $"select {Columns} from stock_reservations where account_id = $1 and item_id = $2 and owner_id = $3";

    public async Task<ImmutableArray<StockReservation>> ActiveAsync(
        Guid accountId, Guid itemId, CancellationToken cancellationToken) =>
        [.. await ReadAsync(ActiveSql, cancellationToken, accountId, itemId)];

    public async Task<StockReservation?> FindAsync(
        Guid accountId, Guid itemId, Guid ownerId, CancellationToken cancellationToken) =>
        (await ReadAsync(FindSql, cancellationToken, accountId, itemId, ownerId)).SingleOrDefault();

    internal static StockReservation Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetInt64(1), KeptWords.Read<ReservationStatus>(row.GetString(2), StockWords.Of),
        row.GetFieldValue<DateTimeOffset>(3), row.IsDBNull(4) ? null : row.GetFieldValue<DateTimeOffset>(4),
        row.IsDBNull(5) ? null : row.GetString(5));

    private Task<List<StockReservation>> ReadAsync(
        string sql, CancellationToken cancellationToken, params Guid[] ids) =>
        Failures.TranslateAsync(async () =>
        {
            await using var command = database.Writer.CreateCommand(sql);
            foreach (var id in ids)
                command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
            var found = new List<StockReservation>();
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                found.Add(Read(reader));
            return found;
        });
}
