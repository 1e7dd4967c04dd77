using System.Collections.Immutable;

namespace Platform.Orders;

/// <summary>Reads back the child rows of one order when its grain wakes up. Only the order's own grain asks.</summary>
public interface IOrderRows
{
    /// <summary>The rows as last committed; empty ones when the order was never written.</summary>
    /// <param name="linesRevision">Which lines count: those of earlier editions of a draft are kept beside
    /// them.</param>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<OrderRows> LoadAsync(
        Guid accountId, Guid orderId, int linesRevision, CancellationToken cancellationToken);
}

/// <summary>What an order keeps beside its head.</summary>
/// <param name="Details">The person and the words, or null.</param>
/// <param name="Lines">In the order of their numbers.</param>
/// <param name="Noted">The entries of the history that somebody wrote about.</param>
/// <param name="Offers">The first wave first.</param>
public sealed record OrderRows(
    OrderDetails? Details, ImmutableArray<OrderLine> Lines, ImmutableArray<int> Noted,
    ImmutableArray<OrderOffer> Offers);
