namespace Platform.Commits;

/// <summary>The database as commits meet it: what is sent over a connection, and what is asked when an answer was lost.
/// PostgreSQL in the platform, a simulated one in the simulation; both fail as Npgsql does.</summary>
internal interface ICommitSource
{
    /// <summary>A connection of one flusher.</summary>
    Task<ICommitSession> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Throws unless the database answers and may be written.</summary>
    Task ProbeAsync(CancellationToken cancellationToken);

    /// <summary>The states that are wanted, in the order of asking.</summary>
    Task<IReadOnlyList<StateRow>> ReadAsync(IReadOnlyList<WantedState> wanted);
}

/// <summary>One connection to it.</summary>
internal interface ICommitSession : IAsyncDisposable
{
    bool IsOpen { get; }

    /// <summary>Writes the part in one transaction, or nothing. Returns after the COMMIT, with the position before its
    /// first event.</summary>
    Task<long> WriteAsync(FlushPart part, DateTimeOffset at);

    /// <summary>What stands in the database under the keys of these commits.</summary>
    Task<Dictionary<(StateWriter Writer, string Key), StoredVersion>> VersionsAsync(
        IReadOnlyList<Submission> submissions);

    /// <summary>The stored receipts among these, by their ids.</summary>
    Task<Dictionary<Guid, StoredReceipt>> ReceiptsAsync(Guid[] ids);
}

/// <summary>A grain's state that is to be read.</summary>
internal readonly record struct WantedState(StateWriter Writer, string Key);

/// <summary>Who wrote a row last, and a position of the log that it includes.</summary>
internal readonly record struct StoredVersion(long Version, Guid? CommitId, long Position);
