using Orleans.Storage;

namespace Platform.Commits;

/// <summary>The grain storage named <c>platform</c>: states of type <see cref="Stored{T}"/>, read in batches and
/// written by group commit with everything that travels along. The overloads with a token are the interface's own,
/// which do not use it: a commit that was sent cannot be taken back.</summary>
internal sealed class PlatformGrainStorage(IReadOnlyDictionary<string, IStatePort> ports) : IGrainStorage
{
    /// <summary>The name in <c>[PersistentState("…", "platform")]</c>.</summary>
    public const string Name = "platform";

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        PortOf<T>(stateName).ReadAsync(Key(grainId), grainState);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        PortOf<T>(stateName).WriteAsync(Key(grainId), grainState);

    /// <summary>Refused: without its row a grain has no fence, and an activation that slept could write
    /// again.</summary>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        throw new NotSupportedException("States are not cleared: write one that says so, or erase its personal data.");

    private static string Key(GrainId grainId) => grainId.Key.ToString()!;

    private IStatePort<T> PortOf<T>(string stateName) =>
        ports.TryGetValue(stateName, out var port)
            ? port as IStatePort<T>
                ?? throw new BadProviderConfigException($"State {stateName} is not a {typeof(T)}: see its StateTable.")
            : throw new BadProviderConfigException($"No StateTable is registered for state {stateName}.");
}
