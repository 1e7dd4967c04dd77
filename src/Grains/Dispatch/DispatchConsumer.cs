using System.Globalization;
using System.Text.Json;
using Platform.Accounts;
using Platform.Commits;
using Platform.Consumers;
using Platform.Ids;
using Platform.Live;
using Platform.Orders;
using Platform.Vendors;

namespace Platform.Dispatch;

/// <summary>Has dispatch follow the log: orders that become open, offers that are closed, vendors who accept an
/// account's invitation or are taken off its roster. Because it is the log, nothing is forgotten when the process dies
/// in between.</summary>
internal sealed class DispatchConsumer(IGrainFactory grains, ICandidateReader candidates, TimeProvider clock)
    : IGrainEffect
{
    public string Name => "dispatch";

    public bool Concerns(LogEntry entry) => entry.AccountId is not null && entry.Kind switch
    {
        // Who places an order with no shop, and chooses nobody, dispatches it himself, if he wants to.
        "order.placed" when !entry.Body.Contains("\"shop_id\":", StringComparison.Ordinal)
            && !entry.Body.Contains("\"selected\":", StringComparison.Ordinal) => false,
        "order.placed" or "order.status_changed" or "order.reopened" =>
            entry.Body.Contains("\"service\"", StringComparison.Ordinal)
            && entry.Body.Contains("\"new\"", StringComparison.Ordinal),
        "order.offer_declined" or "order.offer_withdrawn" => true,
        AccountEvents.VendorAcceptedKind => true,
        "vendor.changed" => !entry.Body.Contains("\"approved\"", StringComparison.Ordinal),
        _ => false,
    };

    public async Task Apply(LogEntry entry, CancellationToken cancellationToken)
    {
        var accountId = entry.AccountId!.Value;
        var id = Guid.Parse(entry.Subject.AsSpan(entry.Subject.IndexOf('/', StringComparison.Ordinal) + 1));
        switch (entry.Kind)
        {
            case AccountEvents.VendorAcceptedKind:
                await Roster(accountId, id).Accept(Command.BySystem(
                    accountId, "vendors.accept", string.Create(CultureInfo.InvariantCulture, $"{entry.Position}")));
                break;
            case "vendor.changed":
                await Dismiss(accountId, id, entry, cancellationToken);
                break;
            case "order.offer_declined" or "order.offer_withdrawn":
                await Dispatch(accountId, id).Answered();
                break;
            default:
                if (BecameOpen(entry.Body))
                    await Dispatch(accountId, id).Opened(entry.Position, entry.At);
                break;
        }
    }

    /// <summary>Whether the order is open since this event and was not before.</summary>
    internal static bool BecameOpen(string body)
    {
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        return root.GetProperty("kind").GetString() == OrderWords.Of(OrderKind.Service)
            && root.GetProperty("to").GetString() == OrderWords.Of(OrderStatus.New)
            && !(root.TryGetProperty("from", out var from) && from.GetString() == OrderWords.Of(OrderStatus.New));
    }

    // What he was offered or works on goes to others; begun work goes to a person.
    private async Task Dismiss(
        Guid accountId, Guid vendorId, LogEntry happened, CancellationToken cancellationToken)
    {
        var position = happened.Position;
        var entry = await Roster(accountId, vendorId).FindAt(position);
        if (entry.Value?.Entry.Card.Status == RosterStatus.Approved)
            return;

        foreach (var orderId in await candidates.WorkOfAsync(accountId, vendorId, cancellationToken))
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{position}/dismiss/{orderId:N}");
            var command = Command.BySystem(accountId, "dispatch.dismiss", key) with { TraceId = happened.TraceId };
            var outcome = await grains.GetGrain<IOrderGrain>(GrainKey.Of(accountId, orderId))
                .Dismiss(vendorId, command);
            if (outcome.Order is { Status: OrderStatus.Processing } order && order.VendorId == vendorId)
                await DispatchAlerts.Raise(grains, DispatchAlerts.BlockedAtWork, order, clock.GetUtcNow());
        }
    }

    private IRosterEntryGrain Roster(Guid accountId, Guid vendorId) =>
        grains.GetGrain<IRosterEntryGrain>(GrainKey.Of(accountId, vendorId));

    private IDispatchGrain Dispatch(Guid accountId, Guid orderId) =>
        grains.GetGrain<IDispatchGrain>(GrainKey.Of(accountId, orderId));
}
