using Microsoft.Extensions.Hosting;

namespace Platform.DueWork;

/// <summary>Starts the pump when the silo has started.</summary>
internal sealed class DueWorkStart(IGrainFactory grains) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken) =>
        grains.GetGrain<IDueWorkPumpGrain>(IDueWorkPumpGrain.Key).Start();

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
