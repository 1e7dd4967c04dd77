using Platform.Live;

namespace Platform.Stock;

/// <summary>Counts the stock again from its rows.</summary>
public interface IStockCounts
{
    /// <summary>What each item says of itself beside what its rows say; each item at one moment.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="shopId">Which shop's.</param>
    /// <param name="after">The last item of the page before; the empty id for the first page.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="Platform.Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<Snapshot<IReadOnlyList<StockCount>>> CountAsync(
        Guid accountId, Guid shopId, Guid after, int limit, CancellationToken cancellationToken);
}

/// <summary>An item, counted.</summary>
/// <param name="ItemId">Which one.</param>
/// <param name="Name">Its name.</param>
/// <param name="OnHand">Pieces on hand, as the item says.</param>
/// <param name="Reserved">Pieces promised, as the item says.</param>
/// <param name="Entries">Lines of its ledger, as the item says.</param>
/// <param name="Moved">The sum of what came and went in its ledger.</param>
/// <param name="MovedReserved">The sum of what was promised and given back in its ledger.</param>
/// <param name="Lines">Lines of its ledger.</param>
/// <param name="Promised">The sum of its active reservations.</param>
public sealed record StockCount(
    Guid ItemId, string Name, long OnHand, long Reserved, long Entries, long Moved, long MovedReserved, long Lines,
    long Promised);
