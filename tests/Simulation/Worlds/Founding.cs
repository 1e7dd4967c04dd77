using Platform.Accounts;
using Platform.Commits;
using Platform.Conversation;
using Platform.Ids;
using Platform.Shops;
using Platform.Stock;
using Platform.Vendors;

namespace Platform.Simulation;

/// <summary>Sets the two businesses up before the first fault.</summary>
internal static class Founding
{
    public static async Task Found(World world)
    {
        var caller = new Client(world, "founder");
        if (world.Size.Owners > 0)
            await Offices(caller);
        foreach (var account in Cast.Accounts)
        {
            var staff = new Command(account, Cast.Staff, "founding", "shop");
            await caller.Ask("founds a shop", grains => grains.GetGrain<IShopGrain>(GrainKey.Of(account, Cast.Shop))
                .Create(new ShopDetails { Name = "ACME", TimeZone = Cast.Zone, Currency = "USD" }, staff));
            foreach (var vendor in world.Vendors)
            {
                await caller.Ask("adds a vendor", grains => grains
                    .GetGrain<IRosterEntryGrain>(GrainKey.Of(account, vendor))
                    .Add(Card(vendor), new Command(account, Cast.Staff, "founding", $"{vendor:N}")));
                await caller.Ask("accepts", grains => grains
                    .GetGrain<IRosterEntryGrain>(GrainKey.Of(account, vendor))
                    .Accept(new Command(account, Cast.Vendor(vendor), "founding", $"{vendor:N}")));
            }
        }

        foreach (var vendor in world.Vendors)
            await ShowUp(caller, vendor);
        foreach (var (no, item) in Cast.Items.Index().Where(_ => world.Size.HasStock))
        {
            var made = new Command(Cast.StockAccount, Cast.Staff, "founding", $"{item:N}");
            await caller.Ask("fills a shelf", grains => grains
                .GetGrain<IStockItemGrain>(GrainKey.Of(Cast.StockAccount, item)).Create(Shelf(no), 6, made));
        }
    }

    private static async Task Offices(Client caller)
    {
        foreach (var (no, owner) in Cast.Owners.Index())
        {
            var command = new Command(Cast.Accounts[0], Cast.Owner(owner), "founding", $"{owner:N}");
            await caller.Ask("is known", grains => grains.GetGrain<IUserGrain>(owner.ToString("N"))
                .Create(command, new NewUser($"owner-{no}@platform.test", "Owner", "hash")));
        }

        foreach (var account in Cast.Accounts)
        {
            var command = new Command(account, Cast.Owner(Cast.Owners[0]), "founding", $"{account:N}");
            await caller.Ask("founds a business", grains => grains.GetGrain<IAccountGrain>(account.ToString("N"))
                .Create(command, new NewAccount("ACME", Cast.Owners[0])));
        }
    }

    /// <summary>The vendor says that he is there.</summary>
    public static Task<VendorPresence> ShowUp(Client caller, Guid vendor) => caller.Ask(
        "shows up", grains => grains.GetGrain<IVendorGrain>(vendor.ToString("N")).Show(
            online: true, null, null, new Command(Cast.Accounts[0], Cast.Vendor(vendor), "vendors.show")));

    private static ItemDetails Shelf(int no) => new()
    {
        ShopId = Cast.Shop,
        Name = $"Item {no}",
        Sku = $"I-{no}",
        Currency = "USD",
        SafetyStock = no,
        LowStockThreshold = 2,
    };

    private static RosterCard Card(Guid vendor) => new()
    {
        Name = $"Vendor {vendor:N}",
        Status = RosterStatus.Approved,
        Services = [new VendorService(DraftCategory.Repairs, Label: null)],
        Area = new ServiceArea(null, null, null, [Cast.PostalCode]),
    };
}
