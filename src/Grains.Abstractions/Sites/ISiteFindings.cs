using System.Collections.Immutable;
using Platform.Live;

namespace Platform.Sites;

/// <summary>Reads imports and what they found.</summary>
public interface ISiteFindings
{
    /// <summary>The candidates of an import, in their order; none as long as it is not ready.</summary>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<Snapshot<ImmutableArray<SiteCandidate>>> FindAsync(
        Guid accountId, Guid importId, CancellationToken cancellationToken);

    /// <summary>A shop's imports, the last one first.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="shopId">Of which shop.</param>
    /// <param name="before">The last row of the page before, or null.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<Snapshot<IReadOnlyList<VersionedSiteImport>>> ListAsync(
        Guid accountId, Guid shopId, SiteImportCursor? before, int limit, CancellationToken cancellationToken);
}

/// <summary>Where a page of imports ended.</summary>
public sealed record SiteImportCursor(DateTimeOffset CreatedAt, Guid Id);
