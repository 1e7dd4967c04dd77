using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Runtime;

namespace Platform.Embedded;

/// <summary>Starts and stops the silo with its host.</summary>
internal sealed class SiloHost(SiloRuntime silo, IServiceProvider services) : IHostedService, IDisposable
{
    private readonly Lifecycle _lifecycle = new();
    private readonly Maintenance _maintenance = new(silo);
    private readonly Lock _lock = new();
    private Task? _stopped;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        SignatureCheck.Demand(silo.Classes.Interfaces);
        silo.State = SiloState.Starting;
        _maintenance.Start();
        foreach (var participant in services.GetServices<ILifecycleParticipant<ISiloLifecycle>>())
            participant.Participate(_lifecycle);
        await _lifecycle.StartAsync(ServiceLifecycleStage.Last, cancellationToken);
        silo.State = SiloState.Running;
    }

    /// <summary>Once: a host may be told to stop by several at the same time.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            return _stopped ??= StopOnceAsync(cancellationToken);
    }

    public void Dispose() => _maintenance.Dispose();

    private async Task StopOnceAsync(CancellationToken cancellationToken)
    {
        // First those who call grains, then the grains, last the storage they need until their end.
        await StopStagesAsync(ServiceLifecycleStage.RuntimeGrainServices, cancellationToken);
        silo.State = SiloState.Stopping;
        await DeactivateAllAsync(cancellationToken);
        silo.State = SiloState.Stopped;
        await StopStagesAsync(ServiceLifecycleStage.First, cancellationToken);
        _maintenance.Dispose();
    }

    private Task StopStagesAsync(int first, CancellationToken cancellationToken) =>
        _lifecycle.StopAsync(first, failure => silo.Log.StopFailed(failure), cancellationToken);

    private async Task DeactivateAllAsync(CancellationToken cancellationToken)
    {
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The silo is shutting down.");
        var all = silo.Directory.Activations.ToList();
        foreach (var activation in all)
            activation.Deactivate(reason, cancellationToken);
        try
        {
            await Task.WhenAll(all.Where(one => !one.IsUntouched).Select(one => one.Deactivated))
                .WaitAsync(silo.Collection.DeactivationTimeout, cancellationToken);
        }
        catch (Exception failure) when (failure is TimeoutException or OperationCanceledException)
        {
            silo.Log.StopFailed(failure);
        }
    }
}
