using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Consumers;

namespace Platform.Live;

/// <summary>A silo with the live feeds and lanes over a log in memory, and a clock that moves when told (timers run
/// on real time).</summary>
internal sealed class FeedSilo : IAsyncDisposable
{
    private readonly IHost _host;

    private FeedSilo(IHost host) => _host = host;

    public MemoryLog Log => _host.Services.GetRequiredService<MemoryLog>();

    public HandClock Clock => _host.Services.GetRequiredService<HandClock>();

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public static async Task<FeedSilo> StartAsync(Action<IServiceCollection>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.ClearProviders();
        var services = builder.Services;
        services.AddSingleton<HandClock>();
        services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<HandClock>());
        services.AddSingleton<MemoryLog>();
        services.AddSingleton<IFeedLog>(provider => provider.GetRequiredService<MemoryLog>());
        services.AddSingleton<IEventLog>(provider => provider.GetRequiredService<MemoryLog>());
        services.AddSingleton<ILaneStore, MemoryLanes>();
        services.AddConsumersAndLive();
        configure?.Invoke(services);
        builder.UseOrleans(silo => silo.UseLocalSilo());
        var host = builder.Build();
        await host.StartAsync();
        return new FeedSilo(host);
    }

    public T Service<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
