using Platform.Live;

namespace Platform.Stock;

/// <summary>Lists items and their ledgers as one account.</summary>
public interface IStockReader
{
    /// <summary>Items by name.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="shopId">Only this shop's; null for all.</param>
    /// <param name="isLow">Only those that have sunk to their threshold.</param>
    /// <param name="after">The last one of the page before.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<Snapshot<IReadOnlyList<StockItem>>> ListAsync(
        Guid accountId, Guid? shopId, bool isLow, ItemCursor? after, int limit, CancellationToken cancellationToken);

    /// <summary>Lines of an item's ledger, the latest first.</summary>
    Task<Snapshot<IReadOnlyList<StockMovement>>> MovementsAsync(
        Guid accountId, Guid itemId, long? before, int limit, CancellationToken cancellationToken);

    /// <summary>What of an item is promised, the oldest promise first.</summary>
    Task<Snapshot<IReadOnlyList<ListedReservation>>> ReservationsAsync(
        Guid accountId, Guid itemId, ReservationCursor? after, int limit, CancellationToken cancellationToken);

    /// <summary>One reservation of an item, wherever it stands; null when there is none.</summary>
    Task<ListedReservation?> FindReservationAsync(
        Guid accountId, Guid itemId, Guid ownerId, CancellationToken cancellationToken);
}

/// <summary>Where a page of reservations ended.</summary>
public sealed record ReservationCursor(DateTimeOffset CreatedAt, Guid OwnerId);

/// <summary>Where a page of items ended.</summary>
public sealed record ItemCursor(string Name, Guid Id);
