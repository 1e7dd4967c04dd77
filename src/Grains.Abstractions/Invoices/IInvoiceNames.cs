namespace Platform.Invoices;

/// <summary>Takes people off invoices.</summary>
public interface IInvoiceNames
{
    /// <summary>Empties the names on the invoice of an order whose person was erased; number, lines, sums and date
    /// stay. Nothing where none is issued; again does nothing.</summary>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task EraseAsync(Guid accountId, Guid orderId, DateTimeOffset now, CancellationToken cancellationToken);
}
