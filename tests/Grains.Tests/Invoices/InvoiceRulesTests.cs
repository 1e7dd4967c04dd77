using Platform.Orders;

namespace Platform.Invoices;

public sealed class InvoiceRulesTests
{
    private static readonly Guid Shop = Guid.Parse("0198a000-0000-7000-8000-0000000a3f9c");

    [Fact]
    public void An_invoice_is_due_for_services_that_are_done_and_goods_that_are_delivered_and_paid()
    {
        var due =
            from head in Enum.GetValues<OrderStatus>().SelectMany(
                status => new[] { SampleOrders.Service(status), SampleOrders.Product(status) })
            where OrderStages.Has(head.Kind, head.Status)
            from payment in Enum.GetValues<PaymentStatus>()
            where InvoiceRules.IsDue(View(head) with { PaymentStatus = payment })
            select $"{head.Kind} {head.Status} {payment}";

        Assert.Equal(
            [
                "Service Completed Unpaid", "Service Completed Authorized", "Service Completed Paid",
                "Service Completed PartiallyRefunded", "Service Completed Refunded", "Service Completed Failed",
                "Product Delivered Paid",
            ],
            due);
    }

    [Fact]
    public void Without_an_amount_there_is_nothing_to_ask_for() => Assert.False(
        InvoiceRules.IsDue(View(SampleOrders.Service(OrderStatus.Completed) with { EstimatedMinor = null })));

    [Fact]
    public void It_asks_for_the_price_that_was_dealt_in_one_line()
    {
        var order = View(SampleOrders.Service(OrderStatus.Completed) with { DealingPriceMinor = 240_50 });

        var invoice = InvoiceRules.Next(new(SampleOrders.Account, Shop, 2026, Issued: 41), order, SampleOrders.Noon);

        Assert.Equal("INV-2026-3F9C-000042", invoice.Number);
        Assert.Equal(new InvoiceLine(1, "AC Repair", 1, 240_50, 240_50), Assert.Single(invoice.Lines));
        Assert.Equal((240_50, "USD", "John Smith", "ABC Corp"), (
            invoice.TotalMinor, invoice.Currency, invoice.CustomerName, invoice.BusinessName));
    }

    [Fact]
    public void It_asks_for_what_was_estimated_when_nobody_said_another_price() => Assert.Equal(
        250_00, InvoiceRules.Next(
            new(SampleOrders.Account, null, 2026, 0), View(SampleOrders.Service(OrderStatus.Completed)),
            SampleOrders.Noon).TotalMinor);

    [Fact]
    public void Goods_keep_their_lines_and_the_lines_are_the_total()
    {
        var order = View(SampleOrders.Product(OrderStatus.Delivered)) with
        {
            Lines = [new(1, null, "Sample Product", 2, 49_99, 99_98), new(2, null, "Gift wrap", 1, 1, 1)],
        };

        var invoice = InvoiceRules.Next(new(SampleOrders.Account, null, 2026, 0), order, SampleOrders.Noon);

        Assert.Equal(["Sample Product", "Gift wrap"], invoice.Lines.Select(line => line.Name));
        Assert.Equal(invoice.TotalMinor, invoice.Lines.Sum(line => line.TotalMinor));
        Assert.Equal("INV-2026-000001", invoice.Number);
    }

    [Theory]
    [InlineData("2027-01-01T04:59:00Z", 2026)] // Still New Year's Eve in New York.
    [InlineData("2027-01-01T05:00:00Z", 2027)]
    public void The_year_is_the_shops(string completedAt, int year) => Assert.Equal(
        year, InvoiceRules.YearOf(View(SampleOrders.Service(OrderStatus.Completed)) with
        {
            CompletedAt = DateTimeOffset.Parse(completedAt, null),
        }));

    [Fact]
    public void A_books_key_says_whose_it_is()
    {
        foreach (var shop in new Guid?[] { Shop, null })
        {
            Assert.Equal(
                (SampleOrders.Account, shop, 2026),
                InvoiceBookKey.Read(InvoiceBookKey.Of(SampleOrders.Account, shop, 2026)));
        }
    }

    private static Order View(OrderHead head) => OrderView.Of(
        head, new() { Customer = new("John Smith"), ServiceLabel = "AC Repair", BusinessName = "ABC Corp" }, [], 7, 1);
}
