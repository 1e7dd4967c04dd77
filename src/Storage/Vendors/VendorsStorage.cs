using Microsoft.Extensions.DependencyInjection;
using Platform.Consumers;
using Platform.Dispatch;

namespace Platform.Vendors;

/// <summary>The readers of rosters and of vendors' work.</summary>
internal static class VendorsStorage
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<IRosterReader, RosterReader>();
        services.AddSingleton<IVendorJobReader, VendorJobReader>();
        services.AddSingleton<IVendorFiguresReader, VendorFiguresReader>();
        services.AddSingleton<ICandidateReader, CandidateReader>();
        services.AddTableEffect<VendorRatings>();
    }
}
