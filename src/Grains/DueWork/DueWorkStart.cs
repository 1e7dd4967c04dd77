using Platform.Hosting;

namespace Platform.DueWork;

/// <summary>Starts the pump.</summary>
internal sealed class DueWorkStart(IGrainFactory grains) : OnceStarted
{
    public override Task StartedAsync(CancellationToken cancellationToken) =>
        grains.GetGrain<IDueWorkPumpGrain>(IDueWorkPumpGrain.Key).Start();
}
