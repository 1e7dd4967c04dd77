using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Commits;
using Platform.Storage;

namespace Platform.Backups;

/// <summary>Removes the files of snapshots that were let go, and the parts that a crash left. A whole file that no
/// record names stays: after a restore of an older snapshot it is what somebody may want.</summary>
internal sealed partial class SnapshotSweep(
    PlatformDatabase database, SnapshotFolder folder, TimeProvider clock, ILogger<SnapshotSweep> logger)
    : BackgroundService
{
    private const string GoneSql = "select account_id, file from snapshots where deleted_at is not null";

    /// <summary>A part that was not written to for so long has nobody who finishes it.</summary>
    public static readonly TimeSpan PartLife = TimeSpan.FromHours(24);

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// <summary>One sweep. Answers how many files went.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be reached; nothing was removed.</exception>
    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
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

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var swept = await RunAsync(clock.GetUtcNow(), stoppingToken);
                if (swept > 0)
                    LogSwept(swept);
            }
            catch (Exception failure) when (failure is StorageUnavailableException or IOException)
            {
                LogLater(failure.GetType().Name);
            }
        }
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

    [LoggerMessage(1603, LogLevel.Information, "Removed {Count} files of snapshots that were let go")]
    private partial void LogSwept(int count);

    [LoggerMessage(1604, LogLevel.Warning, "Snapshots could not be swept ({Failure}); trying again in ten minutes")]
    private partial void LogLater(string failure);
}
