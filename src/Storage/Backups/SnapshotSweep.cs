using Microsoft.Extensions.Logging;
using Platform.Storage;

namespace Platform.Backups;

/// <summary>Removes the files of snapshots that were let go, and the parts that a crash left. A whole file that no
/// record names stays: after a restore of an older snapshot it is what somebody may want.</summary>
internal sealed class SnapshotSweep(
    PlatformDatabase database, SnapshotFolder folder, TimeProvider clock, ILogger<SnapshotSweep> logger)
    : PeriodicSweep("files of snapshots that were let go", TimeSpan.FromMinutes(10), clock, logger)
{
    private const string GoneSql = "select account_id, file from snapshots where deleted_at is not null";

    /// <summary>A part that was not written to for so long has nobody who finishes it.</summary>
    public static readonly TimeSpan PartLife = TimeSpan.FromHours(24);

    public override async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder.Root))
            return 0;
        var swept = 0;
        foreach (var path in await GoneAsync(cancellationToken))
        {
            // The manifest first: a file without one is no snapshot.
            swept += Remove(SnapshotFolder.ManifestOf(path)) + Remove(path);
        }

        var parts = Directory.EnumerateFiles(
            folder.Root, "*" + SnapshotFolder.PartSuffix, SearchOption.AllDirectories);
        return swept + parts.Where(path => File.GetLastWriteTimeUtc(path) < now.UtcDateTime - PartLife).Sum(Remove);
    }

    private static int Remove(string path)
    {
        if (!File.Exists(path))
            return 0;
        File.Delete(path);
        return 1;
    }

    private Task<List<string>> GoneAsync(CancellationToken cancellationToken) =>
        Failures.TranslateAsync(async () =>
        {
            await using var command = database.Writer.CreateCommand(GoneSql);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var paths = new List<string>();
            while (await reader.ReadAsync(cancellationToken))
                paths.Add(Path.Combine(folder.Of(reader.GetGuid(0)), reader.GetString(1)));
            return paths;
        });
}
