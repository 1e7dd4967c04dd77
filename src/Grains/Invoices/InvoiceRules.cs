using System.Collections.Immutable;
using System.Globalization;
using Platform.Ids;
using Platform.Orders;

namespace Platform.Invoices;

/// <summary>When an invoice is due and what stands in it. Pure.</summary>
internal static class InvoiceRules
{
    private const int SeriesDigitsMin = 4;
    private const int SeriesDigitsLonger = 8;
    private const int ShopIdDigits = 32;

    /// <summary>Whether an invoice is due: a service that is done, or goods that were delivered and paid, with an
    /// amount to ask for.</summary>
    public static bool IsDue(Order order) => order.AmountMinor is not null && order.Kind switch
    {
        OrderKind.Service => order.Status == OrderStatus.Completed,
        OrderKind.Product => order.Status == OrderStatus.Delivered && order.PaymentStatus == PaymentStatus.Paid,
    };

    /// <summary>The year it belongs to: that of the day on which the order was done, in its shop's zone.</summary>
    public static int YearOf(Order order) =>
        OrderPlacing.DayOf(order.CompletedAt ?? order.UpdatedAt, order.Timezone).Year;

    /// <summary>The book with a series that more of its shop's id stands in; null when all of it does, or there is no
    /// shop.</summary>
    public static InvoiceBook? WithLongerSeries(InvoiceBook book) => (book.ShopId, book.SeriesDigits) switch
    {
        (null, _) or (_, ShopIdDigits) => null,
        (_, null) => book with { SeriesDigits = SeriesDigitsLonger },
        _ => book with { SeriesDigits = ShopIdDigits },
    };

    /// <summary>The next invoice of a book.</summary>
    public static Invoice Next(InvoiceBook book, Order order, DateTimeOffset now)
    {
        var amount = order.AmountMinor
            ?? throw new ArgumentException("An order without an amount has no invoice.", nameof(order));
        return new()
        {
            Id = NameBasedId.Of("invoice", order.AccountId.ToString("N"), order.Id.ToString("N")),
            Number = Number(book.Year, book.ShopId, book.Issued + 1, book.SeriesDigits ?? SeriesDigitsMin),
            OrderId = order.Id,
            OrderNumber = order.Number,
            OrderKind = order.Kind,
            ShopId = book.ShopId,
            CustomerName = order.Customer.Name,
            BusinessName = order.BusinessName,
            VendorId = order.VendorId,
            Currency = order.Currency,
            TotalMinor = amount,
            Lines = Lines(order, amount),
            IssuedAt = now,
        };
    }

    /// <summary><c>INV-2026-000042</c>; with a shop its series stands in between, so that the numbers of two shops
    /// differ.</summary>
    public static string Number(int year, Guid? shopId, int sequence, int seriesDigits = SeriesDigitsMin) =>
        shopId is { } shop
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"INV-{year:D4}-{shop.ToString("N")[^seriesDigits..].ToUpperInvariant()}-{sequence:D6}")
        : string.Create(CultureInfo.InvariantCulture, $"INV-{year:D4}-{sequence:D6}");

    // The order's own lines, where they are what is asked for; a price that was dealt replaces them by one line.
    private static ImmutableArray<InvoiceLine> Lines(Order order, long amount) =>
        !order.Lines.IsEmpty && order.Lines.Sum(line => line.TotalMinor) == amount
            ?
            [
                .. order.Lines.Select(line => new InvoiceLine(
                    line.LineNo, line.Name, line.Quantity, line.UnitPriceMinor, line.TotalMinor)),
            ]
            : [new(1, order.ServiceLabel ?? order.ServiceCategory?.ToString() ?? "Service", 1, amount, amount)];
}
