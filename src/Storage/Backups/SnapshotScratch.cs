using System.Collections.Immutable;
using System.IO.Compression;
using Npgsql;

namespace Platform.Backups;

/// <summary>Restores a file into a schema of its own inside one transaction. The tables are made like the live ones,
/// with all their constraints; whoever does not commit leaves nothing, not even when the server is killed
/// meanwhile.</summary>
internal sealed class SnapshotScratch(NpgsqlConnection connection, AccountSnapshot snapshot)
{
    private const string Numbers = "phone_numbers";
    private const string Rosters = "account_vendors";
    private const string AcceptedAt = "accepted_at";

    private static readonly string[] NumberColumns = ["key", "version", "state", "owner_account_id", "shop_id"];

    private readonly Dictionary<string, long> _rows = new(StringComparer.Ordinal);

    /// <summary>Its name. The live tables' schema has another one by its form.</summary>
    public string Schema { get; } = $"snapshot_scratch_{Guid.NewGuid():N}";

    /// <summary>The tables that the database has.</summary>
    public ImmutableArray<SnapshotTable> Tables { get; private set; } = [];

    /// <summary>The tables that the file had, with what was restored of each.</summary>
    public IReadOnlyDictionary<string, long> Rows => _rows;

    /// <summary>The columns that the file had.</summary>
    public Dictionary<string, string[]> Columns { get; } = new(StringComparer.Ordinal);

    /// <summary>Makes the tables and fills them from the file alone.</summary>
    /// <exception cref="SnapshotFaultException">It cannot be restored, or is not what the manifest says.</exception>
    public async Task FillAsync(string path, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var schema = await SnapshotTables.SchemaAsync(connection, cancellationToken);
        if (snapshot.Schema > schema)
        {
            throw new SnapshotFaultException(
                DrillFault.SchemaDiffers,
                $"It was taken of a database with sql/ number {snapshot.Schema}; this one has {schema}.");
        }

        Tables = await SnapshotTables.FindAsync(connection, snapshot.AccountId, cancellationToken);
        await MakeAsync(cancellationToken);
        await using var file = SnapshotFolder.OpenRead(path);
        await using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        try
        {
            await ReadAsync(new SnapshotText(unpacked), () => Report(file, progress), cancellationToken);
        }
        catch (InvalidDataException failure)
        {
            throw new SnapshotFaultException(DrillFault.Damaged, "The file cannot be unpacked.", failure);
        }

        CheckCounts(isSameSchema: snapshot.Schema == schema);
        if (!_rows.ContainsKey(Numbers))
            await FillNumbersAsync(cancellationToken);
        if (Columns.TryGetValue(Rosters, out var columns) && !columns.Contains(AcceptedAt))
            await FillAcceptancesAsync(columns, cancellationToken);
    }

    private static void Report(FileStream file, IProgress<double>? progress) =>
        progress?.Report((double)file.Position / file.Length);

    private Task MakeAsync(CancellationToken cancellationToken)
    {
        var tables = Tables.Select(table =>
            $"""
            create unlogged table {Schema}.{table.Name} (like public.{table.Name}
                including defaults including constraints including indexes including generated);
            """);
        return ExecuteAsync($"create schema {Schema};\n{string.Join('\n', tables)}", cancellationToken);
    }

    private async Task ReadAsync(SnapshotText text, Action report, CancellationToken cancellationToken)
    {
        SnapshotFormat.CheckFirstLine(await text.ReadLineAsync("its first line", cancellationToken));
        var line = await text.ReadLineAsync("its tables", cancellationToken);
        while (SnapshotFormat.ReadTableLine(line) is var (name, columns))
        {
            await FillAsync(text, Known(name, columns), cancellationToken);
            report();
            line = await text.ReadLineAsync("its tables", cancellationToken);
        }

        if (line != SnapshotFormat.LastLine(_rows.Count, _rows.Values.Sum()))
        {
            throw new SnapshotFaultException(
                DrillFault.CountDiffers,
                $"The file says \"{line}\"; {_rows.Count} tables with {_rows.Values.Sum()} rows were in it.");
        }
    }

    private string Known(string name, string[] columns)
    {
        var table = Tables.FirstOrDefault(known => known.Name == name);
        if (table is null || columns.Except(table.Columns).FirstOrDefault() is { } || !Columns.TryAdd(name, columns))
        {
            throw new SnapshotFaultException(
                DrillFault.SchemaDiffers, $"The database has no table {name} with the columns that are in the file.");
        }

        return name;
    }

    private async Task FillAsync(SnapshotText text, string table, CancellationToken cancellationToken)
    {
        try
        {
            await using var copy = await connection.BeginTextImportAsync(
                $"copy {Schema}.{table} ({string.Join(", ", Columns[table])}) from stdin", cancellationToken);
            _rows[table] = await text.CopyRowsAsync(
                ((StreamWriter)(TextWriter)copy).BaseStream, table, cancellationToken);
        }
        catch (PostgresException refusal) when (refusal.SqlState[..2] is "22" or "23")
        {
            throw new SnapshotFaultException(
                DrillFault.Damaged, $"{table} refused its rows: {refusal.ConstraintName ?? refusal.MessageText}.",
                refusal);
        }
    }

    private void CheckCounts(bool isSameSchema)
    {
        foreach (var (table, rows) in snapshot.Tables)
        {
            if (!_rows.TryGetValue(table, out var restored))
                throw new SnapshotFaultException(DrillFault.TableMissing, $"The table {table} is not in the file.");
            if (restored != rows)
            {
                throw new SnapshotFaultException(
                    DrillFault.CountDiffers, $"{table} has {restored} rows in the file; the manifest says {rows}.");
            }
        }

        // Of an older schema a table may be missing that was made since.
        if (isSameSchema && Tables.FirstOrDefault(table => !_rows.ContainsKey(table.Name)) is { } missing)
        {
            throw new SnapshotFaultException(
                DrillFault.TableMissing, $"The table {missing.Name} is not in the file.");
        }
    }

    // Older files had none: which number rings in which shop stands in the shops, too.
    private async Task FillNumbersAsync(CancellationToken cancellationToken)
    {
        await using var insert = new NpgsqlCommand(
            $"""
            insert into {Schema}.{Numbers} ({string.Join(", ", NumberColumns)})
            select number ->> 'e164', 1,
                   jsonb_build_object('owner', jsonb_build_object('account_id', account_id, 'shop_id', id)),
                   account_id, id
              from {Schema}.shops, jsonb_array_elements(state -> 'numbers') number
            """,
            connection);
        _rows[Numbers] = await insert.ExecuteNonQueryAsync(cancellationToken);
        Columns[Numbers] = NumberColumns;
    }

    // Nor did they say which vendors have accepted the account's invitation: it is found as it was when the column was
    // made, see sql/0040_vendor_acceptance.sql.
    private async Task FillAcceptancesAsync(string[] columns, CancellationToken cancellationToken)
    {
        await ExecuteAsync(
            $"""
            update {Schema}.{Rosters} r
               set accepted_at = known.at, state = r.state || jsonb_build_object('accepted_at', known.at)
              from (select e.key, coalesce(
                               (select min(i.ended_at)
                                  from {Schema}.invitations i join {Schema}.users u on u.user_id = i.accepted_by
                                 where i.role = 'vendor' and u.vendor_id = e.vendor_id),
                               (select max(o.updated_at) from {Schema}.orders o where o.vendor_id = e.vendor_id)) as at
                      from {Schema}.{Rosters} e) known
             where known.key = r.key and known.at is not null
            """,
            cancellationToken);
        Columns[Rosters] = [.. columns, AcceptedAt];
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
