using Platform.Live;

namespace Platform.Shops;

/// <summary>Lists an account's shops.</summary>
public interface IShopReader
{
    /// <summary>A page of shops by name, then id.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="shopId">Only this one, for members of one shop; null for all.</param>
    /// <param name="after">The last row of the page before, or null.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<Snapshot<IReadOnlyList<VersionedShop>>> ListAsync(
        Guid accountId, Guid? shopId, ShopCursor? after, int limit, CancellationToken cancellationToken);

    /// <summary>The shop that older systems know by a number, or null.</summary>
    Task<Snapshot<VersionedShop?>> FindByLocationAsync(
        Guid accountId, int legacyLocationId, CancellationToken cancellationToken);
}

/// <summary>Where a page of shops ended.</summary>
public sealed record ShopCursor(string Name, Guid Id);
