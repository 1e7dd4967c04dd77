using Platform.Api;
using Platform.Calls;
using Platform.Http;
using Platform.Schedules;
using static Platform.Http.ForeignCases;

namespace Platform.Analytics;

internal static class AnalyticsCases
{
    private const string Jobs = "/api/v1/jobs";
    private const string Sales = "/api/v1/analytics/daily-sales";

    public static Dictionary<string, ForeignCase> All { get; } = new()
    {
        ["GET /api/v1/analytics/daily-sales"] = Listed(Sales, ShopOf),
        ["POST /api/v1/analytics/daily-sales/generate"] = new(async (api, method) =>
        {
            var shop = await ShopOf(api);
            var answer = await api.Foreign.SendAsync(
                method, $"{Sales}/generate", new { from = "2026-03-08", shop_id = shop },
                ("Idempotency-Key", Guid.NewGuid().ToString()));
            await answer.ProblemAsync(404, "not-found");
        }),
        ["POST /analytics-operations"] = Own("/analytics-operations", new { action = "get_metrics" }),
        ["GET /api/v1/jobs"] = Listed(Jobs, JobOf),
        ["GET /api/v1/jobs/{id:guid}"] = Hidden(async api => $"{Jobs}/{await JobOf(api)}"),
        ["GET /api/v1/jobs/{id:guid}/runs"] = Hidden(async api => $"{Jobs}/{await JobOf(api)}/runs"),
        ["POST /api/v1/jobs/{id:guid}/run"] = Hidden(async api => $"{Jobs}/{await JobOf(api)}/run"),
    };

    /// <summary>The job of a new shop's sales, once it is planned.</summary>
    public static async Task<string> JobOf(ApiFixture api)
    {
        var id = JobNames.IdOf(api.AccountId, JobNames.DailySales, Guid.Parse(await ShopOf(api)));
        await Eventually.Async(async () =>
        {
            using var answer = await api.Owner.GetAsync($"{Jobs}/{id}");
            Assert.Equal(200, (int)answer.StatusCode);
        });
        return $"{id}";
    }

    private static async Task<string> ShopOf(ApiFixture api)
    {
        var made = await api.Owner.CreateAsync(
            "/api/v1/shops", new { name = $"Sales {Guid.NewGuid():N}", timezone = "America/New_York" });
        return $"{(await made.JsonAsync(201))["id"]}";
    }
}
