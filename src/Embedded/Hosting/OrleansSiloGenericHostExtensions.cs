using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Platform.Embedded;

namespace Microsoft.Extensions.Hosting;

/// <summary>Hosting a silo.</summary>
public static class OrleansSiloGenericHostExtensions
{
    /// <summary>Hosts a silo in this process; it starts and stops with the host. Calling it again adds to the same
    /// silo.</summary>
    public static IHostApplicationBuilder UseOrleans(
        this IHostApplicationBuilder hostAppBuilder, Action<ISiloBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(hostAppBuilder);
        ArgumentNullException.ThrowIfNull(configureDelegate);
        configureDelegate(SiloBuilder.Of(hostAppBuilder.Services, hostAppBuilder.Configuration));
        return hostAppBuilder;
    }

    private sealed class SiloBuilder(IServiceCollection services, IConfiguration configuration) : ISiloBuilder
    {
        public IServiceCollection Services { get; } = services;

        public IConfiguration Configuration { get; } = configuration;

        public static SiloBuilder Of(IServiceCollection services, IConfiguration configuration)
        {
            var known = services.FirstOrDefault(service => service.ServiceType == typeof(SiloBuilder));
            if (known?.ImplementationInstance is SiloBuilder existing)
                return existing;

            var builder = new SiloBuilder(services, configuration);
            services.AddSingleton(builder);
            AddSilo(services);
            return builder;
        }

        private static void AddSilo(IServiceCollection services)
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
    }

    private sealed class ContextAccessor : IGrainContextAccessor
    {
        public IGrainContext GrainContext => RuntimeContext.Current!;
    }
}
