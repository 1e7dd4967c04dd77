using Platform.Backups;
using Platform.Ids;

namespace Platform.Simulation;

/// <summary>The disk on which snapshots lie. It outlives every process: what one was writing when it died stays as far
/// as it had come.</summary>
internal sealed class SimulatedFolder
{
    private readonly Dictionary<Guid, AccountSnapshot> _files = [];
    private readonly HashSet<Guid> _manifests = [];
    private int _begun;

    /// <summary>Files without a manifest.</summary>
    public int Halves => _files.Keys.Count(id => !_manifests.Contains(id));

    public Guid NewId() => NameBasedId.Of("simulated-snapshot", $"{++_begun}");

    public void Add(AccountSnapshot snapshot) => _files[snapshot.Id] = snapshot;

    /// <summary>Its manifest comes last, and makes it one.</summary>
    public void Finish(AccountSnapshot snapshot) => _manifests.Add(snapshot.Id);

    /// <summary>Whether it can be restored as it was recorded.</summary>
    public bool IsWhole(AccountSnapshot snapshot) =>
        _manifests.Contains(snapshot.Id) && _files.TryGetValue(snapshot.Id, out var file)
        && file.Position == snapshot.Position && file.Tables.SequenceEqual(snapshot.Tables);
}
