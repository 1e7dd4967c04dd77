using System.Collections.Immutable;
using Platform.Live;

namespace Platform.Orders;

/// <summary>Finds offers across orders; an order's own are asked of the order.</summary>
public interface IOfferReader
{
    /// <summary>The orders that a vendor is offered now, in every account, the latest first.</summary>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<Snapshot<ImmutableArray<OrderName>>> OpenAsync(
        Guid vendorId, int limit, CancellationToken cancellationToken);

    /// <summary>The account of an order that the vendor was ever offered; null when he never was.</summary>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<Guid?> AccountOfferingAsync(Guid vendorId, Guid orderId, CancellationToken cancellationToken);
}

/// <summary>Whose order, and which.</summary>
public sealed record OrderName(Guid AccountId, Guid OrderId);
