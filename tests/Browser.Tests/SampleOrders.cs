using System.Text.Json.Nodes;

namespace Platform.Browsing;

/// <summary>Orders for tests that are about something else.</summary>
internal static class SampleOrders
{
    /// <summary>Places a service order through the API.</summary>
    /// <returns>Its number.</returns>
    public static async Task<string> PlaceAsync(
        Product product, string label, string priority = "medium", string? shopId = null)
    {
        var sample = Service(label, priority);
        if (shopId is not null)
            sample["shop_id"] = shopId;
        var order = await product.Admin.CreateAsync(
            "/api/v1/orders", Guid.NewGuid().ToString(), sample, CancellationToken.None);
        return order["order_number"]!.GetValue<string>();
    }

    private static JsonObject Service(string label, string priority) => new()
    {
        ["kind"] = "service",
        ["customer"] = new JsonObject { ["name"] = "John Smith", ["phone"] = "+12125550123" },
        ["address"] = new JsonObject { ["line1"] = "123 Main St", ["city"] = "New York", ["postal_code"] = "10001" },
        ["service_category"] = "repairs",
        ["service_label"] = label,
        ["description"] = $"{label} is needed",
        ["priority"] = priority,
        ["currency"] = "USD",
        ["estimated_value"] = 250,
    };
}
