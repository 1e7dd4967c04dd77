using Microsoft.Extensions.Hosting;

namespace Platform.Silo;

/// <summary>A build that does not have what it is told to use says so, rather than to start without it. Before anything
/// else starts.</summary>
internal sealed class StartRefused(string reason) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => throw new CannotStartException(reason);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
