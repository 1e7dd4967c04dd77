using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Orleans.Configuration;

namespace Platform.Silo;

/// <summary>The runtime this build has: Microsoft Orleans. Alone by default; a cluster with <c>Clustering:Enabled</c>,
/// whose membership is kept in the same PostgreSQL.</summary>
internal static class SiloRuntime
{
    public const string Name = "Orleans";

    /// <summary>The database has what silos know each other by, whether there is more than one today or not.</summary>
    public const bool MayBeCluster = true;

    private const string ServiceId = "platform";
    private const string Invariant = "Npgsql";

    public static bool IsCluster(IConfiguration configuration) => configuration.GetValue("Clustering:Enabled", false);

    public static void Configure(ISiloBuilder silo, IConfiguration configuration)
    {
        silo.AddReminders();
        silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromSeconds(10));
        if (!IsCluster(configuration))
        {
            // A new cluster with every start: nobody waits for members that a killed process left behind. Its port is
            // whichever is free, and it has no gateway: nobody but this process calls its grains.
            silo.UseLocalhostClustering(
                FreePort(), gatewayPort: 0, primarySiloEndpoint: null, ServiceId, Guid.NewGuid().ToString("N"));
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

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
