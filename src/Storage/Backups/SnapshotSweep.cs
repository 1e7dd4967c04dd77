using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.Storage;

namespace Platform.Backups;

/// <summary>Removes the files of snapshots that were let go, and what a crash left: parts, and files that never got
/// their manifest. A whole snapshot that no record names stays: after a restore of an older one it is what somebody may
/// want.</summary>
internal sealed class SnapshotSweep(
    PlatformDatabase database, SnapshotFolder folder, TimeProvider clock, ILogger<SnapshotSweep> logger)
    : PeriodicSweep("files of snapshots that were let go", TimeSpan.FromMinutes(10), clock, logger)
{
    private const string RecordedSql =
        "select account_id, file, deleted_at is not null from snapshots where deleted_at is null or deleted_at >= $1";

    // Whoever lets a snapshot go says when by their own clock, and commits a moment later.
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(1);

    /// <summary>A part that was not written to for so long has nobody who finishes it.</summary>
    public static readonly TimeSpan PartLife = TimeSpan.FromHours(24);

    // What was let go before has no file any more. The first look of a process is at all of them.
    private DateTime _since = DateTime.MinValue;

    public override async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder.Root))
            return 0;
        var swept = 0;
        var recorded = await RecordedAsync(cancellationToken);
        foreach (var (path, _) in recorded.Where(one => one.Value))
        {
            // The manifest first: a file without one is no snapshot.
            swept += Remove(SnapshotFolder.ManifestOf(path)) + Remove(path);
        }

        _since = now.UtcDateTime - Overlap;

        var left = Files(SnapshotFolder.PartSuffix).Concat(Files(SnapshotFolder.Suffix).Where(
            path => !File.Exists(SnapshotFolder.ManifestOf(path)) && !recorded.ContainsKey(path)));
        return swept + left.Where(path => File.GetLastWriteTimeUtc(path) < now.UtcDateTime - PartLife).Sum(Remove);
    }

    private IEnumerable<string> Files(string suffix) =>
        Directory.EnumerateFiles(folder.Root, "*" + suffix, SearchOption.AllDirectories);

    private static int Remove(string path)
    {
        if (!File.Exists(path))
            return 0;
        File.Delete(path);
        return 1;
    }

    // Those that are kept or were let go since the last look, and whether each was let go, by its path.
    private Task<Dictionary<string, bool>> RecordedAsync(CancellationToken cancellationToken) =>
        Failures.TranslateAsync(async () =>
        {
            await using var command = database.Writer.CreateCommand(RecordedSql);
            command.Parameters.Add(new NpgsqlParameter<DateTime>
            {
                TypedValue = DateTime.SpecifyKind(_since, DateTimeKind.Utc),
            });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var recorded = new Dictionary<string, bool>(StringComparer.Ordinal);
            while (await reader.ReadAsync(cancellationToken))
                recorded[Path.Combine(folder.Of(reader.GetGuid(0)), reader.GetString(1))] = reader.GetBoolean(2);
            return recorded;
        });
}
