namespace Platform.Calls;

/// <summary>Finds what an account keeps no longer of its calls.</summary>
public interface IOldTranscripts
{
    /// <summary>Calls that ended and call-backs that are finished, older than the account keeps words for; the oldest
    /// first, of each at most so many.</summary>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<OldTranscripts> FindAsync(Guid accountId, DateTimeOffset now, int limit, CancellationToken cancellationToken);
}

/// <summary>What still has words, or a number.</summary>
public sealed record OldTranscripts(IReadOnlyList<Guid> CallIds, IReadOnlyList<Guid> TaskIds);
