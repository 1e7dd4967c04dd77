namespace Platform.DueWork;

/// <summary>What the storage needs done now and then: months of the log made ahead and dropped, receipts rotated. Each
/// part may be done at any time and by several processes at once.</summary>
public interface IUpkeep
{
    /// <summary>Does what is needed now.</summary>
    /// <exception cref="Platform.Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task RunAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
