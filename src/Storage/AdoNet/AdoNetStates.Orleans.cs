using Microsoft.Extensions.DependencyInjection;
using Platform.Commits;

namespace Platform.Storage;

/// <summary>States of grains in Orleans' own storage provider, on PostgreSQL.</summary>
public static class AdoNetStates
{
    /// <summary>Adds it beside the platform's storage. <see cref="SweepAdoNetStates"/> has to come after the
    /// silo.</summary>
    /// <param name="services">Where the platform's storage has been added.</param>
    /// <param name="isChosen">Whether states are kept there from now on.</param>
    public static IServiceCollection AddAdoNetStates(this IServiceCollection services, bool isChosen)
    {
        services.AddAdoNetGrainStorage(OrleansRows.Provider, provider => provider.Configure<PlatformDatabase>(
            (options, database) =>
            {
                options.Invariant = "Npgsql";
                options.ConnectionString = database.OrleansStatesConnectionString;
                options.GrainStorageSerializer = new KeptSerializer();
                options.InitStage = ServiceLifecycleStage.RuntimeStorageServices;
            }));
        DrainModule.Add(services, isChosen);
        return services;
    }

    /// <summary>Brings what a process left behind to the tables, now and then.</summary>
    public static IServiceCollection SweepAdoNetStates(this IServiceCollection services) =>
        services.AddHostedService(provider => provider.GetRequiredService<DrainSweep>());
}
