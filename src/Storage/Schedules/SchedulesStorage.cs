using Microsoft.Extensions.DependencyInjection;
using Platform.Analytics;
using Platform.Consumers;

namespace Platform.Schedules;

/// <summary>What recurring work needs of PostgreSQL beside its commits.</summary>
internal static class SchedulesStorage
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<IJobReader, JobReader>();
        services.AddSingleton<IJobPlans, JobPlans>();
        services.AddTableEffect<SalesCounter>();
        services.AddSingleton<ISalesCounts, SalesCounts>();
        services.AddSingleton<IDailySalesReader, DailySalesReader>();
    }
}
