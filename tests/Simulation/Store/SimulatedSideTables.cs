using Platform.Consumers;
using Platform.Orders;

namespace Platform.Simulation;

/// <summary>Tables that no grain's commit writes. A step of a lane is one transaction with its table effect.</summary>
internal sealed class SimulatedSideTables
{
    private readonly Dictionary<(string Consumer, int Lane), LanePlace> _places = [];
    private readonly SortedDictionary<long, long> _numbers = [];

    /// <summary>What waits, by consumer, lane and position.</summary>
    public SortedDictionary<(string Consumer, int Lane, long Position), ParkedEvent> Parked { get; } = [];

    /// <summary>What was given up.</summary>
    public Dictionary<(string Consumer, long Position), ParkedEvent> Dead { get; } = [];

    /// <summary>The counters of orders: how many and how much, by the row they belong to.</summary>
    public Dictionary<OrderCounterDelta, (long Orders, long RevenueMinor)> Counters { get; } = [];

    public IReadOnlyDictionary<(string Consumer, int Lane), LanePlace> Places => _places;

    public LanePlace Place(string consumer, int lane) =>
        _places.GetValueOrDefault((consumer, lane)) ?? new LanePlace(consumer, lane, Position: 0, Version: 0);

    /// <summary>The first number of the next block of a year.</summary>
    public long Lease(int year, int count)
    {
        var first = _numbers.GetValueOrDefault(year, 1);
        _numbers[year] = first + count;
        return first;
    }

    public LanePlace Commit(LaneStep step)
    {
        if (Place(step.Place.Consumer, step.Place.Lane) != step.Place)
            throw new LaneFencedException(step.Place.Consumer, step.Place.Lane);
        Apply(step);
        foreach (var parked in step.Park)
            Parked[(step.Place.Consumer, step.Place.Lane, parked.Entry.Position)] = parked;
        foreach (var position in step.Done)
            Parked.Remove((step.Place.Consumer, step.Place.Lane, position));
        foreach (var dead in step.Dead)
        {
            Parked.Remove((step.Place.Consumer, step.Place.Lane, dead.Entry.Position));
            Dead[(step.Place.Consumer, dead.Entry.Position)] = dead;
        }

        var place = step.Place with { Position = step.Position, Version = step.Place.Version + 1 };
        return _places[(place.Consumer, place.Lane)] = place;
    }

    private void Apply(LaneStep step)
    {
        if (step.Apply.IsEmpty || step.Place.Consumer != OrderCounters.ConsumerName)
            return;

        var deltas = OrderCounterDeltas.WithoutDays(OrderCounterDeltas.Of(step.Apply));
        foreach (var (row, next) in deltas.Select(Next).ToList())
        {
            if (next.Orders < 0)
                throw new EffectFailedException($"order_counters_not_negative: {row}", innerException: null);
            Counters[row] = next;
        }
    }

    private (OrderCounterDelta Row, (long Orders, long RevenueMinor) Next) Next(OrderCounterDelta delta)
    {
        var row = delta with { Orders = 0, RevenueMinor = 0 };
        var (orders, revenue) = Counters.GetValueOrDefault(row);
        return (row, (orders + delta.Orders, revenue + delta.RevenueMinor));
    }
}
