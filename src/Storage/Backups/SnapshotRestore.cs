using System.Globalization;
using Npgsql;
using Platform.Commits;

namespace Platform.Backups;

/// <summary>Fills a scratch schema as a drill does, looks at it as a drill does, and then moves it into the real
/// tables.</summary>
internal sealed class SnapshotRestore(SnapshotDatabase database, IEnumerable<StateTable> states) : ISnapshotRestore
{
    private const string UsedSql =
        """
        select case when (select position from public.log_head for update) > 0 then 'its log has begun'
                    when exists (select from public.accounts) then 'it has an account'
                    when exists (select from public.users) then 'it has a person'
                    when exists (select from public.key_ring) then 'it has keys: the platform was started on it'
               end
        """;

    private const string IdentitiesSql =
        """
        select c.relname::text, a.attname::text
          from pg_class c
          join pg_attribute a on a.attrelid = c.oid and a.attidentity <> '' and not a.attisdropped
         where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        """;

    public async Task<RestoreOutcome> RestoreAsync(
        string path, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        try
        {
            var manifest = SnapshotFolder.ReadManifest(path);
            await SnapshotFolder.CheckAsync(path, manifest, cancellationToken);
            await database.WithAsync(
                connection => RestoreAsync(connection, path, manifest, progress, cancellationToken), cancellationToken);
            var marks = ErasureMarks.Of(SnapshotFolder.MarksBeside(path));
            var since = marks.Where(mark => mark.Position > manifest.Position);
            return new(manifest, [.. since.Select(mark => mark.Subject)]);
        }
        catch (Exception refusal) when (refusal is SnapshotFaultException or RestoreRefusedException)
        {
            return new(Snapshot: null, [], refusal.Message);
        }
    }

    private async Task<bool> RestoreAsync(
        NpgsqlConnection connection, string path, AccountSnapshot manifest, IProgress<double>? progress,
        CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await ScalarAsync(connection, UsedSql, cancellationToken) is string used)
        {
            throw new RestoreRefusedException(
                $"The database is not empty ({used}). Make a new one: an account is only restored where nothing is.");
        }

        var scratch = new SnapshotScratch(connection, manifest);
        await scratch.FillAsync(path, progress, cancellationToken);
        await new SnapshotChecks(connection, scratch, manifest).RunAsync(states, cancellationToken);
        foreach (var (table, columns) in scratch.Columns)
            await MoveAsync(connection, scratch, table, string.Join(", ", columns), cancellationToken);

        await ExecuteAsync(connection, $"drop schema {scratch.Schema} cascade", cancellationToken);
        await ExecuteAsync(
            connection,
            string.Create(
                CultureInfo.InvariantCulture, $"update public.log_head set position = {manifest.Position}"),
            cancellationToken);
        await MoveIdentitiesAsync(connection, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static async Task MoveAsync(
        NpgsqlConnection connection, SnapshotScratch scratch, string table, string columns,
        CancellationToken cancellationToken)
    {
        await ExecuteAsync(
            connection,
            $"""
            insert into public.{table} ({columns}) overriding system value
            select {columns} from {scratch.Schema}.{table}
            """,
            cancellationToken);
        var there = await ScalarAsync(connection, $"select count(*) from public.{table}", cancellationToken);
        if (there is not long rows || rows != scratch.Rows[table])
        {
            throw new RestoreRefusedException(
                $"{table} has {there} rows after the restore and not {scratch.Rows[table]}; nothing was kept.");
        }
    }

    // Numbers that the database gives out go on behind those that were restored.
    private static async Task MoveIdentitiesAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var found = new List<(string Table, string Column)>();
        await using (var command = new NpgsqlCommand(IdentitiesSql, connection))
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
                found.Add((reader.GetString(0), reader.GetString(1)));
        }

        foreach (var (table, column) in found)
        {
            await ExecuteAsync(
                connection,
                $"""
                select setval(pg_get_serial_sequence('public.{table}', '{column}'), max({column}))
                  from public.{table} having max({column}) is not null
                """,
                cancellationToken);
        }
    }

    private static async Task<object?> ScalarAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private static async Task ExecuteAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>Ends the transaction: nothing is restored.</summary>
internal sealed class RestoreRefusedException(string reason) : Exception(reason);
