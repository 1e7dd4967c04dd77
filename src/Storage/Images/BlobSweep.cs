using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.Commits;
using Platform.Storage;

namespace Platform.Images;

/// <summary>Removes files that no order names: those of uploads whose commit never came.</summary>
internal sealed partial class BlobSweep(
    PlatformDatabase database, IBlobStore blobs, TimeProvider clock, ILogger<BlobSweep> logger) : BackgroundService
{
    private const string NamedSql =
        "select distinct sha256 from order_images where sha256 = any ($1)";

    /// <summary>A file waits so long for its commit.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(24);

    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>One sweep.</summary>
    /// <returns>How many files went.</returns>
    /// <exception cref="StorageUnavailableException">The database cannot be reached; nothing was removed.</exception>
    public Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        blobs.SweepAsync(now - Grace, FindNamedAsync, cancellationToken);

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

    private Task<IReadOnlySet<string>> FindNamedAsync(
        IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        Failures.TranslateAsync<IReadOnlySet<string>>(async () =>
        {
            await using var command = database.Writer.CreateCommand(NamedSql);
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. names] });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var named = new HashSet<string>(StringComparer.Ordinal);
            while (await reader.ReadAsync(cancellationToken))
                named.Add(reader.GetString(0));
            return named;
        });

    [LoggerMessage(1501, LogLevel.Information, "Removed {Count} files that nothing names")]
    private partial void LogSwept(int count);

    [LoggerMessage(1502, LogLevel.Warning, "Files could not be swept ({Failure}); trying again in an hour")]
    private partial void LogLater(string failure);
}
