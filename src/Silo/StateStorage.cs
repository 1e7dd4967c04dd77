using Microsoft.Extensions.Configuration;

namespace Platform.Silo;

/// <summary>Where the states of grains are kept: <c>Storage</c>.</summary>
internal static class StateStorage
{
    private const string Setting = "Storage";
    private const string Platform = "Platform";
    private const string AdoNet = "AdoNet";

    /// <summary>Whether it is Orleans' own provider for ADO.NET, from where they are brought to the platform's tables;
    /// the platform's own storage otherwise.</summary>
    public static bool IsAdoNet(IConfiguration configuration) => Is(configuration, AdoNet);

    /// <summary>Why this build cannot start with what it is told, or null.</summary>
    public static string? RefusalOf(IConfiguration configuration)
    {
        if (IsAdoNet(configuration))
        {
            return SiloRuntime.MayBeCluster
                ? null
                : $"platform: {Setting}={AdoNet} is Orleans' own storage, but this build has the {SiloRuntime.Name}"
                    + " runtime; build with -p:GrainRuntime=Orleans, or start it without.";
        }

        return configuration[Setting] is null or "" || Is(configuration, Platform)
            ? null
            : $"platform: {Setting} is {Platform} or {AdoNet}, not '{configuration[Setting]}'.";
    }

    private static bool Is(IConfiguration configuration, string choice) =>
        string.Equals(configuration[Setting], choice, StringComparison.OrdinalIgnoreCase);
}
