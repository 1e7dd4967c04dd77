using System.Text.Json;
using Platform.Commits;
using Platform.Orders;

namespace Platform.Invoices;

/// <summary>The only writer of one book: the next number and its invoice, or neither.</summary>
[GrainType("invoice-book")]
internal sealed class InvoiceBookGrain(
    [PersistentState("invoice_books", "platform")] IPersistentState<Stored<InvoiceBook>> state, TimeProvider clock)
    : Grain, IInvoiceBookGrain
{
    private const string OneAnOrder = "invoices_one_an_order";
    private const string InvoiceKey = "invoices_pkey"; // Its id follows from the order.
    private const string NumberTaken = "invoices_number_unique"; // By another shop's book of the same series.

    private readonly Commit<InvoiceBook> _commit = new(state);

    public async Task<bool> Issue(Order order, Command command)
    {
        for (var book = _commit.Committed ?? Empty(); ; book = InvoiceRules.WithLongerSeries(book)!)
        {
            var invoice = InvoiceRules.Next(book, order, clock.GetUtcNow());
            var next = book with { Issued = book.Issued + 1 };
            try
            {
                await _commit.Write(next, command, [Event(invoice)], [new InvoiceRow(next, invoice)]);
                return true;
            }
            catch (CommitRefusedException refused) when (refused.Constraint is OneAnOrder or InvoiceKey)
            {
                return false;
            }
            catch (CommitRefusedException refused)
                when (refused.Constraint == NumberTaken && InvoiceRules.WithLongerSeries(book) is not null)
            {
                // Once more with a series that tells the two shops apart; the book stays with it.
            }
        }
    }

    private InvoiceBook Empty()
    {
        var (accountId, shopId, year) = InvoiceBookKey.Read(this.GetPrimaryKeyString());
        return new(accountId, shopId, year, Issued: 0);
    }

    // Heard with the order that it belongs to.
    private static PendingEvent Event(Invoice invoice) => new(
        "invoice.issued", $"orders/{invoice.OrderId:D}", JsonSerializer.Serialize(
            new InvoiceIssued(
                invoice.OrderId, invoice.OrderNumber, invoice.Id, invoice.Number, invoice.ShopId, invoice.TotalMinor,
                invoice.Currency),
            InvoiceBookJson.Default.InvoiceIssued));
}
