using Microsoft.Extensions.DependencyInjection;

namespace Platform.Conformance;

/// <summary>A home with the grains of this project: one silo of Embedded, or a cluster of two of Orleans with a client.
/// Tests of meaning speak to it through Orleans' interfaces only, so that they say the same about both.</summary>
public sealed class TestHome : IAsyncDisposable
{
    private readonly RunningHome _home;

    private TestHome(RunningHome home, Journal journal, MemoryStorage storage)
    {
        _home = home;
        Journal = journal;
        Storage = storage;
    }

    /// <summary>The grains as a caller sees them who is none.</summary>
    public IGrainFactory Grains => _home.Grains;

    /// <summary>What the grains told.</summary>
    public Journal Journal { get; }

    /// <summary>What the grains keep.</summary>
    public MemoryStorage Storage { get; }

    /// <summary>Starts one with further settings for each silo.</summary>
    public static Task<TestHome> StartAsync(Action<ISiloBuilder> silo) => StartAsync(new HomeSetup { Silo = silo });

    /// <summary>Starts one.</summary>
    public static async Task<TestHome> StartAsync(HomeSetup? setup = null)
    {
        setup ??= new HomeSetup();
        var storage = new MemoryStorage(setup.Journal);
        var home = await RunningHome.StartAsync(setup, silo =>
        {
            silo.Services.AddSingleton(setup.Journal);
            Orleans.Runtime.Hosting.StorageProviderExtensions.AddGrainStorage(
                silo.Services, "memory", (_, _) => storage);
            silo.AddReminders();
            silo.Services.AddSingleton<IReminderTable>(setup.Reminders);
            setup.Silo(silo);
        });
        return new(home, setup.Journal, storage);
    }

    /// <summary>A grain by its key, or one that nobody has asked for yet.</summary>
    public T Grain<T>(string? key = null)
        where T : IGrainWithStringKey =>
        Grains.GetGrain<T>(key ?? Guid.NewGuid().ToString("N"));

    /// <summary>Stops the silos as an operator would. Who calls grains is still there.</summary>
    public Task StopAsync() => _home.StopAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _home.DisposeAsync();
}
