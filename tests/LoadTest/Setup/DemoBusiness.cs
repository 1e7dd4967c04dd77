using System.Text.Json.Nodes;

namespace Platform.LoadTest.Setup;

/// <summary>Sets up the business that the demo's callers ring: one shop with a number, a catalogue of services and
/// goods, and a service area. Run again it finds what is there, and adds goods to a shop from before there were
/// any.</summary>
internal sealed class DemoBusiness(ApiClient admin)
{
    /// <summary>The number that callers dial; 555-01xx belongs to nobody.</summary>
    public const string Number = "+12125550100";

    private const string ShopName = "Brooklyn Home Services";

    private static readonly (string Category, string Label, string[] Aliases, double Price)[] Services =
    [
        ("repairs", "AC Repair", ["air conditioner", "air conditioning", "AC", "cooling"], 180),
        ("repairs", "Plumbing Repair", ["plumber", "pipe", "leak", "toilet", "sink", "drain"], 150),
        ("repairs", "Electrical Repair", ["electrician", "outlet", "power", "light switch", "wiring"], 160),
        ("repairs", "Appliance Repair", ["dishwasher", "washing machine", "fridge", "dryer", "oven"], 140),
        ("cleaning", "House Cleaning", ["cleaning", "cleaner", "deep clean", "office cleaning"], 120),
        ("installation", "Furniture Assembly", ["assemble", "assembly", "wardrobe", "furniture"], 90),
        ("installation", "TV Installation", ["television", "TV", "mount"], 110),
    ];

    private static readonly (string Name, string[] Aliases, decimal Price)[] Goods =
    [
        ("Air Filter", ["furnace filter"], 19.90m),
        ("LED Bulb", ["light bulb", "bulb"], 6.50m),
        ("Smart Thermostat", ["thermostat"], 129m),
        ("Smoke Detector", ["smoke alarm"], 24.50m),
        ("Door Lock", ["deadbolt"], 59m),
    ];

    private static readonly string[] Towns = ["Brooklyn", "New York", "Queens", "Bronx"];

    /// <summary>Makes sure that the shop is there.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> EnsureAsync(CancellationToken cancellationToken)
    {
        var shops = await admin.GetAsync("/api/v1/shops?limit=200", cancellationToken);
        var all = shops["items"]!.AsArray();
        // Whoever looks around renames it, or makes another one like it: it is the one that callers reach.
        var existing = all.FirstOrDefault(HasNumber) ?? all.FirstOrDefault(shop => $"{shop!["name"]}" == ShopName);
        if (existing is not null)
        {
            var known = existing["id"]!.GetValue<string>();
            if (existing["goods"]!.AsArray().Count == 0)
                await admin.PatchAsync($"/api/v1/shops/{known}", Sold(), cancellationToken);
            return known;
        }

        var shop = await admin.CreateAsync("/api/v1/shops", "demo-shop", Shop(), cancellationToken);
        var id = shop["id"]!.GetValue<string>();
        await admin.CreateAsync(
            $"/api/v1/shops/{id}/numbers", "demo-number",
            new JsonObject { ["phone_number"] = Number, ["provider"] = "twilio" }, cancellationToken);
        return id;
    }

    private static bool HasNumber(JsonNode? shop) =>
        shop!["phone_numbers"]!.AsArray().Any(number => $"{number}" == Number);

    private static JsonObject Sold() => new()
    {
        ["goods"] = new JsonArray([.. Goods.Select(goods => new JsonObject
        {
            ["name"] = goods.Name,
            ["aliases"] = new JsonArray([.. goods.Aliases.Select(alias => (JsonNode)alias)]),
            ["unit_price"] = goods.Price,
        })]),
        ["towns"] = new JsonArray([.. Towns.Select(town => (JsonNode)town)]),
    };

    private static JsonObject Shop() => new(Sold().ToDictionary(part => part.Key, part => part.Value?.DeepClone()))
    {
        ["name"] = ShopName,
        ["timezone"] = "America/New_York",
        ["currency"] = "USD",
        ["greeting"] = $"Thank you for calling {ShopName}. How can I help you today?",
        ["service_area"] = new JsonObject
        {
            ["latitude"] = 40.6782,
            ["longitude"] = -73.9442,
            ["radius_km"] = 25,
            ["postal_codes"] = new JsonArray(),
        },
        ["services"] = new JsonArray([.. Services.Select(service => new JsonObject
        {
            ["category"] = service.Category,
            ["label"] = service.Label,
            ["aliases"] = new JsonArray([.. service.Aliases.Select(alias => (JsonNode)alias)]),
            ["base_price"] = service.Price,
        })]),
    };
}
