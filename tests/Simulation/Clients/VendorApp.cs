using Platform.Ids;
using Platform.Orders;

namespace Platform.Simulation;

/// <summary>A vendor with a telephone: looks at his offers, takes them (twice, when the first tap seemed lost), lets
/// them pass, does the work or gives it back.</summary>
internal sealed class VendorApp(World world, Guid id, int no) : Client(world, $"vendor-{no}")
{
    private readonly HashSet<(Guid, int)> _seen = [];
    private int _commands;

    public async Task Run(Task isOver)
    {
        while (!isOver.IsCompleted)
        {
            await World.PauseUpTo(3);
            await Founding.ShowUp(this, id);
            foreach (var row in Offers())
                await Answer(row);
        }
    }

    // As the list of his offers shows them: what is committed.
    private List<OrderOfferRow> Offers() =>
    [
        .. World.Database.Rows<OrderOfferRow>()
            .Where(row => row.Offer.VendorId == id && row.Offer.Status == OfferStatus.Offered
                && _seen.Add((row.OrderId, row.Offer.Wave)))
            .OrderBy(row => row.OrderId),
    ];

    private async Task Answer(OrderOfferRow row)
    {
        switch (Dice.Next(6))
        {
            case 0:
                var decline = By(row.AccountId, Cast.Vendor(id), "offers.decline", $"{++_commands}");
                await Ask("declines", grains => Order(grains, row).Decline(id, decline));
                break;
            case 1:
                break;
            default:
                var taps = await Task.WhenAll(Enumerable.Range(0, 1 + Dice.Next(2)).Select(_ => Accept(row)));
                if (taps.Any(tap => !tap.IsRefused))
                    await Work(row);
                break;
        }
    }

    private async Task<OrderOutcome> Accept(OrderOfferRow row)
    {
        var accept = By(row.AccountId, Cast.Vendor(id), "offers.accept", $"{++_commands}");
        var outcome = await Ask("accepts", grains => Order(grains, row).Accept(id, accept));
        World.Facts.Accepted(row.OrderId, id, outcome);
        return outcome;
    }

    private async Task Work(OrderOfferRow row)
    {
        string[] way = Dice.Next(8) switch
        {
            0 => ["new"],
            1 => ["on_way", "new"],
            2 => ["processing", "completed"],
            _ => ["on_way", "processing", "completed"],
        };
        foreach (var status in way)
        {
            await World.PauseUpTo(2);
            var command = By(row.AccountId, Cast.Vendor(id), "orders.move", $"{++_commands}");
            var change = new ChangeOrderStatus(
                status, VendorId: id, DealingPriceMinor: status == "completed" ? 120_00 : null);
            var outcome = await Ask(
                $"moves to {status}", grains => Order(grains, row).ChangeStatus(change, command));
            World.Facts.Moved(row.OrderId, status, outcome);
            if (outcome.IsRefused)
                return;
        }
    }

    private static IOrderGrain Order(IGrainFactory grains, OrderOfferRow row) =>
        grains.GetGrain<IOrderGrain>(GrainKey.Of(row.AccountId, row.OrderId));
}
