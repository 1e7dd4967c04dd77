using Orleans.Hosting;

namespace Microsoft.Extensions.Hosting;

/// <summary>Hosting a silo.</summary>
public static class OrleansSiloGenericHostExtensions
{
    /// <summary>Hosts a silo in this process; it starts and stops with the host.</summary>
    public static IHostApplicationBuilder UseOrleans(
        this IHostApplicationBuilder hostAppBuilder, Action<ISiloBuilder> configureDelegate) =>
        throw new NotSupportedException($"{hostAppBuilder} {configureDelegate}");
}
