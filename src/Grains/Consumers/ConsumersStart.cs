using Platform.Hosting;

namespace Platform.Consumers;

/// <summary>Wakes the lanes.</summary>
internal sealed class ConsumersStart(IGrainFactory grains) : OnceStarted
{
    public override Task StartedAsync(CancellationToken cancellationToken) =>
        grains.GetGrain<IConsumersGrain>(LaneKey.All).Start().WaitAsync(cancellationToken);
}
