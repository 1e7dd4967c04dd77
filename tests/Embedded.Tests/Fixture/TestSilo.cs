using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Platform.Embedded.Tests;

/// <summary>A silo with the grains of this project. Tests of meaning speak to it through Orleans' interfaces only, so
/// that they say the same about every runtime.</summary>
public sealed class TestSilo : IAsyncDisposable
{
    private readonly IHost _host;

    private TestSilo(IHost host)
    {
        _host = host;
    }

    public IServiceProvider Services => _host.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public static async Task<TestSilo> StartAsync(Action<ISiloBuilder>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo =>
        {
            silo.Services.AddSingleton<Journal>();
            silo.Services.AddSingleton<MemoryStorage>();
            Orleans.Runtime.Hosting.StorageProviderExtensions.AddGrainStorage(
                silo.Services, "memory", (services, _) => services.GetRequiredService<MemoryStorage>());
            silo.UseInMemoryReminderService();
            configure?.Invoke(silo);
        });
        var host = builder.Build();
        await host.StartAsync();
        return new TestSilo(host);
    }

    public T Grain<T>(string? key = null)
        where T : IGrainWithStringKey =>
        Grains.GetGrain<T>(key ?? Guid.NewGuid().ToString("N"));

    public Journal Journal => Services.GetRequiredService<Journal>();

    public MemoryStorage Storage => Services.GetRequiredService<MemoryStorage>();

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
