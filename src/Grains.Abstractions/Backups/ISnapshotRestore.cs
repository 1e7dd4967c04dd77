namespace Platform.Backups;

/// <summary>Brings an account back from its snapshot, into a database that has been migrated and has nothing
/// else.</summary>
public interface ISnapshotRestore
{
    /// <summary>Restores all of it in one transaction, or nothing. What is restored is compared with the manifest
    /// before it is committed.</summary>
    /// <param name="path">The file; its manifest lies beside it.</param>
    /// <param name="progress">Hears how much of the file was read, from 0 to 1.</param>
    /// <param name="cancellationToken">Ends it; nothing is restored.</param>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<RestoreOutcome> RestoreAsync(string path, IProgress<double>? progress, CancellationToken cancellationToken);
}

/// <summary>What came of a restore: what is in the database now, or why it was refused and nothing is. Never
/// both.</summary>
/// <param name="Snapshot">What was restored, as its manifest says.</param>
/// <param name="Erased">Orders and calls (<c>orders/{id}</c>, <c>calls/{id}</c>) whose person was erased since, as the
/// marks beside the snapshot say: to be erased again before anybody may look.</param>
/// <param name="Refusal">Why not: the file is no good, or the database is not empty.</param>
public sealed record RestoreOutcome(
    AccountSnapshot? Snapshot, IReadOnlyList<string> Erased, string? Refusal = null);
