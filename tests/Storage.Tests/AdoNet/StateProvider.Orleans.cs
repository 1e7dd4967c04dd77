using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Storage;
using Platform.Commits;

namespace Platform.Storage;

/// <summary>Orleans' own storage provider, without a silo around it.</summary>
internal static class StateProvider
{
    public static void AddNeeds(IServiceCollection services)
    {
        services.AddSerializer();
        services.AddAdoNetStates(isChosen: true);
        services.Configure<ClusterOptions>(cluster => cluster.ServiceId = new StorageOptions().ServiceId);
    }

    public static IGrainStorage Make(IServiceProvider services) =>
        AdoNetGrainStorageFactory.Create(services, OrleansRows.Provider);

    // It reads its statements in a stage of a silo's life.
    public static async Task StartAsync(IGrainStorage provider)
    {
        var life = new SiloLifecycleSubject(NullLogger<SiloLifecycleSubject>.Instance);
        ((ILifecycleParticipant<ISiloLifecycle>)provider).Participate(life);
        await life.OnStart(CancellationToken.None);
    }
}
