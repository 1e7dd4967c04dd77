using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Platform.Commits;

namespace Platform.Storage;

/// <summary>Orleans' storage provider as the tests have it: made by <c>StateProvider</c>, begun with its first use, and
/// able to be the last thing that a process did.</summary>
internal sealed class AdoNetProvider(IGrainStorage provider) : IGrainStorage
{
    private readonly Lock _lock = new();
    private Task? _started;

    /// <summary>The process dies when the next state stands in Orleans' row.</summary>
    public bool DiesAfterWriting { get; set; }

    /// <summary>Completes when that has happened.</summary>
    public TaskCompletionSource Died { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Never completes, unless the process turns out to have been only slow.</summary>
    public TaskCompletionSource Revived { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static void Add(IServiceCollection services)
    {
        StateProvider.AddNeeds(services);
        DrainModule.Add(services, isChosen: true);
        services.AddSingleton(provider => new AdoNetProvider(StateProvider.Make(provider)));
        services.AddKeyedSingleton<IGrainStorage>(
            OrleansRows.Provider, (provider, _) => provider.GetRequiredService<AdoNetProvider>());
    }

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await StartedAsync();
        await provider.ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await StartedAsync();
        await provider.WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);
        if (!DiesAfterWriting)
            return;
        Died.TrySetResult();
        await Revived.Task;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        throw new NotSupportedException();

    private Task StartedAsync()
    {
        lock (_lock)
            return _started ??= StateProvider.StartAsync(provider);
    }
}
