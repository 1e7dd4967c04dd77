using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Platform.Orders;

namespace Platform.Invoices;

/// <summary>What is asked for a finished order; once it is issued, only its names are ever taken off. Amounts are in
/// minor units of <see cref="Currency"/>; times are UTC.</summary>
[GenerateSerializer, Immutable, Alias("Platform.Invoice")]
public sealed record Invoice
{
    [Id(0)] public required Guid Id { get; init; }

    /// <summary><c>INV-2026-3F9A-000042</c>: gap-free for a shop and year, unique in the account.</summary>
    [Id(1)] public required string Number { get; init; }

    [Id(2)] public required Guid OrderId { get; init; }
    [Id(3)] public required string OrderNumber { get; init; }
    [Id(4)] public required OrderKind OrderKind { get; init; }

    /// <summary>Null for the account's own book.</summary>
    [Id(5)] public Guid? ShopId { get; init; }

    /// <summary>Null, too, when the person was erased from the order.</summary>
    [Id(6)] public string? CustomerName { get; init; }

    [Id(7)] public string? BusinessName { get; init; }
    [Id(8)] public Guid? VendorId { get; init; }
    [Id(9)] public required string Currency { get; init; }

    /// <summary>Sum of the lines.</summary>
    [Id(10)] public required long TotalMinor { get; init; }

    [Id(11)] public required ImmutableArray<InvoiceLine> Lines { get; init; }
    [Id(12)] public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>When its names were erased.</summary>
    [Id(13)] public DateTimeOffset? ErasedAt { get; init; }
}

/// <summary>A line of an invoice.</summary>
[GenerateSerializer, Immutable, Alias("Platform.InvoiceLine")]
public sealed record InvoiceLine(
    [property: Id(0)] int LineNo,
    [property: Id(1)] string Name,
    [property: Id(2)] int Quantity,
    [property: Id(3)] long UnitPriceMinor,
    [property: Id(4)] long TotalMinor);

/// <summary>How lines are kept: snake_case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ImmutableArray<InvoiceLine>))]
public sealed partial class InvoiceJson : JsonSerializerContext;
