using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Platform.Shops;

/// <summary>Adds the geocoder that needs no network; whoever configured another one keeps it.</summary>
internal static class GeocoderModule
{
    public static void AddGeocoder(this IServiceCollection services) =>
        services.TryAddSingleton<IGeocoder, OfflineGeocoder>();
}
