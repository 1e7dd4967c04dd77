using Platform.Api;
using Platform.Http;
using static Platform.Http.ForeignCases;

namespace Platform.Vendors;

internal static class VendorCases
{
    public static Dictionary<string, ForeignCase> All { get; } = new()
    {
        ["GET /api/v1/vendors"] = Listed("/api/v1/vendors", VendorOf),
        ["POST /api/v1/vendors"] = Own("/api/v1/vendors", new { name = "X" }),
        ["GET /api/v1/vendors/{id:guid}"] = Hidden(async api => $"/api/v1/vendors/{await VendorOf(api)}"),
        ["PATCH /api/v1/vendors/{id:guid}"] =
            Hidden(async api => $"/api/v1/vendors/{await VendorOf(api)}", new { status = "blocked" }),
        ["GET /api/v1/vendors/{id:guid}/history"] =
            Hidden(async api => $"/api/v1/vendors/{await VendorOf(api)}/history"),
        ["GET /api/v1/vendor/orders"] = Forbidden("/api/v1/vendor/orders"),
        ["PATCH /api/v1/vendor/orders/{orderId:guid}/status"] =
            Forbidden($"/api/v1/vendor/orders/{Guid.NewGuid()}/status", new { status = "on_way" }),
        ["POST /api/v1/vendor/orders/{orderId:guid}/images"] =
            Forbidden($"/api/v1/vendor/orders/{Guid.NewGuid()}/images"),
        ["POST /api/v1/vendor/presence"] = Forbidden("/api/v1/vendor/presence", new { online = true }),
    };

    private static async Task<string> VendorOf(ApiFixture api) =>
        (await (await api.Owner.CreateAsync("/api/v1/vendors", new { name = "Hidden Vendor" })).JsonAsync(201))
            ["vendor_id"]!.GetValue<string>();
}
