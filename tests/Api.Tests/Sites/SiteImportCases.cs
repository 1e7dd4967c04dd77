using System.Text.Json.Nodes;
using Platform.Api;
using Platform.Calls;
using Platform.Http;
using static Platform.Http.ForeignCases;

namespace Platform.Sites;

internal static class SiteImportCases
{
    private const string Route = "/api/v1/shops/{id:guid}/site-imports";

    public static Dictionary<string, ForeignCase> All { get; } = new()
    {
        [$"GET {Route}"] = Hidden(async api => await ShopPath(api)),
        [$"POST {Route}"] = Hidden(async api => await ShopPath(api), new { website_url = "https://shop.test" }),
        [$"GET {Route}/{{import:guid}}"] = Hidden(async api => await ImportPath(api)),
        [$"POST {Route}/{{import:guid}}/accept"] =
            Hidden(async api => $"{await ImportPath(api)}/accept", new { candidates = new[] { "name-1" } }),
        [$"POST {Route}/{{import:guid}}/dismiss"] = Hidden(async api => $"{await ImportPath(api)}/dismiss"),
    };

    /// <summary>Where a new shop's imports are.</summary>
    public static async Task<string> ShopPath(ApiFixture api) =>
        $"/api/v1/shops/{(await TestLine.CreateAsync(api, api.Owner)).Shop["id"]}/site-imports";

    private static async Task<string> ImportPath(ApiFixture api)
    {
        var path = await ShopPath(api);
        var made = await (await api.Owner.CreateAsync(path, new { website_url = "https://shop.test" })).JsonAsync(202);
        return $"{path}/{made["id"]}";
    }

    /// <summary>The import, once it stands where it shall.</summary>
    public static async Task<JsonNode> UntilAsync(ApiFixture api, string path, string status)
    {
        JsonNode found = new JsonObject();
        await Eventually.Async(async () =>
        {
            found = await (await api.Owner.GetAsync(path)).JsonAsync(200);
            Assert.Equal(status, $"{found["status"]}");
        });
        return found;
    }
}
