using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Consumers;

namespace Platform.DueWork;

/// <summary>In a cluster, what ticks may die with another silo. Its reminder brings it back within a minute; each silo
/// asks for it more often than that.</summary>
internal sealed partial class PumpWatch(IGrainFactory grains, TimeProvider clock, ILogger<PumpWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await grains.GetGrain<IDueWorkPumpGrain>(IDueWorkPumpGrain.Key).Wake();
                await grains.GetGrain<IConsumersGrain>(LaneKey.All).Wake();
            }
            catch (OrleansException failure)
            {
                LogMissed(failure.GetType().Name); // The next beat asks again.
            }
        }
    }

    [LoggerMessage(1214, LogLevel.Warning, "The pumps could not be asked whether they tick ({Failure})")]
    private partial void LogMissed(string failure);
}
