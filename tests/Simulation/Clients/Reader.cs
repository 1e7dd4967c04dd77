using Platform.Ids;
using Platform.Orders;

namespace Platform.Simulation;

/// <summary>Reads orders all the time: what it is shown was committed, as it is shown.</summary>
internal sealed class Reader(World world) : Client(world, "reader")
{
    public async Task Run(Task isOver)
    {
        while (!isOver.IsCompleted)
        {
            await World.PauseUpTo(0.5);
            var orders = World.Database.All<OrderHead>().OrderBy(order => order.Id).ToList();
            if (orders.Count == 0)
                continue;
            var one = orders[Dice.Next(orders.Count)];
            var key = GrainKey.Of(one.AccountId, one.Id);
            if (await Ask("reads", grains => grains.GetGrain<IOrderGrain>(key).Find()) is { } seen)
                World.Facts.Seen(key, seen);
        }
    }
}
