using System.Text.Json.Serialization;
using Platform.Commits;

namespace Platform.Invoices;

/// <summary>The state of a book: how many invoices it holds.</summary>
/// <param name="SeriesDigits">How many of the last digits of the shop's id name its series; null for as few as they are
/// unless another shop of the account has the same.</param>
internal sealed record InvoiceBook(Guid AccountId, Guid? ShopId, int Year, int Issued, int? SeriesDigits = null);

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
