using Platform.Ids;
using Platform.Orders;

namespace Platform.Simulation;

/// <summary>Sells goods: a draft, an edit, the order, its money, and one of the ways it may go from there.</summary>
internal sealed class Seller(World world, int no) : Client(world, $"seller-{no}")
{
    private static readonly string[][] Ways =
    [
        ["pending", "processing", "shipped", "delivered"],
        ["pending", "confirmed", "processing", "packaged", "shipped", "delivered"],
        ["pending", "confirmed", "packaged", "shipped", "delivered"],
        ["pending", "cancelled"],
        ["pending", "confirmed", "cancelled"],
        ["pending", "processing", "cancelled"],
        ["pending", "processing", "packaged", "cancelled"],
        ["pending"], // Never paid.
        [], // Never confirmed.
    ];

    private readonly Guid _account = Cast.StockAccount;

    public async Task Run()
    {
        for (var i = 0; i < World.Size.Rounds; i++)
        {
            var way = Ways[Dice.Next(Ways.Length)];
            var isDraft = way.Length < 2 || Dice.Next(2) == 0;
            await Sell(NameBasedId.Of("simulated", Name, $"{i}"), way, $"{i}", isDraft);
        }
    }

    private async Task Sell(Guid id, string[] way, string key, bool isDraft)
    {
        var payBy = way.Length == 1 ? World.Now.AddSeconds(20) : (DateTimeOffset?)null;
        var order = Goods(payBy) with { Draft = isDraft };
        var place = By(_account, Cast.Staff, "orders.place", $"place-{key}");
        var placed = await Ask("places", grains => Order(grains, id).Place(order, place));
        World.Facts.Placed(id, placed);
        if (placed.IsRefused)
            return;

        if (isDraft && Dice.Next(2) == 0)
        {
            var edit = new EditDraft(Goods(payBy) with { Draft = true });
            var command = By(_account, Cast.Staff, "orders.edit", $"edit-{key}");
            await Ask("edits", grains => Order(grains, id).Edit(edit, command));
        }

        foreach (var (i, status) in way.Index().Skip(isDraft ? 0 : 1))
        {
            if (await Move(id, status, key))
                return;
            if (i < 3 && payBy is null && status != "cancelled")
                await Pay(id, 10_00 + i, key);
            await World.PauseUpTo(2);
        }
    }

    // One or two things, in any order, perhaps one of them twice; sometimes something that no stock is kept of.
    private PlaceOrder Goods(DateTimeOffset? payBy) => new()
    {
        Kind = OrderKind.Product,
        PayBy = payBy,
        Customer = new("Mary Jones", Email: "mary@example.com"),
        Lines =
        [
            .. Enumerable.Range(0, 1 + Dice.Next(3)).Select(_ => new AskedLine(
                Dice.Next(8) == 0 ? null : Cast.Items[Dice.Next(Cast.Items.Length)], "Hose", 1 + Dice.Next(2), 1_00)),
        ],
    };

    // Whether it was refused.
    private async Task<bool> Move(Guid id, string status, string key)
    {
        var command = By(_account, Cast.Staff, "orders.move", $"{status}-{key}");
        var change = new ChangeOrderStatus(
            status, Carrier: status == "shipped" ? "none" : null, Reason: status == "cancelled" ? "broken" : null);
        var outcome = await Ask($"moves to {status}", grains => Order(grains, id).ChangeStatus(change, command));
        World.Facts.Moved(id, status, outcome);
        return outcome.IsRefused;
    }

    private async Task Pay(Guid id, long amount, string key)
    {
        var command = By(_account, Cast.Staff, "orders.pay", $"{amount}-{key}");
        var payment = new RecordPayment(PaymentKind.Received, amount, PaymentMeans.Card);
        var outcome = await Ask("pays", grains => Order(grains, id).RecordPayment(payment, command));
        World.Facts.Paid(id, amount, outcome);
    }

    private IOrderGrain Order(IGrainFactory grains, Guid id) => grains.GetGrain<IOrderGrain>(GrainKey.Of(_account, id));
}
