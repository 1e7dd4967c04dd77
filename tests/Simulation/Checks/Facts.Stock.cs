using Platform.Orders;
using Platform.Stock;

namespace Platform.Simulation;

/// <summary>What is in stock, counted once more from the lines of the ledger, and to whom it is promised.</summary>
internal sealed partial class Facts
{
    private readonly Dictionary<Guid, Shelf> _shelves = [];
    private readonly Dictionary<(Guid Order, int Revision), List<OrderLine>> _lines = [];
    private readonly List<(string Reason, bool IsPromised)> _adjusted = [];

    // How often an item has sunk to its threshold.
    private int _crossings;

    /// <summary>Pieces came, went or were counted.</summary>
    public void Adjusted(Guid item, string reason, StockOutcome outcome)
    {
        _adjusted.Add((reason, !outcome.IsRefused));
        Demand(
            outcome.IsRefused || Adjustments(reason) == 1,
            $"{reason} is answered and there {Adjustments(reason)} times");
    }

    /// <summary>An item as somebody was shown it.</summary>
    public void Seen(StockItem seen)
    {
        var history = _shelves[seen.Id].History;
        Demand(
            seen.Version >= 1 && seen.Version <= history.Count,
            $"{seen.Details.Name} was shown in version {seen.Version}, and there are {history.Count}");
        Demand(
            history[(int)seen.Version - 1] == (seen.OnHand, seen.Reserved),
            $"{seen.Details.Name} version {seen.Version} was shown as {(seen.OnHand, seen.Reserved)} "
            + $"and is {history[(int)seen.Version - 1]}");
    }

    private void Committed(StockHead item, WrittenState written)
    {
        var isNew = written.Before is null;
        if (isNew)
            _shelves.Add(item.Id, new());
        var (shelf, what, crossings) = (_shelves[item.Id], item.Details.Name, 0);
        foreach (var row in written.Submission.Pending.Rows)
        {
            if (row is StockMovementRow line)
                crossings += Moved(item, shelf, line.Change) ? 1 : 0;
            else if (row is StockReservationRow promise)
                Promised(item, shelf, promise.Reservation);
        }

        var promised = shelf.Promises.Values.Where(one => one.Status == ReservationStatus.Active)
            .Sum(one => one.Quantity);
        Demand(
            (item.OnHand, item.Reserved, item.Entries) == (shelf.OnHand, shelf.Reserved, shelf.Entries),
            $"{what} stands at {item.OnHand}/{item.Reserved}, its ledger at {shelf.OnHand}/{shelf.Reserved}");
        Demand(item.Reserved == promised, $"{what} has {item.Reserved} promised and reservations of {promised}");
        Demand(item.IsLow == IsLow(item, item.OnHand, item.Reserved), $"{what} says that it is low: {item.IsLow}");
        var told = written.Submission.Pending.Events.Count(happened => happened.Kind == StockEvents.Low);
        var expected = isNew ? 0 : crossings;
        Demand(told == expected, $"{what} sank to its threshold {expected} times and told it {told} times");
        _crossings += told;
        shelf.History.Add((item.OnHand, item.Reserved));
    }

    // Whether it sank to its threshold with this line.
    private static bool Moved(StockHead item, Shelf shelf, StockChange line)
    {
        var wasLow = IsLow(item, shelf.OnHand, shelf.Reserved);
        shelf.OnHand += line.OnHandChange;
        shelf.Reserved += line.ReservedChange;
        shelf.Entries++;
        Demand(
            (line.Entry, line.OnHand, line.Reserved) == (shelf.Entries, shelf.OnHand, shelf.Reserved),
            $"line {line.Entry} of {item.Details.Name} is not the sum of those before it");
        Demand(
            shelf.Reserved >= 0 && shelf.Reserved <= shelf.OnHand,
            $"{item.Details.Name} has {shelf.OnHand} pieces and {shelf.Reserved} promised");
        Demand(
            line.Kind != MovementKind.Reserved || shelf.OnHand - shelf.Reserved >= item.Details.SafetyStock,
            $"{item.Details.Name} keeps some back, and {shelf.Reserved} of {shelf.OnHand} are promised");
        return !wasLow && IsLow(item, shelf.OnHand, shelf.Reserved);
    }

