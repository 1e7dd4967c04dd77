namespace Platform.Faults;

/// <summary>What buyers send.</summary>
internal static class Baskets
{
    /// <summary>A service, with words by which its commit is known.</summary>
    public static object Service(string words) => new
    {
        kind = "service",
        customer = new { name = "Load Caller", phone = "+15550123456" },
        address = new { line1 = "123 Main St", city = "New York", state = "NY", postal_code = "10001" },
        service_label = "AC Repair",
        description = words,
        currency = "USD",
    };

    /// <summary>So many pieces of each item.</summary>
    public static object Of(params (string Item, int Quantity)[] items) => new
    {
        kind = "product",
        customer = new { name = "Mary Jones", email = "mary@example.com" },
        currency = "USD",
        lines = items.Select(one => new
        {
            item_id = one.Item,
            name = "Piece",
            quantity = one.Quantity,
            unit_price = 1,
        }),
    };

    /// <summary>Pieces that came in.</summary>
    public static object Received(int quantity) => new { kind = "received", quantity };
}
