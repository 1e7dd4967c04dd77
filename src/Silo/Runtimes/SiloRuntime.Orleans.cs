using Microsoft.Extensions.Configuration;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Platform.Silo;

/// <summary>The runtime this build has: Microsoft Orleans. Alone by default; a cluster with <c>Clustering:Enabled</c>,
/// whose membership is kept in the same PostgreSQL.</summary>
internal static class SiloRuntime
{
    public const string Name = "Orleans";

    private const string ServiceId = "platform";
    private const string Invariant = "Npgsql";

    public static bool IsCluster(IConfiguration configuration) => configuration.GetValue("Clustering:Enabled", false);

    public static void Configure(ISiloBuilder silo, IConfiguration configuration)
    {
        silo.AddReminders();
        silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromSeconds(10));
        if (!IsCluster(configuration))
        {
            // A new cluster with every start: nobody waits for members that a killed process left behind.
            silo.UseLocalhostClustering(serviceId: ServiceId, clusterId: Guid.NewGuid().ToString("N"));
            return;
        }

        silo.Configure<ClusterOptions>(cluster =>
        {
            cluster.ServiceId = ServiceId;
            // The same for all silos of one start of the whole cluster, another one for the next.
            cluster.ClusterId = configuration["Clustering:ClusterId"]
                ?? throw new InvalidOperationException("Set Clustering:ClusterId, a fresh one for each cluster start.");
        });
        silo.UseAdoNetClustering(clustering =>
        {
            clustering.Invariant = Invariant;
            clustering.ConnectionString = configuration.GetConnectionString("Platform");
        });
        // A frozen silo is out within 7 s, and a busy one is not mistaken for it.
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = TimeSpan.FromSeconds(2);
            membership.NumMissedProbesLimit = 3;
            membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
            membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
            membership.MaxJoinAttemptTime = TimeSpan.FromSeconds(15);
        });
    }
}
