using Microsoft.Extensions.DependencyInjection;

namespace Platform.Vendors;

/// <summary>The readers of rosters.</summary>
internal static class VendorsStorage
{
    public static void Add(IServiceCollection services) => services.AddSingleton<IRosterReader, RosterReader>();
}
