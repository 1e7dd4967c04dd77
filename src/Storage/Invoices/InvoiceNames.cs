using Npgsql;
using Platform.Storage;

namespace Platform.Invoices;

/// <summary>Takes a person who was erased off the invoice of their order: the one thing of an invoice that may be
/// changed.</summary>
internal sealed class InvoiceNames(PlatformDatabase database) : IInvoiceNames
{
    private const string Sql =
        """
        update invoices set customer_name = null, business_name = null, erased_at = $3
         where account_id = $1 and order_id = $2 and erased_at is null
        """;

    public Task EraseAsync(Guid accountId, Guid orderId, DateTimeOffset now, CancellationToken cancellationToken) =>
        Failures.TranslateAsync(async () =>
        {
            await using var command = database.Writer.CreateCommand(Sql);
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = accountId });
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = orderId });
            command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = now.UtcDateTime });
            return await command.ExecuteNonQueryAsync(cancellationToken);
        });
}
