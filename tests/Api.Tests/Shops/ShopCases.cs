using Platform.Api;
using Platform.Calls;
using Platform.Http;
using static Platform.Http.ForeignCases;

namespace Platform.Shops;

internal static class ShopCases
{
    public static Dictionary<string, ForeignCase> All { get; } = new()
    {
        ["GET /api/v1/shops"] = Listed("/api/v1/shops", ShopOf),
        ["POST /api/v1/shops"] = Own("/api/v1/shops", new { name = "X", timezone = "UTC" }),
        ["GET /api/v1/shops/{id:guid}"] = Hidden(async api => $"/api/v1/shops/{await ShopOf(api)}"),
        ["PATCH /api/v1/shops/{id:guid}"] =
            Hidden(async api => $"/api/v1/shops/{await ShopOf(api)}", new { name = "Mine now" }),
        ["POST /api/v1/shops/{id:guid}/numbers"] = Hidden(
            async api => $"/api/v1/shops/{await ShopOf(api)}/numbers", new { phone_number = "+12125558888" }),
        ["DELETE /api/v1/shops/{id:guid}/numbers/{e164}"] = Hidden(async api =>
        {
            var line = await TestLine.CreateAsync(api, api.Owner);
            return $"/api/v1/shops/{line.Shop["id"]}/numbers/{Uri.EscapeDataString(line.Number)}";
        }),
        ["GET /api/v1/provider-credentials"] = Listed(
            "/api/v1/provider-credentials", async api => (await TestLine.CreateAsync(api, api.Owner)).AccountSid),
        ["POST /api/v1/provider-credentials"] = Own(
            "/api/v1/provider-credentials", new { provider = "elevenlabs", secret = "x" }),
        ["DELETE /api/v1/provider-credentials/{id:guid}"] = Hidden(async api =>
        {
            await TestLine.CreateAsync(api, api.Owner);
            var kept = await (await api.Owner.GetAsync("/api/v1/provider-credentials")).JsonAsync(200);
            return $"/api/v1/provider-credentials/{kept["items"]![0]!["id"]}";
        }),
    };

    private static async Task<string> ShopOf(ApiFixture api) =>
        (await TestLine.CreateAsync(api, api.Owner)).Shop["id"]!.GetValue<string>();
}
