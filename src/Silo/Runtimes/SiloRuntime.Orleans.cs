using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Platform.Operations;
using Platform.Storage;

namespace Platform.Silo;

/// <summary>The runtime this build has: Microsoft Orleans. Alone by default; with <c>Cluster__Enabled</c> one of a
/// cluster, whose membership is kept in the same PostgreSQL.</summary>
internal static class SiloRuntime
{
    public const string Name = "Orleans";

    /// <summary>The database has what silos know each other by, whether there is more than one today or not.</summary>
    public const bool MayBeCluster = true;

    // How long a grain waits for another one's answer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static bool IsCluster(IConfiguration configuration) => ClusterSettings.IsAskedFor(configuration);

    /// <summary>Hosts grains: one of a cluster's silos, or the only one there is.</summary>
    public static void AddSilo(IHostApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var settings = IsCluster(configuration) ? ClusterSettings.Of(configuration) : null;
        // Orleans places grains through Polly, which tells of each that went well.
        builder.Logging.AddFilter("Polly", LogLevel.Warning);
        builder.Services.AddAdoNetStates(isChosen: StateStorage.IsAdoNet(configuration));
        builder.UseOrleans(silo =>
        {
            silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = Patience);
            silo.Configure<SiloMessagingOptions>(SiloLimits.Set);
            silo.AddActivityPropagation();
            silo.AddIncomingGrainCallFilter<GrainCallMeter>();
            if (settings is null)
                BeAlone(silo);
            else
                ClusterRuntime.Join(silo, settings, configuration.GetSection("Cluster:Membership"));
        });
        builder.Services.SweepAdoNetStates();
    }

    /// <summary>Hosts none and asks those of a cluster's silos.</summary>
    public static void AddClient(IHostApplicationBuilder builder) => builder.UseOrleansClient(ClusterRuntime.Ask);

    // A new cluster with every start: nobody waits for members that a killed process left behind. Its port is whichever
    // is free, and it has no gateway: nobody but this process calls its grains.
    private static void BeAlone(ISiloBuilder silo)
    {
        silo.AddReminders();
        silo.UseLocalhostClustering(
            FreePort(), gatewayPort: 0, primarySiloEndpoint: null, ClusterSettings.ServiceId,
            Guid.NewGuid().ToString("N"));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
