using Microsoft.Extensions.DependencyInjection;
using Platform.Hosting;

namespace Platform.Schedules;

/// <summary>Registers recurring work.</summary>
internal static class SchedulesModule
{
    /// <summary>Recurring work in one line: <c>services.AddPeriodicJob&lt;DailySalesJob&gt;()</c>.</summary>
    public static IServiceCollection AddPeriodicJob<T>(this IServiceCollection services)
        where T : class, IPeriodicJob =>
        services.AddSingleton<IPeriodicJob, T>();

    /// <summary>What plans it.</summary>
    public static IServiceCollection AddJobPlanner(this IServiceCollection services) =>
        services.AddHostedService<JobPlannerStart>();
}

/// <summary>Starts the planner.</summary>
internal sealed class JobPlannerStart(IGrainFactory grains) : OnceStarted
{
    public override Task StartedAsync(CancellationToken cancellationToken) =>
        grains.GetGrain<IJobPlannerGrain>(IJobPlannerGrain.Key).Start();
}
