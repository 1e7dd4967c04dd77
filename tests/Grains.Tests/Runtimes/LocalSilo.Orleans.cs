using Platform.Testing;

namespace Platform;

/// <summary>A silo of this process alone, on a port that is free.</summary>
internal static class LocalSilo
{
    public static ISiloBuilder UseLocalSilo(this ISiloBuilder silo) =>
        silo.UseLocalhostClustering(LoopbackPort.Free(), gatewayPort: 0, clusterId: Guid.NewGuid().ToString("N"))
            .UseInMemoryReminderService();
}
