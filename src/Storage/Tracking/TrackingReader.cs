using Npgsql;
using Platform.Commits;
using Platform.Orders;
using Platform.Storage;

namespace Platform.Tracking;

/// <summary>Asks the schema's public functions; no table can be seen on this way.</summary>
internal sealed class TrackingReader(PlatformDatabase database) : ITrackingReader
{
    private const string StubSql =
        "select kind, status, accepted_at, on_way_at, processing_at, eta from order_stub($1)";

    private const string ProofSql = "select account_id, order_id, phone, email from order_for_proof($1)";

    public async Task<OrderStub?> FindAsync(string orderNumber, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsStrangerAsync(
            StubSql, [new NpgsqlParameter<string> { TypedValue = orderNumber }],
            row => new OrderStub(
                KeptWords.Read<OrderKind>(row.GetString(0), OrderWords.Of),
                KeptWords.Read<OrderStatus>(row.GetString(1), OrderWords.Of),
                Time(row, 2), Time(row, 3), Time(row, 4), Time(row, 5)),
            cancellationToken);
        return found.Value is [var stub] ? stub : null;
    }

    public async Task<ProofFacts?> FindForProofAsync(string orderNumber, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsStrangerAsync(
            ProofSql, [new NpgsqlParameter<string> { TypedValue = orderNumber }],
            row => new ProofFacts(row.GetGuid(0), row.GetGuid(1), Text(row, 2), Text(row, 3)), cancellationToken);
        return found.Value is [var facts] ? facts : null;
    }

    private static DateTimeOffset? Time(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);

    private static string? Text(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);
}
