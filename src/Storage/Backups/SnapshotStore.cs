using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Platform.Commits;

namespace Platform.Backups;

/// <summary>Snapshots in a directory, drilled in the database they are of. Few at a time, so that the accounts of a
/// platform, whose nights end at the same moment, do not all at once.</summary>
internal sealed partial class SnapshotStore(
    SnapshotDatabase database, SnapshotFolder folder, IEnumerable<StateTable> states, TimeProvider clock,
    ILogger<SnapshotStore> logger) : ISnapshotStore, IDisposable
{
    private readonly SnapshotWriter _writer = new(database, folder, clock);
    private readonly SemaphoreSlim _places = new(SnapshotDatabase.TogetherMax);

    public async Task<AccountSnapshot?> TakeAsync(SnapshotOrder order, CancellationToken cancellationToken)
    {
        var patience = order.Cause == SnapshotCause.Nightly ? TimeSpan.Zero : Timeout.InfiniteTimeSpan;
        if (!await _places.WaitAsync(patience, cancellationToken))
            return null;
        try
        {
            var started = Stopwatch.GetTimestamp();
            var snapshot = await _writer.WriteAsync(order, cancellationToken);
            LogTaken(snapshot.Id, snapshot.Rows, snapshot.Bytes, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            return snapshot;
        }
        finally
        {
            _places.Release();
        }
    }

    public async Task<SnapshotDrill> DrillAsync(
        AccountSnapshot snapshot, string actor, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        var started = clock.GetUtcNow();
        SnapshotDrill Found(long rows, SnapshotFaultException? fault)
        {
            var now = clock.GetUtcNow();
            return new(
                Guid.CreateVersion7(started), snapshot.Id, actor, started, now > started ? now : started, rows,
                fault?.Fault, fault?.Message);
        }

        try
        {
            var rows = await database.WithAsync(
                connection => TryAsync(snapshot, connection, progress, cancellationToken), cancellationToken);
            return Found(rows, fault: null);
        }
        catch (SnapshotFaultException fault)
        {
            LogFailed(fault, snapshot.Id, SnapshotWords.Of(fault.Fault));
            return Found(rows: 0, fault);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogFailed(failure, snapshot.Id, SnapshotWords.Of(DrillFault.Damaged));
            return Found(rows: 0, new(DrillFault.Damaged, $"The file cannot be read: {failure.Message}", failure));
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private async Task<long> TryAsync(
        AccountSnapshot snapshot, Npgsql.NpgsqlConnection connection, IProgress<double>? progress,
        CancellationToken cancellationToken)
    {
        var path = folder.PathOf(snapshot);
        var manifest = SnapshotFolder.ReadManifest(path);
        if (manifest.Id != snapshot.Id || manifest.Sha256 != snapshot.Sha256)
        {
            throw new SnapshotFaultException(
                DrillFault.ChecksumDiffers, "The manifest is not the one that was recorded.");
        }

        if (!manifest.Tables.SequenceEqual(snapshot.Tables))
        {
            throw new SnapshotFaultException(
                DrillFault.CountDiffers, "The manifest has other counts than were recorded.");
        }

        await SnapshotFolder.CheckAsync(path, snapshot, cancellationToken);

        // Never committed: whatever happens, the scratch schema was never there for anybody else.
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var scratch = new SnapshotScratch(connection, manifest);
        await scratch.FillAsync(path, progress, cancellationToken);
        await new SnapshotChecks(connection, scratch, manifest).RunAsync(states, cancellationToken);
        return scratch.Rows.Values.Sum();
    }

    [LoggerMessage(
        1601, LogLevel.Information, "Snapshot {SnapshotId} taken: {Rows} rows, {Bytes} bytes, {Milliseconds} ms")]
    private partial void LogTaken(Guid snapshotId, long rows, long bytes, double milliseconds);

    [LoggerMessage(1602, LogLevel.Error, "Snapshot {SnapshotId} failed its drill: {Fault}")]
    private partial void LogFailed(Exception failure, Guid snapshotId, string fault);
}
