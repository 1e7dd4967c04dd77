using System.Text.Json.Serialization;
using Platform.Commits;

namespace Platform.Invoices;

/// <summary>The state of a book: how many invoices it holds.</summary>
internal sealed record InvoiceBook(Guid AccountId, Guid? ShopId, int Year, int Issued);

/// <summary>An invoice as it is written; never changed.</summary>
internal sealed record InvoiceRow(InvoiceBook Book, Invoice Invoice) : IRow;

/// <summary>Body of <c>invoice.issued</c>.</summary>
internal sealed record InvoiceIssued(
    Guid OrderId, string OrderNumber, Guid InvoiceId, string InvoiceNumber, Guid? ShopId, long TotalMinor,
    string Currency);

/// <summary>How books are kept: snake_case, without what is empty.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InvoiceBook))]
[JsonSerializable(typeof(InvoiceIssued))]
internal sealed partial class InvoiceBookJson : JsonSerializerContext;
