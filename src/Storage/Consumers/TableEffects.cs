using Microsoft.Extensions.DependencyInjection;

namespace Platform.Consumers;

/// <summary>Registers consumers that change tables.</summary>
public static class TableEffects
{
    /// <summary>Runs <typeparamref name="T"/> over the log, in 16 lanes, from the beginning of what is kept.</summary>
    public static IServiceCollection AddTableEffect<T>(this IServiceCollection services)
        where T : class, ITableEffect
    {
        services.AddSingleton<T>();
        services.AddSingleton<ITableEffect>(provider => provider.GetRequiredService<T>());
        return services.AddSingleton<IConsumer>(provider => provider.GetRequiredService<T>());
    }
}
