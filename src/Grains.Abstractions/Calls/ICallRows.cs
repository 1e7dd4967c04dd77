namespace Platform.Calls;

/// <summary>What stands beside a call and is written by more than its grain.</summary>
public interface ICallRows
{
    /// <summary>Empties the words of every turn and the bodies of every webhook of a call, also of those that were
    /// refused and only name it by the provider's id, and lets its recording go. What is received later is kept without
    /// its words. Again does nothing.</summary>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task EraseAsync(Guid accountId, Guid callId, string providerCallId, CancellationToken cancellationToken);
}
