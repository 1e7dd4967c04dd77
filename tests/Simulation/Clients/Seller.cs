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

    private readonly Guid _account = Cast.Accounts[1];

    public async Task Run()
    {
        var way = Ways[Dice.Next(Ways.Length)];
        var id = NameBasedId.Of("simulated", Name);
        var payBy = way.Length == 1 ? World.Now.AddSeconds(20) : (DateTimeOffset?)null;
        var draft = Goods(quantity: 1, payBy);
        var place = By(_account, Cast.Staff, "orders.place", "place");
        World.Facts.Placed(id, await Ask("places", grains => Order(grains, id).Place(draft, place)));

        var edit = By(_account, Cast.Staff, "orders.edit", "edit");
        await Ask("edits", grains => Order(grains, id).Edit(new EditDraft(Goods(quantity: 3, payBy)), edit));
        foreach (var (i, status) in way.Index())
        {
            await Move(id, status);
            if (i < 3 && payBy is null && status != "cancelled")
                await Pay(id, 10_00 + i);
            await World.PauseUpTo(2);
        }
    }

    private static PlaceOrder Goods(int quantity, DateTimeOffset? payBy) => new()
    {
        Kind = OrderKind.Product,
        Draft = true,
        PayBy = payBy,
        Customer = new("Mary Jones", Email: "mary@example.com"),
        Lines = [new(null, "Hose", quantity, 10_00)],
    };

    private async Task Move(Guid id, string status)
    {
        var command = By(_account, Cast.Staff, "orders.move", status);
        var change = new ChangeOrderStatus(
            status, Carrier: status == "shipped" ? "none" : null, Reason: status == "cancelled" ? "broken" : null);
        World.Facts.Moved(id, status, await Ask(
            $"moves to {status}", grains => Order(grains, id).ChangeStatus(change, command)));
    }

    private async Task Pay(Guid id, long amount)
    {
        var command = By(_account, Cast.Staff, "orders.pay", $"{amount}");
        var payment = new RecordPayment(PaymentKind.Received, amount, PaymentMeans.Card);
        var outcome = await Ask("pays", grains => Order(grains, id).RecordPayment(payment, command));
        World.Facts.Paid(id, amount, outcome);
    }

    private IOrderGrain Order(IGrainFactory grains, Guid id) => grains.GetGrain<IOrderGrain>(GrainKey.Of(_account, id));
}
