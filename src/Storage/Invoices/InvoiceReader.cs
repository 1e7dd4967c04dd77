using System.Text.Json;
using Npgsql;
using Platform.Commits;
using Platform.Live;
using Platform.Orders;
using Platform.Storage;

namespace Platform.Invoices;

/// <summary>Reads invoices from PostgreSQL as the account.</summary>
internal sealed class InvoiceReader(PlatformDatabase database) : IInvoiceReader
{
    private const string FindSql =
        """
        select invoice_id, invoice_number, order_id, order_number, order_kind, shop_id, customer_name, business_name,
               vendor_id, currency, total_minor, lines, issued_at, erased_at
          from invoices where order_id = $1
        """;

    public async Task<Snapshot<Invoice?>> FindAsync(
        Guid accountId, Guid orderId, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(
            accountId, FindSql, [new NpgsqlParameter<Guid> { TypedValue = orderId }], Read, cancellationToken);
        return new(found.Value is [var invoice] ? invoice : null, found.Position);
    }

    private static Invoice Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Number = row.GetString(1),
        OrderId = row.GetGuid(2),
        OrderNumber = row.GetString(3),
        OrderKind = KeptWords.Read<OrderKind>(row.GetString(4), OrderWords.Of),
        ShopId = row.GetGuid(5) is var shop && shop == Guid.Empty ? null : shop,
        CustomerName = Text(row, 6),
        BusinessName = Text(row, 7),
        VendorId = row.IsDBNull(8) ? null : row.GetGuid(8),
        Currency = row.GetString(9),
        TotalMinor = row.GetInt64(10),
        Lines = JsonSerializer.Deserialize(row.GetString(11), InvoiceJson.Default.ImmutableArrayInvoiceLine),
        IssuedAt = row.GetFieldValue<DateTimeOffset>(12),
        ErasedAt = row.IsDBNull(13) ? null : row.GetFieldValue<DateTimeOffset>(13),
    };

    private static string? Text(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);
}
