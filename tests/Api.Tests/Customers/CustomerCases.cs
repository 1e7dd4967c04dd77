using Platform.Api;
using Platform.Http;
using Platform.Orders;

namespace Platform.Customers;

/// <summary>What becomes of a request about a customer of another account.</summary>
internal static class CustomerCases
{
    private const string Phone = "+15550123456";

    public static IReadOnlyDictionary<string, ForeignCase> All { get; } = new Dictionary<string, ForeignCase>
    {
        ["GET /api/v1/customers/{id:guid}"] = ForeignCases.Hidden(PathAsync),
        ["POST /api/v1/customers/erase-person"] = ForeignCases.Hidden(
            async api =>
            {
                await api.Owner.PlaceAsync(); // Under this number; the foreign account has nobody of it.
                return "/api/v1/customers/erase-person";
            },
            new { phone = Phone, reason = "asked" }),
    };

    // Erasing makes a record of whom none was kept.
    private static async Task<string> PathAsync(ApiFixture api)
    {
        await api.Owner.PlaceAsync();
        var erased = await api.Owner.CreateAsync(
            "/api/v1/customers/erase-person", new { phone = Phone, reason = "asked" });
        return $"/api/v1/customers/{(await erased.JsonAsync(200))["id"]}";
    }
}
