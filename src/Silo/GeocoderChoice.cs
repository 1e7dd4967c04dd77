using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.Shops;

namespace Platform.Silo;

/// <summary>Chooses who finds out where an address is: the tables that ship with the product, or a server that speaks
/// Nominatim's search, behind which the tables still stand.</summary>
public static class GeocoderChoice
{
    private const string Offline = "Offline";
    private const string Nominatim = "Nominatim";
    private const int AnswerBytesMax = 256 * 1024;

    // Shorter than a call waits for a place.
    private static readonly TimeSpan PatienceDefault = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan PatienceMax = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(5);

    /// <summary>Adds the geocoder that <c>Geocoder__Provider</c> names; before the grains, which add the offline one
    /// where there is none.</summary>
    /// <exception cref="InvalidOperationException">No such provider, or its settings are wrong.</exception>
    public static IServiceCollection AddGeocoder(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection("Geocoder");
        var provider = section["Provider"] ?? Offline;
        if (string.Equals(provider, Offline, StringComparison.OrdinalIgnoreCase))
            return services;
        if (!string.Equals(provider, Nominatim, StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException($"Geocoder__Provider is {Offline} or {Nominatim}.");
        if (!Uri.TryCreate(section["Url"], UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new InvalidOperationException("Geocoder__Url has to be an http or https address.");
        var patience = section.GetValue("Patience", PatienceDefault);
        if (patience <= TimeSpan.Zero || patience > PatienceMax)
            throw new InvalidOperationException($"Geocoder__Patience is more than nothing and at most {PatienceMax}.");

        var agent = section["UserAgent"] is { Length: > 0 } name ? name : "platform";
        return services.AddSingleton<IGeocoder>(_ => new HttpGeocoder(
            Client(url, agent), new OfflineGeocoder(), patience));
    }

    private static HttpClient Client(Uri url, string agent)
    {
        var http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = ConnectionLife })
        {
            BaseAddress = new Uri(url.AbsoluteUri.TrimEnd('/') + "/"),
            MaxResponseContentBufferSize = AnswerBytesMax,
        };
        // Public servers refuse who does not say who they are.
        http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", agent);
        return http;
    }
}
