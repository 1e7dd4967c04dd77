using Platform.Commits;
using Platform.Consumers;
using Platform.Ids;
using Platform.Live;
using Platform.Orders;

namespace Platform.Invoices;

/// <summary>Issues the invoice of each order that is finished, from the log: an order that was completed has its
/// invoice sooner or later, whatever stops in between. Repeated events are harmless: an order has one
/// invoice.</summary>
internal sealed class InvoiceIssuing(IGrainFactory grains, IInvoiceNames names, TimeProvider clock) : IGrainEffect
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
        var grain = grains.GetGrain<IOrderGrain>(GrainKey.Of(entry.AccountId!.Value, orderId));
        var order = await grain.FindAt(entry.Position);
        // It may have been opened again since; then it is finished once more, and that is another event.
        if (order is null || !InvoiceRules.IsDue(order))
            return;

        var book = grains.GetGrain<IInvoiceBookGrain>(
            InvoiceBookKey.Of(order.AccountId, order.ShopId, InvoiceRules.YearOf(order)));
        await book.Issue(order, new Command(order.AccountId, Actor.System, "invoices.issue"));

        // Erased between the look and the issuing: whoever took the names off found no invoice yet.
        if (await grain.Find() is { Erasure: not null })
            await names.EraseAsync(order.AccountId, order.Id, clock.GetUtcNow(), cancellationToken);
    }
}
