using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Platform.Live;

namespace Platform.Consumers;

/// <summary>What consumers and live feeds need from the database, in one line.</summary>
internal static class ConsumersStorage
{
    public static IServiceCollection AddConsumersStorage(this IServiceCollection services)
    {
        services.TryAddSingleton<ILaneStore, LaneStore>();
        services.TryAddSingleton<RecentEvents>();
        services.AddSingleton<IFlushListener>(provider => provider.GetRequiredService<RecentEvents>());
        services.TryAddSingleton<IDeadLetterReader, DeadLetterReader>();
        services.TryAddSingleton<IFeedLog, FeedLog>();
        return services;
    }
}
