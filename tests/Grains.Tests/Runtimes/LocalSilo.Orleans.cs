using System.Net;
using System.Net.Sockets;

namespace Platform;

/// <summary>A silo of this process alone, on a port that is free.</summary>
internal static class LocalSilo
{
    public static ISiloBuilder UseLocalSilo(this ISiloBuilder silo)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        return silo.UseLocalhostClustering(port, gatewayPort: 0, clusterId: Guid.NewGuid().ToString("N"))
            .UseInMemoryReminderService();
    }
}
