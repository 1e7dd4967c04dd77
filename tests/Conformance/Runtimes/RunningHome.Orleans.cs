using Orleans.Configuration;
using Orleans.TestingHost;

namespace Platform.Conformance;

/// <summary>Orleans: two silos, and the test calls as a client of the cluster.</summary>
internal sealed class RunningHome : IAsyncDisposable
{
    private const int SilosCount = 2;

    private readonly InProcessTestCluster _cluster;

    private RunningHome(InProcessTestCluster cluster) => _cluster = cluster;

    public IGrainFactory Grains => _cluster.Client;

    public static async Task<RunningHome> StartAsync(HomeSetup setup, Action<ISiloBuilder> configure)
    {
        var builder = new InProcessTestClusterBuilder(SilosCount);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = setup.Patience);
            configure(silo);
        });
        builder.ConfigureClient(client =>
        {
            client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = setup.Patience);
            client.AddActivityPropagation();
            if (setup.Outgoing is { } filter)
                client.AddOutgoingGrainCallFilter(filter);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new(cluster);
    }

    public Task StopAsync() => _cluster.StopSilosAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();
}
