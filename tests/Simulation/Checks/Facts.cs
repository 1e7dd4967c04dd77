using Platform.Accounts;
using Platform.Backups;
using Platform.Orders;
using Platform.Schedules;
using Platform.Stock;

namespace Platform.Simulation;

/// <summary>What was committed, looked at in the moment of each commit. None of it asks the rules that are
/// tested.</summary>
internal sealed partial class Facts(World world)
{
    private readonly Dictionary<string, List<OrderHead>> _orders = new(StringComparer.Ordinal);
    private readonly Dictionary<(Guid Order, Guid Vendor, int Wave), OfferStatus> _offers = [];
    private readonly Dictionary<string, string> _numbers = new(StringComparer.Ordinal);
    private readonly HashSet<Guid> _receipts = [];
    private readonly List<WrittenState> _written = [];

    /// <summary>How often each step of an order's life was taken.</summary>
    public Dictionary<(OrderKind Kind, OrderStatus From, OrderStatus To), int> Steps { get; } = [];

    /// <summary>A transaction was committed.</summary>
    /// <exception cref="BrokenPromiseException">It should not have been.</exception>
    public void Committed(IReadOnlyList<WrittenState> written)
    {
        foreach (var one in written)
        {
            var what = $"{one.After.Table.Table} {one.After.Key} version {one.After.Version}";
            world.Simulation.Journal.Add($"committed {what}");
            Demand(
                (one.Before?.Version ?? 0) == one.Submission.BaseVersion,
                $"{what} was decided on version {one.Submission.BaseVersion}");
            _written.Add(one);
            foreach (var receipt in one.Submission.ReceiptIds)
                Demand(_receipts.Add(receipt), $"{what} carries out a command a second time");
            if (one.After.State is OrderHead order)
                Committed(order, one);
            else if (one.After.State is StockHead item)
                Committed(item, one);
            else if (one.After.State is ScheduledJob job)
                Committed(job, one);
            else if (one.After.State is SnapshotCheck)
                Drilled(one);
            else if (one.After.State is Account account)
                Committed(account, one);
            else if (one.After.State is User user)
                Committed(user, one);
        }
    }

    private void Committed(OrderHead order, WrittenState written)
    {
        if (!_orders.TryGetValue(written.After.Key, out var history))
            _orders.Add(written.After.Key, history = []);
        Demand(
            !_numbers.TryGetValue(order.Number, out var other) || other == written.After.Key,
            $"number {order.Number} is given to {other} and {written.After.Key}");
        _numbers[order.Number] = written.After.Key;
        if (history.Count == 0)
            _firstOfOrders.Add((order.AccountId, world.Database.Log.Count));
        else
            Step(history[^1], order);
        history.Add(order);
        foreach (var row in written.Submission.Pending.Rows)
        {
            if (row is OrderOfferRow offer)
                Offered(order, offer);
            else if (row is OrderLineRow line)
                Lines(order.Id, line.Revision).Add(line.Line);
        }

        OneWinner(order);
        Stocked(order);
    }

    private void Step(OrderHead before, OrderHead after)
    {
        Demand(after.Entries >= before.Entries, $"the history of {after.Number} grew shorter");
        if (before.Status == after.Status)
        {
            Demand(before.VendorId == after.VendorId, $"{after.Number} changed its vendor at {after.Status}");
            return;
        }

        var step = (after.Kind, before.Status, after.Status);
        Demand(LegalSteps.All.Contains(step), $"{after.Number} went {LegalSteps.Name(step)}");
        Steps[step] = Steps.GetValueOrDefault(step) + 1;
    }

    private void Offered(OrderHead order, OrderOfferRow row)
    {
        var key = (order.Id, row.Offer.VendorId, row.Offer.Wave);
        var before = _offers.TryGetValue(key, out var status) ? status : (OfferStatus?)null;
        if (row.Offer.Status == OfferStatus.Accepted)
            Demand(before == OfferStatus.Offered, $"{order.Number}: an offer that was {before} was accepted");
        Demand(
            row.Offer.Status != OfferStatus.Expired || row.Offer.ExpiresAt <= world.Simulation.Time.Latest,
            $"{order.Number}: an offer until {row.Offer.ExpiresAt:O} ran out at {world.Simulation.Time.Latest:O}");
        _offers[key] = row.Offer.Status;
    }

    private void OneWinner(OrderHead order)
    {
        List<Guid> winners =
        [
            .. _offers.Where(offer => offer.Key.Order == order.Id && offer.Value == OfferStatus.Accepted)
                .Select(offer => offer.Key.Vendor),
        ];
        Demand(winners.Count <= 1, $"{order.Number} has {winners.Count} winners");
        Demand(
            winners.Count == 0 || winners[0] == order.VendorId,
            $"{order.Number} was won by {(winners.Count == 0 ? null : winners[0])} and belongs to {order.VendorId}");
        var isOpen = order is { Kind: OrderKind.Service, Status: OrderStatus.New };
        Demand(
            isOpen || !_offers.Any(offer => offer.Key.Order == order.Id && offer.Value == OfferStatus.Offered),
            $"{order.Number} is {order.Status} and still on offer");
    }

    private static void Demand(bool isSo, string otherwise)
    {
        if (!isSo)
            throw new BrokenPromiseException(otherwise);
    }
}
