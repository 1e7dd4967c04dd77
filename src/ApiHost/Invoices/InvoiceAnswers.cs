using System.Text.Json.Serialization;
using Platform.Money;
using Platform.Orders;

namespace Platform.Invoices;

/// <summary>An invoice as HTTP says it: each amount as a decimal beside its minor units.</summary>
/// <param name="ErasedAt">When the customer's names were taken off it; null else.</param>
public sealed record InvoiceAnswer(
    Guid InvoiceId, string InvoiceNumber, Guid OrderId, string OrderNumber, OrderKind Kind, Guid? ShopId,
    InvoiceCustomerAnswer Customer, Guid? VendorId, IReadOnlyList<InvoiceLineAnswer> Lines, string Currency,
    decimal Total, long TotalMinor, DateTimeOffset IssuedAt, DateTimeOffset? ErasedAt);

/// <summary>Who owes it.</summary>
public sealed record InvoiceCustomerAnswer(string? Name, string? BusinessName);

/// <summary>A line.</summary>
public sealed record InvoiceLineAnswer(
    int LineNo, string Name, int Quantity, decimal UnitPrice, long UnitPriceMinor, decimal Total, long TotalMinor);

/// <summary>How invoices travel over HTTP.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(InvoiceAnswer))]
internal sealed partial class InvoiceHttpJson : JsonSerializerContext;

/// <summary>Between what is kept and what travels. Pure.</summary>
internal static class InvoiceShapes
{
    /// <summary>What the OpenAPI document shows.</summary>
    public static InvoiceAnswer Example { get; } = Answer(new()
    {
        Id = Guid.Parse("01980000-0000-8000-8000-000000000009"),
        Number = "INV-2026-3F9A-000042",
        OrderId = Guid.Parse("01980000-0000-8000-8000-000000000001"),
        OrderNumber = "ORD-2026-000042",
        OrderKind = OrderKind.Service,
        ShopId = Guid.Parse("01980000-0000-8000-8000-000000003f9a"),
        CustomerName = "John Smith",
        BusinessName = "ABC Corp",
        Currency = "USD",
        TotalMinor = 240_00,
        Lines = [new(1, "AC Repair", 1, 240_00, 240_00)],
        IssuedAt = new(2026, 3, 4, 16, 0, 0, TimeSpan.Zero),
    });

    public static InvoiceAnswer Answer(Invoice invoice) => new(
        invoice.Id, invoice.Number, invoice.OrderId, invoice.OrderNumber, invoice.OrderKind, invoice.ShopId,
        new(invoice.CustomerName, invoice.BusinessName), invoice.VendorId,
        [
            .. invoice.Lines.Select(line => new InvoiceLineAnswer(
                line.LineNo, line.Name, line.Quantity, Currency.ToAmount(line.UnitPriceMinor, invoice.Currency),
                line.UnitPriceMinor, Currency.ToAmount(line.TotalMinor, invoice.Currency), line.TotalMinor)),
        ],
        invoice.Currency, Currency.ToAmount(invoice.TotalMinor, invoice.Currency), invoice.TotalMinor,
        invoice.IssuedAt, invoice.ErasedAt);
}
