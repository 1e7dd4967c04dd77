namespace Platform.Commits;

/// <summary>Looks up what a command answered. Grains ask before they refuse a command that carries a key.</summary>
public interface IReceipts
{
    /// <summary>The receipt of the command, or null when it was never executed or is older than 48 hours.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be reached.</exception>
    Task<Receipt?> FindAsync(Command command, CancellationToken cancellationToken);
}
