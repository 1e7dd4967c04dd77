using Platform.Commits;
using Platform.Consumers;
using Platform.Ids;
using Platform.Live;
using Platform.Orders;

namespace Platform.Invoices;

/// <summary>Issues the invoice of each order that is finished, from the log: an order that was completed has its
/// invoice sooner or later, whatever stops in between. Repeated events are harmless: an order has one
/// invoice.</summary>
internal sealed class InvoiceIssuing(IGrainFactory grains) : IGrainEffect
{
    /// <summary>Its position is kept under this name.</summary>
    public const string ConsumerName = "invoices";

    public string Name => ConsumerName;

    public bool Concerns(LogEntry entry) =>
        entry.AccountId is not null
        && entry.Kind is "order.status_changed" or "order.changed" or "order.payment_received"
        && entry.Body.Contains("\"done\"", StringComparison.Ordinal);

    public async Task Apply(LogEntry entry, CancellationToken cancellationToken)
    {
        var orderId = Guid.Parse(entry.Subject.AsSpan(entry.Subject.IndexOf('/') + 1));
        var order = await grains.GetGrain<IOrderGrain>(GrainKey.Of(entry.AccountId!.Value, orderId))
            .FindAt(entry.Position);
        // It may have been opened again since; then it is finished once more, and that is another event.
        if (order is null || !InvoiceRules.IsDue(order))
            return;

        var book = grains.GetGrain<IInvoiceBookGrain>(
            InvoiceBookKey.Of(order.AccountId, order.ShopId, InvoiceRules.YearOf(order)));
        await book.Issue(order, new Command(order.AccountId, Actor.System, "invoices.issue"));
    }
}
