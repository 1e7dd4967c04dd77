using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.Serialization;

namespace Platform.Storage.Worker;

internal static partial class Hosts
{
    /// <summary>The same with states in Orleans' own storage. The database has its tables by then.</summary>
    public static async Task<ServiceProvider> OnAdoNetAsync(string connection, int flushers)
    {
        var made = On(connection, flushers, services =>
        {
            services.AddSerializer();
            services.Configure<ClusterOptions>(cluster => cluster.ServiceId = new StorageOptions().ServiceId);
            services.AddAdoNetStates(isChosen: true);
        });
        // The provider reads its statements in a stage of a silo's life.
        var life = new SiloLifecycleSubject(NullLogger<SiloLifecycleSubject>.Instance);
        foreach (var participant in made.GetServices<ILifecycleParticipant<ISiloLifecycle>>())
            participant.Participate(life);
        await life.OnStart(CancellationToken.None);
        return made;
    }
}
