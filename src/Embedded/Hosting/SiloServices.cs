using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Runtime;

namespace Platform.Embedded;

/// <summary>What a silo consists of.</summary>
internal static class SiloServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddLogging();
        services.AddOptions();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ITurnOrder, ThreadPoolTurns>();
        services.TryAddSingleton<IMessageBus, DirectBus>();
        services.TryAddSingleton<SiloRuntime>();
        services.TryAddSingleton<SiloGrainFactory>();
        services.TryAddSingleton<IGrainFactory>(all => all.GetRequiredService<SiloGrainFactory>());
        services.TryAddSingleton<IClusterClient>(all => all.GetRequiredService<SiloGrainFactory>());
        services.TryAddSingleton<IGrainContextAccessor, ContextAccessor>();

        // First of all hosted services, so that the others find a running silo, and last to stop.
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService, SiloHost>());
    }

    private sealed class ContextAccessor : IGrainContextAccessor
    {
        public IGrainContext GrainContext => RuntimeContext.Current!;
    }
}
