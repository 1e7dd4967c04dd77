using Platform.Storage;

namespace Platform.Commits;

/// <summary>All kinds of states, as they are kept in Orleans' own storage.</summary>
internal sealed class DrainedPorts(
    IEnumerable<StateTable> tables, OrleansRows rows, Drain drain, RowWriters rowWriters, StateReads reads,
    UnreadableRows unreadable, StorageOptions options)
{
    /// <summary>By the name of the state.</summary>
    public IReadOnlyDictionary<string, IDrainedPort> ByState { get; } = tables.ToDictionary(
        table => table.StateName,
        table => (IDrainedPort)Activator.CreateInstance(
            typeof(DrainedPort<>).MakeGenericType(table.StateType),
            StateWriter.Of(table), rows, drain, rowWriters, reads, unreadable, options)!,
        StringComparer.Ordinal);
}
