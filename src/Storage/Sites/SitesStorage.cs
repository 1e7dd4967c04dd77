using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Platform.Sites;

/// <summary>What reading web sites needs: PostgreSQL for what was found, and a guarded way out.</summary>
internal static class SitesStorage
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<ISiteFindings, SiteFindingsReader>();
        services.TryAddSingleton<SiteOptions>();
        services.AddSingleton<IWebPages>(provider => new GuardedPages(provider.GetRequiredService<SiteOptions>()));
    }
}
