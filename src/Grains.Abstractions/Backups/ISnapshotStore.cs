using Platform.Live;

namespace Platform.Backups;

/// <summary>Takes snapshots and looks whether they can be restored. What it takes is a whole file or none.</summary>
public interface ISnapshotStore
{
    /// <summary>Writes a snapshot of an account. When it returns the file is on the disk; it counts from the commit
    /// that records it.</summary>
    /// <returns>Null when too many others are being taken and this one can wait: a night's can.</returns>
    /// <exception cref="IOException">The file cannot be written; nothing that looks whole is left.</exception>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<AccountSnapshot?> TakeAsync(SnapshotOrder order, CancellationToken cancellationToken);

    /// <summary>Restores the file into a scratch schema, compares and lets go of it again. A snapshot that is no good
    /// is an answer and no exception.</summary>
    /// <param name="snapshot">As it was recorded.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="progress">Hears how much of the file was restored, from 0 to 1.</param>
    /// <param name="cancellationToken">Ends it; nothing is left.</param>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached: nothing was
    /// found.</exception>
    Task<SnapshotDrill> DrillAsync(
        AccountSnapshot snapshot, string actor, IProgress<double>? progress, CancellationToken cancellationToken);
}

/// <summary>Lists an account's snapshots.</summary>
public interface ISnapshotReader
{
    /// <summary>Snapshots, the last one first.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="night">Only the one that stands for this night; null for all.</param>
    /// <param name="isKept">Only those whose file was not let go.</param>
    /// <param name="before">The last one of the page before, or null.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<Snapshot<IReadOnlyList<KnownSnapshot>>> ListAsync(
        Guid accountId, DateOnly? night, bool isKept, SnapshotCursor? before, int limit,
        CancellationToken cancellationToken);

    /// <summary>One, or null.</summary>
    Task<Snapshot<KnownSnapshot?>> FindAsync(Guid accountId, Guid id, CancellationToken cancellationToken);

    /// <summary>Its drills, the last one first.</summary>
    Task<IReadOnlyList<SnapshotDrill>> DrillsAsync(
        Guid accountId, Guid id, int limit, CancellationToken cancellationToken);
}

/// <summary>Where a page of snapshots ended.</summary>
public sealed record SnapshotCursor(DateTimeOffset TakenAt, Guid Id);
