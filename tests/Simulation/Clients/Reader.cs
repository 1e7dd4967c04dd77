using Platform.Ids;
using Platform.Orders;
using Platform.Stock;

namespace Platform.Simulation;

/// <summary>Reads orders and items all the time: what it is shown was committed, as it is shown.</summary>
internal sealed class Reader(World world) : Client(world, "reader")
{
    public async Task Run(Task isOver)
    {
        while (!isOver.IsCompleted)
        {
            await World.PauseUpTo(1);
            if (Dice.Next(3) == 0)
            {
                var item = GrainKey.Of(Cast.StockAccount, Cast.Items[Dice.Next(Cast.Items.Length)]);
                if (await Ask("looks", grains => grains.GetGrain<IStockItemGrain>(item).Find()) is { } shelf)
                    World.Facts.Seen(shelf);
            }

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
