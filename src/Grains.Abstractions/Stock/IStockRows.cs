using System.Collections.Immutable;

namespace Platform.Stock;

/// <summary>The rows beside an item, for its grain.</summary>
public interface IStockRows
{
    /// <summary>Every active reservation of an item.</summary>
    /// <exception cref="Platform.Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<ImmutableArray<StockReservation>> ActiveAsync(
        Guid accountId, Guid itemId, CancellationToken cancellationToken);

    /// <summary>An owner's reservation of an item, wherever it stands; null when there never was one.</summary>
    /// <exception cref="Platform.Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<StockReservation?> FindAsync(
        Guid accountId, Guid itemId, Guid ownerId, CancellationToken cancellationToken);
}
