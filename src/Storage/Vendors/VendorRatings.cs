using System.Text.Json;
using Npgsql;
using Platform.Consumers;
using Platform.Live;

namespace Platform.Vendors;

/// <summary>Keeps the vendors' ratings from the log, exactly once an event.</summary>
internal sealed class VendorRatings : ITableEffect
{
    private const string KeepSql =
        """
        insert into vendor_ratings as kept (account_id, vendor_id, shop_id, ratings, stars) values ($1, $2, $3, 1, $4)
        on conflict (account_id, vendor_id, shop_id) do update
           set ratings = kept.ratings + 1, stars = kept.stars + excluded.stars
        """;

    private const string ChangeSql =
        """
        update vendor_ratings set stars = stars + $4 where account_id = $1 and vendor_id = $2 and shop_id = $3
        """;

    public string Name => "vendor-ratings";

    public bool Concerns(LogEntry entry) => entry.AccountId is not null && entry.Kind == "order.rated";

    public async Task ApplyAsync(
        NpgsqlConnection connection, IReadOnlyList<LogEntry> entries, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var entry in entries)
        {
            if (Command(entry) is { } command)
                batch.BatchCommands.Add(command);
        }

        if (batch.BatchCommands.Count > 0)
            await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    // Only the words were changed, or no vendor did the work: no figure moves.
    private static NpgsqlBatchCommand? Command(LogEntry entry)
    {
        using var document = JsonDocument.Parse(entry.Body);
        var body = document.RootElement;
        if (!body.TryGetProperty("stars", out var stars) || !body.TryGetProperty("rated_vendor_id", out var vendor))
            return null;

        var isChange = body.TryGetProperty("stars_before", out var before);
        var command = new NpgsqlBatchCommand(isChange ? ChangeSql : KeepSql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = entry.AccountId!.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = vendor.GetGuid() });
        command.Parameters.Add(new NpgsqlParameter<Guid>
        {
            TypedValue = body.TryGetProperty("shop_id", out var shop) ? shop.GetGuid() : Guid.Empty,
        });
        command.Parameters.Add(new NpgsqlParameter<long>
        {
            TypedValue = stars.GetInt64() - (isChange ? before.GetInt64() : 0),
        });
        return command;
    }
}