    private void Promised(StockHead item, Shelf shelf, StockReservation promise)
    {
        var before = shelf.Promises.GetValueOrDefault(promise.OwnerId)?.Status;
        var what = $"{item.Details.Name} for {promise.OwnerId}";
        Demand(
            (before, promise.Status) switch
            {
                (null, ReservationStatus.Active) => promise.Quantity > 0,
                (null, ReservationStatus.Released) => promise.Quantity == 0,
                (ReservationStatus.Active, _) => promise.Status != ReservationStatus.Active,
                (ReservationStatus.Committed, ReservationStatus.Returned) => true,
                _ => false,
            },
            $"{what} went {before} → {promise.Status}");
        shelf.Promises[promise.OwnerId] = promise;
        Demand(
            promise.Status != ReservationStatus.Expired || promise.ExpiresAt <= world.Simulation.Time.Latest,
            $"{what} ran out at {world.Simulation.Time.Latest:O}, and was to last until {promise.ExpiresAt:O}");
        if (Order(promise.OwnerId) is not { } order)
            return;
        switch (promise.Status)
        {
            case ReservationStatus.Active:
                var skipped = Wanted(order).Keys.Where(id => id < item.Id && PromiseOf(id, order.Id) is null).ToList();
                Demand(skipped.Count == 0, $"{what} was asked for before what comes before it");
                break;
            case ReservationStatus.Released:
                Demand(IsEnded(order), $"{what} was given back, and the order is {order.Status}");
                break;
            case ReservationStatus.Committed:
                Demand(IsSent(order), $"{what} was taken out, and the order is {order.Status}");
                break;
            case ReservationStatus.Expired or ReservationStatus.Returned:
                throw new BrokenPromiseException($"{what} is {promise.Status}, and the order is {order.Status}");
        }
    }

    // An order is placed with what is kept for it, and says that something went or came back when it did.
    private void Stocked(OrderHead order)
    {
        if (order.Reservation is ReservationState.None or ReservationState.Pending || IsEnded(order, owes: true))
            return;
        var expected = order.Reservation switch
        {
            ReservationState.Released => ReservationStatus.Released,
            ReservationState.Committed => ReservationStatus.Committed,
            _ => (ReservationStatus?)null,
        };
        foreach (var (item, quantity) in Wanted(order))
        {
            var promise = PromiseOf(item, order.Id);
            var isSo = expected is { } status
                ? promise?.Status == status
                : promise is { Status: ReservationStatus.Active or ReservationStatus.Committed };
            Demand(
                isSo && (promise!.Quantity == quantity || order.Reservation == ReservationState.Released),
                $"{order.Number} is {order.Status} with its goods {order.Reservation}, but {promise?.Quantity} of "
                + $"item {item} are {promise?.Status}");
        }
    }

    private void StockEnd()
    {
        foreach (var (reason, isPromised) in _adjusted)
        {
            var times = Adjustments(reason);
            Demand(times == (isPromised ? 1 : 0), $"{reason} is there {times} times at the end");
        }

        foreach (var order in _orders.Values.Select(history => history[^1]))
        {
            Stocked(order);
            Demand(
                OrderRules.StockOwed(order) is null && order.Reservation != ReservationState.Pending,
                $"{order.Number} is {order.Status}, and its goods are {order.Reservation}");
            foreach (var item in Wanted(order).Keys.Where(_ => order.Reservation == ReservationState.None))
                Demand(PromiseOf(item, order.Id) is null, $"{order.Number} was never asked for, and has goods");
        }

        var alerts = world.Database.All<Platform.Calls.Alert>().Where(alert => alert.Kind == "low-stock").ToList();
        Demand(
            alerts.Count == _crossings && alerts.All(alert => alert.Count == 1),
            $"items sank to their thresholds {_crossings} times, and there are {alerts.Count} alerts");
    }

    private Dictionary<Guid, long> Wanted(OrderHead order) =>
        _lines.GetValueOrDefault((order.Id, order.LinesRevision), []).Where(line => line.ItemId is not null)
            .GroupBy(line => line.ItemId!.Value)
            .ToDictionary(same => same.Key, same => same.Sum(line => (long)line.Quantity));

    private List<OrderLine> Lines(Guid order, int revision)
    {
        if (!_lines.TryGetValue((order, revision), out var lines))
            _lines.Add((order, revision), lines = []);
        return lines;
    }

    private StockReservation? PromiseOf(Guid item, Guid owner) => _shelves[item].Promises.GetValueOrDefault(owner);

    private OrderHead? Order(Guid id) => History(id) is [.., var last] ? last : null;

    private int Adjustments(string reason) => world.Database.Rows<StockMovementRow>()
        .Count(row => row.Change.Reason == reason);

    private static bool IsEnded(OrderHead order, bool owes = false) =>
        order.Status is OrderStatus.Cancelled or OrderStatus.Expired
        && (!owes || order.Reservation == ReservationState.Reserved);

    private static bool IsSent(OrderHead order) => order.Status is OrderStatus.Shipped or OrderStatus.Delivered;

    private static bool IsLow(StockHead item, long onHand, long reserved) =>
        item.Details.LowStockThreshold is { } threshold
        && Math.Max(0, onHand - reserved - item.Details.SafetyStock) <= threshold;

    // An item as its ledger tells it.
    private sealed class Shelf
    {
        public long OnHand { get; set; }

        public long Reserved { get; set; }

        public long Entries { get; set; }

        public Dictionary<Guid, StockReservation> Promises { get; } = [];

        public List<(long OnHand, long Reserved)> History { get; } = [];
    }
}
