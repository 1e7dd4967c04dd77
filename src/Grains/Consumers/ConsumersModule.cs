using Microsoft.Extensions.DependencyInjection;

namespace Platform.Consumers;

/// <summary>Registers consumers whose effects are calls. Those that change tables are registered by the
/// storage.</summary>
public static class ConsumersModule
{
    /// <summary>Runs <typeparamref name="T"/> over the log, in 16 lanes: it calls grains.</summary>
    public static IServiceCollection AddGrainEffect<T>(this IServiceCollection services)
        where T : class, IGrainEffect =>
        services.AddSingleton<IConsumer, T>();

    /// <summary>Runs <typeparamref name="T"/> over the log, in 16 lanes: it acts outside the platform.</summary>
    public static IServiceCollection AddOutsideEffect<T>(this IServiceCollection services)
        where T : class, IOutsideEffect =>
        services.AddSingleton<IConsumer, T>();

    /// <summary>What lanes and live feeds need in a silo.</summary>
    internal static IServiceCollection AddConsumersAndLive(this IServiceCollection services)
    {
        services.AddSingleton<Live.LogHead>();
        services.AddSingleton<ConsumerMeter>();
        services.AddHostedService<ConsumersStart>();
        services.AddSingleton<Live.FlushFanout>();
        services.AddSingleton<Live.IFlushListener>(provider => provider.GetRequiredService<Live.FlushFanout>());
        return services.AddHostedService(provider => provider.GetRequiredService<Live.FlushFanout>());
    }
}
