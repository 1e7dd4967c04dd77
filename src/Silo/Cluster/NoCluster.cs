using Microsoft.Extensions.Hosting;

namespace Platform.Silo;

/// <summary>A build that cannot be part of a cluster says so, rather than to start alone where others are
/// expected.</summary>
internal sealed class NoCluster : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => throw new CannotStartException(
        $"platform: Cluster__Enabled is set, but this build has the {SiloRuntime.Name} runtime, which is one process;"
        + " build with -p:GrainRuntime=Orleans, or start it without.");

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
