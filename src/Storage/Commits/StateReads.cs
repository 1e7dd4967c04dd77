using Microsoft.Extensions.Logging;
using Platform.Storage;

namespace Platform.Commits;

/// <summary>First activations read their states here. Those that come at the same time travel as one statement a
/// table.</summary>
internal sealed class StateReads(
    ICommitSource source, DatabaseGate gate, StorageOptions options, BackgroundLoops loops,
    ILogger<StateReads> logger)
    : IAsyncDisposable
{
    /// <summary>Connections that it uses at once.</summary>
    public const int Readers = ReadGatherer<WantedState, StateRow>.Readers;

    private readonly ReadGatherer<WantedState, StateRow> _gatherer =
        new(source.ReadAsync, gate, options, loops, logger);

    /// <summary>The row of a key, and a position of the log that it includes.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be reached, or too many reads
    /// wait.</exception>
    public Task<StateRow> ReadAsync(StateWriter writer, string key) => _gatherer.ReadAsync(new(writer, key));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _gatherer.DisposeAsync();
}

/// <summary>A stored state; no JSON and version 0 when there is none.</summary>
internal sealed record StateRow(byte[]? Json, long Version, long Position, Guid? CommitId = null);
