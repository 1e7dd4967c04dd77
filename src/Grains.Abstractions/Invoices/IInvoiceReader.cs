using Platform.Live;

namespace Platform.Invoices;

/// <summary>Reads invoices from the database, as one account.</summary>
public interface IInvoiceReader
{
    /// <summary>The invoice of an order, or null while none is issued.</summary>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<Snapshot<Invoice?>> FindAsync(Guid accountId, Guid orderId, CancellationToken cancellationToken);
}
