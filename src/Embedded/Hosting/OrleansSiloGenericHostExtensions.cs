using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
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
            SiloServices.Add(services);
            return builder;
        }
    }
}
