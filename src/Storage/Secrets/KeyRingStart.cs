using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Commits;

namespace Platform.Secrets;

/// <summary>Loads the keys before anything needs one, after the migrations, and looks for new ones every
/// minute.</summary>
internal sealed partial class KeyRingStart(KeyRing ring, TimeProvider clock, ILogger<KeyRingStart> logger)
    : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    public Task StartingAsync(CancellationToken cancellationToken) => ring.LoadAsync(cancellationToken);

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ring.LoadAsync(stoppingToken);
            }
            catch (StorageUnavailableException)
            {
                LogUnavailable(); // The keys in memory go on; the next minute tries again.
            }
        }
    }

    [LoggerMessage(1101, LogLevel.Warning, "The key ring could not be read; the keys in memory go on")]
    private partial void LogUnavailable();
}
