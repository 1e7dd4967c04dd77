using System.Globalization;

namespace Platform.Commits;

/// <summary>Where the states of one kind come in and out.</summary>
internal interface IStatePort
{
    /// <summary>The port of a table.</summary>
    static IStatePort Of(
        StateWriter writer, IReadOnlyDictionary<Type, RowWriter> rowWriters, CommitQueue commits, StateReads reads,
        UnreadableRows unreadable) =>
        (IStatePort)Activator.CreateInstance(
            typeof(StatePort<>).MakeGenericType(writer.Table.StateType),
            writer, rowWriters, commits, reads, unreadable)!;
}

/// <summary>The same with the type that the grains' facet holds.</summary>
internal interface IStatePort<TStored> : IStatePort
{
    Task ReadAsync(string key, IGrainState<TStored> grainState);

    Task WriteAsync(string key, IGrainState<TStored> grainState);
}

/// <summary>The states of one kind, as <see cref="Stored{T}"/>.</summary>
internal sealed class StatePort<T>(
    StateWriter<T> writer, IReadOnlyDictionary<Type, RowWriter> rowWriters, CommitQueue commits, StateReads reads,
    UnreadableRows unreadable)
    : IStatePort<Stored<T>>
    where T : class
{
    private static readonly PendingCommit Nothing = new(Actor.System, null, [], [], []);

    public async Task ReadAsync(string key, IGrainState<Stored<T>> grainState)
    {
        unreadable.ThrowIfKnown(writer.Table.Table, key);
        var row = await reads.ReadAsync(writer, key);
        var value = row.Json is null
            ? null
            : unreadable.Read(writer.Table.Table, key, row.Version, () => writer.Read(row.Json!));
        grainState.State = new() { Value = value, Position = row.Position };
        grainState.ETag = row.Json is null ? null : Text(row.Version);
        grainState.RecordExists = row.Json is not null;
    }

    public async Task WriteAsync(string key, IGrainState<Stored<T>> grainState)
    {
        if (grainState.State is not { Value: { } value } stored)
            throw new InvalidOperationException($"{writer.Table.Table} {key}: there is no state to write.");

        var version = grainState.ETag is { } etag ? long.Parse(etag, CultureInfo.InvariantCulture) : 0;
        var submission = writer.Submit(key, version, value, Checked(stored.Pending));
        commits.Add(submission);
        var position = await submission.Done;
        grainState.ETag = Text(submission.NewVersion);
        grainState.RecordExists = true;
        stored.Position = position ?? stored.Position;
        stored.Pending = null;
    }

    private static string Text(long version) => version.ToString(CultureInfo.InvariantCulture);

    private PendingCommit Checked(PendingCommit? pending)
    {
        if (pending is null)
            return Nothing;
        foreach (var row in pending.Rows)
        {
            if (!rowWriters.ContainsKey(row.GetType()))
                throw new InvalidOperationException($"No RowTable is registered for {row.GetType()}.");
        }

        return pending;
    }
}
