using Platform.Commits;
using Platform.Ids;
using Platform.Stock;

namespace Platform.Simulation;

/// <summary>Minds the shelves: goods come in, break and are counted; some are held for somebody for a while, who takes
/// them, gives them back or is not heard of again.</summary>
internal sealed class Storekeeper(World world) : Client(world, "storekeeper")
{
    public async Task Run()
    {
        for (var i = 0; i < World.Size.Stocktakings; i++)
        {
            await World.PauseUpTo(4);
            var item = Cast.Items[Dice.Next(Cast.Items.Length)];
            if (Dice.Next(2) == 0)
                await Adjust(item, $"{Name}/{i}");
            else
                await Task.WhenAll(Enumerable.Range(0, 1 + Dice.Next(3)).Select(no => Hold(item, $"{i}-{no}")));
        }
    }

    private async Task Adjust(Guid item, string reason)
    {
        var adjust = Dice.Next(4) switch
        {
            0 => new AdjustStock(MovementKind.Counted, Dice.Next(8), reason),
            1 => new AdjustStock(MovementKind.Adjusted, -1 - Dice.Next(3), reason),
            _ => new AdjustStock(MovementKind.Received, 1 + Dice.Next(4), reason),
        };
        var command = By(Cast.StockAccount, Cast.Staff, "stock.adjust", reason);
        var outcome = await Ask(
            $"{adjust.Kind} {adjust.Quantity}", grains => Item(grains, item).Adjust(adjust, command));
        World.Facts.Adjusted(item, reason, outcome);
    }

    // Several at once want the same: together they may want more than there is.
    private async Task Hold(Guid item, string key)
    {
        var hold = new ReserveStock(
            NameBasedId.Of("simulated", Name, key), 1 + Dice.Next(3),
            Dice.Next(4) == 0 ? null : World.Now.AddSeconds(5 + Dice.Next(20)));
        var outcome = await Ask("holds", grains => Item(grains, item).Reserve(hold, Of("stock.reserve", key)));
        if (outcome.IsRefused)
            return;
        await World.PauseUpTo(3);
        switch (Dice.Next(4))
        {
            case 0:
                await Ask("gives back", grains => Item(grains, item).Release(hold.OwnerId, Of("stock.release", key)));
                break;
            case 1:
                await Ask("takes", grains => Item(grains, item).Commit(hold.OwnerId, Of("stock.commit", key)));
                if (Dice.Next(2) == 0)
                {
                    await Ask(
                        "brings back", grains => Item(grains, item).Release(hold.OwnerId, Of("stock.return", key)));
                }

                break;
            default:
                break;
        }
    }

    private Command Of(string operation, string key) => By(Cast.StockAccount, Cast.Staff, operation, key);

    private static IStockItemGrain Item(IGrainFactory grains, Guid item) =>
        grains.GetGrain<IStockItemGrain>(GrainKey.Of(Cast.StockAccount, item));
}
