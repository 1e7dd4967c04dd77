namespace Platform.Faults;

/// <summary>The life of an order, as staff bring it forward.</summary>
internal static class Orders
{
    private static readonly string[] Steps = ["accepted", "processing", "completed"];

    /// <summary>Places a service and brings it to its end, however often it has to be asked; answers its id.</summary>
    public static async Task<string> CompleteAsync(HttpClient http, string shop)
    {
        var key = Guid.NewGuid().ToString();
        var placed = await Asking.UntilAnsweredAsync(() => http.CreateAsync("/api/v1/orders", Body(shop), key));
        var order = placed.Expect(201);
        var id = order["id"]!.ToString();
        foreach (var status in Steps)
        {
            var moved = await Asking.UntilAnsweredAsync(() => http.AskAsync(
                HttpMethod.Patch, $"/api/v1/orders/{id}/status", new { status, dealing_price = Price(status) },
                $"{key}-{status}", ("If-Match", $"\"{order["version"]}\"")));
            order = moved.Expect(200);
        }

        return id;
    }

    private static decimal? Price(string status) => status == "completed" ? 99.5m : null;

    private static object Body(string shop) => new
    {
        kind = "service",
        shop_id = shop,
        customer = new { name = "Load Caller", phone = "+15550123456" },
        address = new { line1 = "123 Main St", city = "New York", postal_code = "10001" },
        service_label = "AC Repair",
        description = "AC unit not cooling",
        estimated_value = 99.5m,
    };
}
