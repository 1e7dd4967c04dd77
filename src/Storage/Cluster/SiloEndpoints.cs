using System.Globalization;
using System.Net;

namespace Platform.Cluster;

/// <summary>How a silo holds its address in the database: as an advisory lock that PostgreSQL frees when the process
/// dies.</summary>
public static class SiloEndpoints
{
    /// <summary>The first half of the lock; the second is made of the address.</summary>
    public const int LockClass = 0x73696c6f; // "silo"

    /// <summary>The address as it is locked, such as <c>127.0.0.1:11111</c>.</summary>
    public static string Text(IPEndPoint endpoint) =>
        string.Create(CultureInfo.InvariantCulture, $"{endpoint.Address}:{endpoint.Port}");
}
