namespace Platform.DueWork;

/// <summary>Finds the grains whose time has come, over every table that has a <c>due_at</c>.</summary>
public interface IDueWork
{
    /// <summary>What is due, the longest waiting first, at most <paramref name="limit"/>.</summary>
    /// <exception cref="Platform.Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<IReadOnlyList<DueItem>> FindAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);
}

/// <summary>A grain that is due.</summary>
/// <param name="GrainType">The text of its <c>[GrainType]</c>.</param>
/// <param name="Key">Its key.</param>
/// <param name="DueAt">Since when, UTC.</param>
public sealed record DueItem(string GrainType, string Key, DateTimeOffset DueAt);
