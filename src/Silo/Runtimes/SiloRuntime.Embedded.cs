using Microsoft.Extensions.Configuration;

namespace Platform.Silo;

/// <summary>The runtime this build has: one process, no cluster packages.</summary>
internal static class SiloRuntime
{
    public const string Name = "Embedded";

    /// <summary>Nobody to know, no tables for it.</summary>
    public const bool MayBeCluster = false;

    /// <summary>It never joins anything, so it needs the database for itself.</summary>
    public static bool IsCluster(IConfiguration configuration) => false;

    public static void Configure(ISiloBuilder silo, IConfiguration configuration) => silo.AddReminders();
}
