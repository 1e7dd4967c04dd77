using Platform.Shops;

namespace Platform.Compatibility;

/// <summary>Shops in the OpenAPI document.</summary>
internal static class OlderShopExamples
{
    private static readonly Guid Id = Guid.Parse("0198a000-0000-7000-8000-000000000001");

    public static ShopSetupRequest Request { get; } = new(1, "+1234567890", "Example Salon", "https://example.com");

    public static ShopSetupAnswer Setup { get; } = new(
        true, "created", 1, Id, "Example Salon", "+1234567890", "https://example.com", "America/New_York",
        Guid.Parse("0198a000-0000-7000-8000-000000000009"), "waiting");

    public static OlderShopsAnswer List { get; } = new(
        [new(1, Id, "Example Salon", "+1234567890", ["+1234567890"], "https://example.com", "America/New_York", 1)], 1,
        NextCursor: null);

    public static ShopConfigAnswer Config { get; } = new(
        1, Id, "Example Salon", "+1234567890", ["+1234567890"], "https://example.com", "America/New_York", "USD",
        "Thank you for calling Example Salon.", [new("Haircut", "other", ["cut"], 8000, "USD")],
        [new("monday", "08:00", "17:30")], new ServiceAreaBody());
}
