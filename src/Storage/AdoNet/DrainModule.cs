using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Hosting;

namespace Platform.Commits;

/// <summary>Puts the choice of Orleans' own storage together; its provider is added by who has it.</summary>
internal static class DrainModule
{
    /// <param name="services">Where the platform's storage has been added.</param>
    /// <param name="isChosen">Whether states are kept there from now on. What was left there is brought to the tables
    /// in either case.</param>
    public static void Add(IServiceCollection services, bool isChosen)
    {
        services.AddSingleton<OrleansRows>();
        services.AddSingleton<Drain>();
        services.AddSingleton<DrainedPorts>();
        services.AddSingleton<DrainSweep>();
        if (isChosen)
        {
            services.AddGrainStorage(PlatformGrainStorage.Name, (provider, _) => new PlatformGrainStorage(
                provider.GetRequiredService<DrainedPorts>().ByState
                    .ToDictionary(port => port.Key, IStatePort (port) => port.Value, StringComparer.Ordinal)));
        }
    }
}
