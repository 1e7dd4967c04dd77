using System.Collections.Immutable;
using Platform.Live;

namespace Platform.Orders;

/// <summary>Reads what was paid from the database, as one account.</summary>
public interface IPaymentReader
{
    /// <summary>An order's payments, the first one first.</summary>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<Snapshot<ImmutableArray<OrderPayment>>> ListAsync(
        Guid accountId, Guid orderId, CancellationToken cancellationToken);
}
