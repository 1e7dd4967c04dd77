using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Commits;

namespace Platform.Storage;

/// <summary>Removes files that nothing needs any more: soon after the start, since a process that died may have left
/// some, then again and again.</summary>
/// <param name="what">What they are, for the log.</param>
/// <param name="pause">Between two sweeps.</param>
internal abstract partial class PeriodicSweep(string what, TimeSpan pause, TimeProvider clock, ILogger logger)
    : BackgroundService
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(3);

    /// <summary>One sweep.</summary>
    /// <returns>How many files went.</returns>
    /// <exception cref="StorageUnavailableException">The database cannot be reached; nothing was removed.</exception>
    public abstract Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(First, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            timer.Period = pause;
            try
            {
                var swept = await RunAsync(clock.GetUtcNow(), stoppingToken);
                if (swept > 0)
                    LogSwept(logger, swept, what);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it is: what is left lying about is no reason to end the process.
                LogLater(logger, failure, what, pause);
            }
        }
    }

    [LoggerMessage(1501, LogLevel.Information, "Removed {Count} {What}")]
    private static partial void LogSwept(ILogger logger, int count, string what);

    [LoggerMessage(1502, LogLevel.Warning, "No {What} could be removed; trying again in {Pause}")]
    private static partial void LogLater(ILogger logger, Exception failure, string what, TimeSpan pause);
}
