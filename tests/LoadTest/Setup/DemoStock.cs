using System.Text.Json.Nodes;

namespace Platform.LoadTest.Setup;

/// <summary>Keeps stock of what the demo's shop sells by phone, and of what its vendors take along. Run again it finds
/// what is there.</summary>
internal sealed class DemoStock(ApiClient admin)
{
    // So many that callers do not run out of them while somebody looks.
    private static readonly (string Name, string Sku, int OnHand, int LowAt)[] Sold =
    [
        ("Air Filter", "AF-20", 2_400, 300),
        ("LED Bulb", "LB-60", 6_000, 800),
        ("Smart Thermostat", "ST-01", 900, 150),
        ("Smoke Detector", "SD-10", 1_800, 200),
        ("Door Lock", "DL-05", 750, 100),
    ];

    private static readonly (string Name, string Sku, int OnHand, int KeptBack, int LowAt, int Used)[] TakenAlong =
    [
        ("Pipe Seal Kit", "PS-12", 40, 0, 15, 2),
        ("Cable, 25 m", "CA-25", 18, 2, 6, 4),
        ("Wall Bracket", "WB-40", 60, 5, 20, 12),
        ("Furnace Igniter", "FI-03", 9, 1, 5, 5),
    ];

    /// <summary>Makes sure that the items are there, and that the shop sells its goods out of them.</summary>
    public async Task EnsureAsync(string shopId, CancellationToken cancellationToken)
    {
        var known = await KnownAsync(shopId, cancellationToken);
        foreach (var (name, sku, onHand, keptBack, lowAt, used) in TakenAlong.Where(one => !known.ContainsKey(one.Sku)))
        {
            var id = await MakeAsync(shopId, name, sku, "Parts", onHand, keptBack, lowAt, cancellationToken);
            var adjusted = new JsonObject
            {
                ["kind"] = "adjusted",
                ["quantity"] = -used,
                ["reason"] = "Taken along to jobs",
            };
            await admin.CreateAsync(
                $"/api/v1/stock/{id}/adjust", $"demo-used-{shopId}-{sku}", adjusted, cancellationToken);
        }

        foreach (var (name, sku, onHand, lowAt) in Sold.Where(one => !known.ContainsKey(one.Sku)))
            known[sku] = await MakeAsync(shopId, name, sku, "Goods", onHand, 0, lowAt, cancellationToken);
        await SellAsync(shopId, known, cancellationToken);
    }

    private async Task<Dictionary<string, string>> KnownAsync(string shopId, CancellationToken cancellationToken)
    {
        var items = await admin.GetAsync($"/api/v1/items?limit=200&shop_id={shopId}", cancellationToken);
        return items["items"]!.AsArray().Where(item => item!["sku"] is not null)
            .ToDictionary(item => item!["sku"]!.GetValue<string>(), item => item!["id"]!.GetValue<string>());
    }

    private async Task<string> MakeAsync(
        string shopId, string name, string sku, string category, int onHand, int keptBack, int lowAt,
        CancellationToken cancellationToken)
    {
        var item = new JsonObject
        {
            ["shop_id"] = shopId,
            ["name"] = name,
            ["sku"] = sku,
            ["category"] = category,
            ["on_hand"] = onHand,
            ["safety_stock"] = keptBack,
            ["low_stock_threshold"] = lowAt,
        };
        var made = await admin.CreateAsync("/api/v1/items", $"demo-item-{shopId}-{sku}", item, cancellationToken);
        return made["id"]!.GetValue<string>();
    }

    private async Task SellAsync(
        string shopId, Dictionary<string, string> items, CancellationToken cancellationToken)
    {
        var shop = await admin.GetAsync($"/api/v1/shops/{shopId}", cancellationToken);
        var byName = Sold.ToDictionary(one => one.Name, one => items[one.Sku]);
        var isOther = false;
        var goods = new JsonArray();
        foreach (var one in shop["goods"]!.AsArray())
        {
            var itemId = one!["item_id"]?.GetValue<string>();
            var wanted = itemId ?? byName.GetValueOrDefault(one["name"]!.GetValue<string>());
            isOther |= itemId != wanted;
            goods.Add(new JsonObject
            {
                ["name"] = one["name"]!.DeepClone(),
                ["aliases"] = one["aliases"]!.DeepClone(),
                ["unit_price"] = one["unit_price"]!.DeepClone(),
                ["item_id"] = wanted,
            });
        }

        if (isOther)
            await admin.PatchAsync($"/api/v1/shops/{shopId}", new JsonObject { ["goods"] = goods }, cancellationToken);
    }
}
