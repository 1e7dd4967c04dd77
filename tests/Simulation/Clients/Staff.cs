using Platform.Dispatch;
using Platform.Ids;
using Platform.Orders;

namespace Platform.Simulation;

/// <summary>Places services for a shop, writes notes, changes its mind, calls orders off.</summary>
internal sealed class Staff(World world, int no) : Client(world, $"staff-{no}")
{
    private static readonly string[] Wishes =
        ["accepted", "on_way", "accepted", "processing", "completed", "cancelled", "new"];

    private readonly Guid _account = Cast.Accounts[no % Cast.Accounts.Length];
    private int _wishes;

    public async Task Run()
    {
        for (var i = 0; i < World.Size.Rounds; i++)
        {
            var id = NameBasedId.Of("simulated", Name, $"{i}");
            await PlaceService(id, i);
            await Note(id, $"{i}-a");
            await World.PauseUpTo(6);
            await ChangeMind(id, i);
            await World.PauseUpTo(6);
            await Interfere(id);
            await Note(id, $"{i}-b");
        }
    }

    private async Task PlaceService(Guid id, int i)
    {
        var isDraft = Dice.Next(4) == 0;
        var payBy = Dice.Next(6) == 0 ? World.Now.AddSeconds(10) : (DateTimeOffset?)null;
        var order = new PlaceOrder
        {
            Kind = OrderKind.Service,
            Draft = isDraft,
            PayBy = payBy,
            ShopId = Cast.Shop,
            Timezone = Cast.Zone,
            Customer = new("John Smith", PhoneRaw: Cast.Phone),
            Address = new("1 Main St", City: "New York", PostalCode: Cast.PostalCode, Country: "US"),
            ServiceCategory = ServiceCategory.Repairs,
            Description = "broken",
            EstimatedMinor = 100_00,
        };
        var command = By(_account, Cast.Staff, "orders.place", $"place-{i}");
        var outcome = await Ask("places", grains => Order(grains, id).Place(order, command));
        World.Facts.Placed(id, outcome);
        if (isDraft && Dice.Next(3) > 0)
            await Move(id, "new", $"confirm-{i}");
    }

    private async Task Note(Guid id, string key)
    {
        var text = $"{Name}/{key}";
        var command = By(_account, Cast.Staff, "orders.note", key);
        var outcome = await Ask("notes", grains => Order(grains, id).AddNote(new AddOrderNote(text), command));
        World.Facts.Noted(id, text, outcome);
    }

    private async Task ChangeMind(Guid id, int i)
    {
        switch (Dice.Next(4))
        {
            case 0:
                await Move(id, "cancelled", $"cancel-{i}");
                break;
            case 1:
                var again = By(_account, Cast.Staff, "orders.reassign", $"reassign-{i}");
                await Ask("reassigns", grains => grains.GetGrain<IDispatchGrain>(GrainKey.Of(_account, id))
                    .Reassign(new StartDispatch(null, null, "not him"), again));
                break;
            case 2:
                var start = By(_account, Cast.Staff, "orders.dispatch", $"dispatch-{i}");
                await Ask("dispatches", grains => grains.GetGrain<IDispatchGrain>(GrainKey.Of(_account, id))
                    .Start(new StartDispatch(Cast.Vendors[Dice.Next(World.Size.Vendors)], null, null), start));
                break;
            default:
                break;
        }
    }

    // Somebody at the desk moves it, whether that makes sense or not: most of it is refused.
    private async Task Interfere(Guid id)
    {
        if (Dice.Next(3) == 0)
            return;
        for (var i = Dice.Next(4); i > 0; i--)
        {
            await Move(id, Wishes[Dice.Next(Wishes.Length)], $"wish-{++_wishes}");
            await World.PauseUpTo(2);
        }
    }

    private async Task Move(Guid id, string status, string key)
    {
        var command = By(_account, Cast.Staff, "orders.move", key);
        var outcome = await Ask($"moves to {status}", grains => Order(grains, id).ChangeStatus(
            new ChangeOrderStatus(status, Reason: "changed my mind"), command));
        World.Facts.Moved(id, status, outcome);
    }

    private IOrderGrain Order(IGrainFactory grains, Guid id) => grains.GetGrain<IOrderGrain>(GrainKey.Of(_account, id));
}
