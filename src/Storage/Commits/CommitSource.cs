using Npgsql;
using Platform.Roles;
using Platform.Storage;

namespace Platform.Commits;

/// <summary>The storage's own connections to PostgreSQL.</summary>
internal sealed class CommitSource(PlatformDatabase database, StorageOptions options, RowWriters rowWriters)
    : ICommitSource, IAsyncDisposable
{
    // These connections send the storage's own statements only. Rows are always found by key, so a plan that looks at
    // whole tables is wrong however small a table is when the plan is made; and one plan serves for ever. A server that
    // is only slow gives up before the client does, so that the outcome is known; one that lost its client stops
    // working.
    private const string Settings =
        "-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off "
        + "-c plan_cache_mode=force_generic_plan -c client_connection_check_interval=1000";

    private static readonly TimeSpan ServerMargin = TimeSpan.FromMilliseconds(500);

    public NpgsqlDataSource Source { get; } = Connections(database, options);

    public async Task<ICommitSession> OpenAsync(CancellationToken cancellationToken) =>
        new CommitSession(await Source.OpenConnectionAsync(cancellationToken), rowWriters.ByType);

    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        await using var command = Source.CreateCommand("select pg_is_in_recovery()");
        if (await command.ExecuteScalarAsync(cancellationToken) is true)
            throw new NpgsqlException("The server is a standby.");
    }

    public async Task<IReadOnlyList<StateRow>> ReadAsync(IReadOnlyList<WantedState> wanted)
    {
        await using var connection = await Source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        var tables = wanted.Select((one, at) => (one.Writer, one.Key, At: at)).GroupBy(one => one.Writer).ToList();
        foreach (var table in tables)
        {
            var command = new NpgsqlBatchCommand(table.Key.ReadSql);
            command.Parameters.Add(new NpgsqlParameter<string[]>
            {
                TypedValue = [.. table.Select(one => one.Key).Distinct(StringComparer.Ordinal)],
            });
            batch.BatchCommands.Add(command);
        }

        var found = new StateRow[wanted.Count];
        await using var reader = await batch.ExecuteReaderAsync();
        foreach (var table in tables)
        {
            var (rows, position) = await RowsAsync(reader);
            foreach (var one in table)
                found[one.At] = rows.GetValueOrDefault(one.Key) ?? new(null, 0, position);
            await reader.NextResultAsync();
        }

        return found;
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    private static NpgsqlDataSource Connections(PlatformDatabase database, StorageOptions options)
    {
        var patience = options.CommandTimeout - ServerMargin;
        var settings = database.Settings(
            DatabaseRoles.Writer, options.Flushers + StateReads.Readers + Orders.OrderRowsReader.Readers + 1,
            $"{Settings} -c statement_timeout={(long)patience.TotalMilliseconds}");
        settings.AutoPrepareMinUsages = 1;
        settings.MaxAutoPrepare = 256;
        return PlatformDatabase.Pool("commits", settings);
    }

    private static async Task<(Dictionary<string, StateRow> Rows, long Position)> RowsAsync(NpgsqlDataReader reader)
    {
        var position = 0L;
        var rows = new Dictionary<string, StateRow>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
        {
            position = reader.GetInt64(0);
            if (reader.IsDBNull(1))
                continue;
            rows.Add(reader.GetString(1), new(
                reader.GetFieldValue<byte[]>(3), reader.GetInt64(2), position,
                reader.IsDBNull(4) ? null : reader.GetGuid(4)));
        }

        return (rows, position);
    }
}
