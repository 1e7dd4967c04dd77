using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Platform.Operations;

namespace Platform.Silo;

/// <summary>The runtime this build has: one process, no cluster packages.</summary>
internal static class SiloRuntime
{
    public const string Name = "Embedded";

    /// <summary>Nobody to know, no tables for it.</summary>
    public const bool MayBeCluster = false;

    /// <summary>It never is one.</summary>
    public static bool IsCluster(IConfiguration configuration) => false;

    public static void AddSilo(IHostApplicationBuilder builder) => builder.UseOrleans(silo => silo
        .Configure<SiloMessagingOptions>(SiloLimits.Set)
        .AddReminders().AddActivityPropagation().AddIncomingGrainCallFilter<GrainCallMeter>());

    public static void AddClient(IHostApplicationBuilder builder) =>
        throw new NotSupportedException("There is no cluster to be a client of.");
}
