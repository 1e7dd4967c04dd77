using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Platform.Cluster;
using Platform.DueWork;
using Platform.Operations;
using Platform.Storage;

namespace Platform.Silo;

/// <summary>How the processes of a cluster find each other, and how soon they notice that one is gone.</summary>
internal static class ClusterRuntime
{
    private const string Invariant = "Npgsql";

    // A killed silo is out within 3 s, 6 s if it has only just joined, a frozen one within 7 s, and a busy one is not
    // mistaken for it. Given as text, since not every 10.x knows each of the names; what it does not know is passed
    // over.
    private static readonly Dictionary<string, string?> Membership = new()
    {
        ["ProbeTimeout"] = "00:00:02",
        ["MaxProbeTimeout"] = "00:00:02",
        ["NumMissedProbesLimit"] = "3",
        ["EnableConnectionLivenessCheck"] = "false",
        ["TableRefreshTimeout"] = "00:00:05",
        ["IAmAliveTablePublishTimeout"] = "00:00:05",
        ["MaxJoinAttemptTime"] = "00:00:15",
    };

    // How long an API waits for an answer before it asks again, see CallRetry: what was on its way to a silo that was
    // killed is never answered, so this has to be shorter than the time that its grains need to live elsewhere.
    private static readonly TimeSpan ClientPatience = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan GatewayRefresh = TimeSpan.FromSeconds(2);

    /// <summary>This process is one of the silos.</summary>
    public static void Join(ISiloBuilder silo, ClusterSettings settings, IConfigurationSection membership)
    {
        var services = silo.Services;
        services.AddSingleton(settings);
        services.AddSingleton<ClusterMembers>();
        services.AddHostedService<LeftBehind>();
        services.AddHostedService<PumpWatch>();
        services.AddOptions<ClusterMembershipOptions>()
            .Bind(new ConfigurationBuilder().AddInMemoryCollection(Membership).Build())
            .Bind(membership);
        // The default looks at load, and puts nearly everything on one silo just after a start.
        services.AddSingleton<PlacementStrategy, RandomPlacement>();

        silo.Configure<ClusterOptions>(Name);
        silo.ConfigureEndpoints(settings.Address, settings.SiloPort, settings.GatewayPort);
        silo.UseAdoNetClustering(clustering => clustering.Configure<PlatformDatabase>((options, database) =>
        {
            options.Invariant = Invariant;
            options.ConnectionString = database.OrleansConnectionString;
        }));
        silo.UseAdoNetReminderService(reminders => reminders.Configure<PlatformDatabase>((options, database) =>
        {
            options.Invariant = Invariant;
            options.ConnectionString = database.OrleansConnectionString;
        }));
    }

    /// <summary>This process hosts no grains and asks the silos.</summary>
    public static void Ask(IClientBuilder client)
    {
        client.Configure<ClusterOptions>(Name);
        client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = ClientPatience);
        client.Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = GatewayRefresh);
        client.UseAdoNetClustering(clustering => clustering.Configure<PlatformDatabase>((options, database) =>
        {
            options.Invariant = Invariant;
            options.ConnectionString = database.OrleansConnectionString;
        }));
        client.Services.AddSingleton<IClientConnectionRetryFilter, SiloWait>();
        client.AddActivityPropagation();
        client.AddOutgoingGrainCallFilter<GrainCallMeter>();
        client.AddOutgoingGrainCallFilter<CallRetry>();
    }

    private static void Name(ClusterOptions cluster)
    {
        cluster.ClusterId = ClusterSettings.ClusterId;
        cluster.ServiceId = ClusterSettings.ServiceId;
    }
}
