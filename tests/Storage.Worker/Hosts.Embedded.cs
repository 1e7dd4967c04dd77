using Microsoft.Extensions.DependencyInjection;

namespace Platform.Storage.Worker;

internal static partial class Hosts
{
    /// <summary>Orleans' own storage is not in this build.</summary>
    public static Task<ServiceProvider> OnAdoNetAsync(string connection, int flushers) =>
        throw new NotSupportedException($"{connection}, {flushers}: this build has no Orleans.");
}
