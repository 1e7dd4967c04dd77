using System.Text.Json;
using Platform.Commits;
using Platform.Orders;
using static Platform.Commits.ColumnType;

namespace Platform.Invoices;

/// <summary>Where invoices are kept: see <c>sql/0009_vendor_work.sql</c>.</summary>
internal static class InvoiceTables
{
    public static StateTable<InvoiceBook> Books { get; } = new(
        "invoice_books", "invoice_books", InvoiceBookJson.Default.InvoiceBook,
        new Column<InvoiceBook, Guid>("shop_id", Uuid, book => book.ShopId ?? Guid.Empty),
        new Column<InvoiceBook, int>("year", Int4, book => book.Year),
        new Column<InvoiceBook, int>("issued", Int4, book => book.Issued));

    public static RowTable<InvoiceRow> Invoices { get; } = new(
        "invoices", ["invoice_id"], replacesOnKey: false,
        new Column<InvoiceRow, Guid>("account_id", Uuid, row => row.Book.AccountId),
        new Column<InvoiceRow, Guid>("order_id", Uuid, row => row.Invoice.OrderId),
        new Column<InvoiceRow, Guid>("invoice_id", Uuid, row => row.Invoice.Id),
        new Column<InvoiceRow, string>("invoice_number", Text, row => row.Invoice.Number),
        new Column<InvoiceRow, Guid>("shop_id", Uuid, row => row.Book.ShopId ?? Guid.Empty),
        new Column<InvoiceRow, int>("year", Int4, row => row.Book.Year),
        new Column<InvoiceRow, int>("sequence", Int4, row => row.Book.Issued),
        new Column<InvoiceRow, string>("order_number", Text, row => row.Invoice.OrderNumber),
        new Column<InvoiceRow, string>("order_kind", Text, row => OrderWords.Of(row.Invoice.OrderKind)),
        new Column<InvoiceRow, string?>("customer_name", Text, row => row.Invoice.CustomerName),
        new Column<InvoiceRow, string?>("business_name", Text, row => row.Invoice.BusinessName),
        new Column<InvoiceRow, Guid?>("vendor_id", Uuid, row => row.Invoice.VendorId),
        new Column<InvoiceRow, string>("currency", Text, row => row.Invoice.Currency),
        new Column<InvoiceRow, long>("total_minor", Int8, row => row.Invoice.TotalMinor),
        new Column<InvoiceRow, string>("lines", Jsonb, row => JsonSerializer.Serialize(
            row.Invoice.Lines, InvoiceJson.Default.ImmutableArrayInvoiceLine)),
        new Column<InvoiceRow, DateTimeOffset>("issued_at", Timestamptz, row => row.Invoice.IssuedAt));
}
