using System.Text.Json.Nodes;

namespace Platform.Browsing;

/// <summary>Orders for tests that are about something else.</summary>
internal static class SampleOrders
{
    /// <summary>Places a service order through the API.</summary>
    /// <returns>Its number.</returns>
    public static async Task<string> PlaceAsync(
        Product product, string label, string priority = "medium", string? shopId = null,
        string phone = "+12125550123")
    {
        var sample = Service(label, priority, phone);
        if (shopId is not null)
            sample["shop_id"] = shopId;
        return await PlaceAsync(product, sample);
    }

    /// <summary>Places an order of goods for 44.80 through the API: two of them, and their delivery.</summary>
    /// <returns>Its number.</returns>
    public static Task<string> PlaceGoodsAsync(Product product, string name) => PlaceAsync(product, new()
    {
        ["kind"] = "product",
        ["customer"] = new JsonObject { ["name"] = "Mary Somerville", ["phone"] = "+12125550166" },
        ["lines"] = new JsonArray(
            new JsonObject { ["name"] = name, ["quantity"] = 2, ["unit_price"] = 19.90m },
            new JsonObject { ["name"] = "Delivery", ["quantity"] = 1, ["unit_price"] = 5m }),
        ["currency"] = "USD",
    });

    /// <summary>Keeps a service order as a draft of the demo shop, wanted on 3 July 2030 from 15:00 to 17:00 of New
    /// York.</summary>
    /// <returns>Its number.</returns>
    public static async Task<string> DraftAsync(Product product, string customer)
    {
        var shops = await product.Admin.GetAsync("/api/v1/shops", CancellationToken.None);
        var sample = Service("Draft repair", "medium", "+12125550123");
        sample["shop_id"] = shops["items"]!.AsArray()
            .First(shop => shop!["timezone"]!.GetValue<string>() == "America/New_York")!["id"]!.GetValue<string>();
        sample["customer"]!["name"] = customer;
        sample["requested_time"] = new JsonObject
        {
            ["from"] = "2030-07-03T19:00:00Z",
            ["to"] = "2030-07-03T21:00:00Z",
        };
        sample["draft"] = true;
        return await PlaceAsync(product, sample);
    }

    /// <summary>Keeps two of something for 10.00 each as a draft.</summary>
    /// <returns>Its number.</returns>
    public static Task<string> DraftGoodsAsync(Product product, string name) => PlaceAsync(product, new()
    {
        ["kind"] = "product",
        ["customer"] = new JsonObject { ["name"] = "Mary Somerville", ["phone"] = "+12125550166" },
        ["lines"] = new JsonArray(new JsonObject { ["name"] = name, ["quantity"] = 2, ["unit_price"] = 10m }),
        ["currency"] = "USD",
        ["draft"] = true,
    });

    private static async Task<string> PlaceAsync(Product product, JsonObject sample)
    {
        var order = await product.Admin.CreateAsync(
            "/api/v1/orders", Guid.NewGuid().ToString(), sample, CancellationToken.None);
        return order["order_number"]!.GetValue<string>();
    }

    private static JsonObject Service(string label, string priority, string phone) => new()
    {
        ["kind"] = "service",
        ["customer"] = new JsonObject { ["name"] = "John Smith", ["phone"] = phone },
        ["address"] = new JsonObject { ["line1"] = "123 Main St", ["city"] = "New York", ["postal_code"] = "10001" },
        ["service_category"] = "repairs",
        ["service_label"] = label,
        ["description"] = $"{label} is needed",
        ["priority"] = priority,
        ["currency"] = "USD",
        ["estimated_value"] = 250,
    };
}
