using System.Net;
using Microsoft.Extensions.Configuration;

namespace Platform.Silo;

/// <summary>What a process of a cluster is told: <c>Cluster__Enabled</c>, and where a silo is reached. A database has
/// one cluster, so it needs no name of its own.</summary>
/// <param name="Address">The address of this machine that the other silos and the clients connect to.</param>
/// <param name="SiloPort">Where the other silos connect.</param>
/// <param name="GatewayPort">Where clients connect: the API's processes.</param>
internal sealed record ClusterSettings(IPAddress Address, int SiloPort, int GatewayPort)
{
    /// <summary>The cluster's name in its table. The same for ever: who is dead is told by the process that takes its
    /// place, so a restart of all needs no new name.</summary>
    public const string ClusterId = "platform";

    /// <summary>The application's name, which its reminders stand under. It never changes.</summary>
    public const string ServiceId = "platform";

    private const int SiloPortDefault = 11111;
    private const int GatewayPortDefault = 30000;

    public IPEndPoint Endpoint => new(Address, SiloPort);

    /// <summary>Whether this process is to be part of a cluster.</summary>
    public static bool IsAskedFor(IConfiguration configuration) => configuration.GetValue("Cluster:Enabled", false);

    /// <exception cref="CannotStartException">They cannot be.</exception>
    public static ClusterSettings Of(IConfiguration configuration)
    {
        var section = configuration.GetSection("Cluster");
        var address = section["Address"] ?? IPAddress.Loopback.ToString();
        return new(
            IPAddress.TryParse(address, out var parsed)
                ? parsed
                : throw new CannotStartException($"platform: Cluster__Address is an IP address, not '{address}'."),
            Port(section, "SiloPort", SiloPortDefault),
            Port(section, "GatewayPort", GatewayPortDefault));
    }

    private static int Port(IConfigurationSection section, string name, int otherwise)
    {
        var text = section[name];
        if (text is null)
            return otherwise;
        return int.TryParse(text, out var port) && port is > 0 and <= IPEndPoint.MaxPort
            ? port
            : throw new CannotStartException(
                $"platform: Cluster__{name} is a port from 1 to {IPEndPoint.MaxPort}, not '{text}'.");
    }
}
