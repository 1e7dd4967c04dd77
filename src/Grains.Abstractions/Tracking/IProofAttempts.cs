namespace Platform.Tracking;

/// <summary>How often a proof of one order may be tried, from whatever addresses and on whatever node: four digits are
/// few. Numbers that nobody has count the same, and a restart gives none back.</summary>
public interface IProofAttempts
{
    /// <summary>Attempts that may come at once.</summary>
    const int AtOnceMax = 10;

    /// <summary>One more attempt comes back after this.</summary>
    static readonly TimeSpan Recovery = TimeSpan.FromSeconds(90);

    /// <summary>Takes one attempt; answers how long to wait when there is none left.</summary>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached: nothing was
    /// taken.</exception>
    Task<TimeSpan?> TryAsync(string orderNumber, CancellationToken cancellationToken);
}
