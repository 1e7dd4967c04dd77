using System.Collections.Immutable;
using System.Data;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Platform.Backups;

/// <summary>Writes an account into a file, as it is at one moment: everything is read in one transaction that sees one
/// state of the database, and passes through memory by the buffer.</summary>
internal sealed class SnapshotWriter(SnapshotDatabase database, SnapshotFolder folder, TimeProvider clock)
{
    private const int BufferSize = 64 * 1024;

    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    public Task<AccountSnapshot> WriteAsync(SnapshotOrder order, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var snapshot = new AccountSnapshot(
            id, order.AccountId, order.Cause, order.FirstPeriod, order.LastPeriod, now, Position: 0,
            SnapshotFormat.Version, Schema: 0, Rows: 0, Bytes: 0, "", SnapshotFolder.NameOf(id, now), Tables: []);
        return database.WithAsync(connection => WriteAsync(connection, snapshot, cancellationToken), cancellationToken);
    }

    private async Task<AccountSnapshot> WriteAsync(
        NpgsqlConnection connection, AccountSnapshot snapshot, CancellationToken cancellationToken)
    {
        var part = folder.NewPart(snapshot.AccountId, snapshot.File);
        try
        {
            // The first statement draws the line: what commits after it is not seen by any of the others.
            await using var transaction = await connection.BeginTransactionAsync(
                IsolationLevel.RepeatableRead, cancellationToken);
            snapshot = snapshot with { Position = await PositionAsync(connection, cancellationToken) };
            var schema = await SnapshotTables.SchemaAsync(connection, cancellationToken);
            var tables = await SnapshotTables.FindAsync(connection, snapshot.AccountId, cancellationToken);
            var (counts, bytes, sha256) = await WriteFileAsync(connection, part, tables, cancellationToken);
            snapshot = snapshot with
            {
                Schema = schema,
                Rows = counts.Sum(count => count.Rows),
                Bytes = bytes,
                Sha256 = sha256,
                Tables = counts,
            };
            folder.Keep(part, snapshot);
            return snapshot;
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    private static async Task<(ImmutableArray<TableCount> Counts, long Bytes, string Sha256)> WriteFileAsync(
        NpgsqlConnection connection, string part, ImmutableArray<SnapshotTable> tables,
        CancellationToken cancellationToken)
    {
        using var sha256 = SHA256.Create();
        await using var file = new FileStream(
            part, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize, FileOptions.Asynchronous);
        ImmutableArray<TableCount> counts;
        await using (var hashed = new CryptoStream(file, sha256, CryptoStreamMode.Write, leaveOpen: true))
        await using (var packed = new GZipStream(hashed, CompressionLevel.Optimal))
            counts = await WriteTablesAsync(connection, packed, tables, cancellationToken);
        await file.FlushAsync(cancellationToken);
        file.Flush(flushToDisk: true);
        return (counts, file.Length, Convert.ToHexStringLower(sha256.Hash!));
    }

    private static async Task<ImmutableArray<TableCount>> WriteTablesAsync(
        NpgsqlConnection connection, Stream packed, ImmutableArray<SnapshotTable> tables,
        CancellationToken cancellationToken)
    {
        var counts = ImmutableArray.CreateBuilder<TableCount>(tables.Length);
        await LineAsync(packed, SnapshotFormat.FirstLine, cancellationToken);
        foreach (var table in tables)
        {
            await LineAsync(packed, SnapshotFormat.TableLine(table.Name, table.Columns), cancellationToken);
            counts.Add(new(table.Name, await CopyAsync(connection, table, packed, cancellationToken)));
            await LineAsync(packed, SnapshotFormat.RowsEnd, cancellationToken);
        }

        await LineAsync(
            packed, SnapshotFormat.LastLine(counts.Count, counts.Sum(count => count.Rows)), cancellationToken);
        return counts.ToImmutable();
    }

    // Copy writes a line a row and no other line end, so lines are rows.
    private static async Task<long> CopyAsync(
        NpgsqlConnection connection, SnapshotTable table, Stream packed, CancellationToken cancellationToken)
    {
        using var text = await connection.BeginTextExportAsync(table.Copy, cancellationToken);
        var rows = ((StreamReader)(TextReader)text).BaseStream;
        var buffer = new byte[BufferSize];
        var count = 0L;
        int read;
        while ((read = await rows.ReadAsync(buffer, cancellationToken)) > 0)
        {
            count += buffer.AsSpan(0, read).Count((byte)'\n');
            await packed.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return count;
    }

    private static async Task LineAsync(Stream packed, string line, CancellationToken cancellationToken) =>
        await packed.WriteAsync(Encoding.UTF8.GetBytes(line + '\n'), cancellationToken);

    private static async Task<long> PositionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select position from public.log_head", connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
