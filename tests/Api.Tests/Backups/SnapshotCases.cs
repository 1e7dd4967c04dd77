using System.Text.Json.Nodes;
using Platform.Api;
using Platform.Calls;
using Platform.Http;
using Platform.Schedules;
using static Platform.Http.ForeignCases;

namespace Platform.Backups;

internal static class SnapshotCases
{
    public const string Path = "/api/v1/snapshots";

    public static Dictionary<string, ForeignCase> All { get; } = new()
    {
        ["GET /api/v1/snapshots"] = Listed(Path, TakenAsync),
        ["GET /api/v1/snapshots/{id:guid}"] = Hidden(async api => $"{Path}/{await TakenAsync(api)}"),
        ["POST /api/v1/snapshots/{id:guid}/verify"] = Hidden(async api => $"{Path}/{await TakenAsync(api)}/verify"),
        ["POST /admin-operations"] = new(async (api, method) =>
        {
            var id = await TakenAsync(api);
            var answer = await api.Foreign.SendAsync(
                method, "/admin-operations", new { action = "restore_drill", snapshot_id = id });
            await answer.ProblemAsync(404, "not-found");
        }),
    };

    /// <summary>The owner's job that takes snapshots, once it is planned.</summary>
    public static async Task<string> JobOf(ApiFixture api, string name = JobNames.NightlySnapshot)
    {
        var path = $"/api/v1/jobs/{JobNames.IdOf(api.AccountId, name, shopId: null)}";
        await Eventually.Async(async () =>
        {
            using var answer = await api.Owner.GetAsync(path);
            Assert.Equal(200, (int)answer.StatusCode);
        });
        return path;
    }

    /// <summary>The id of a snapshot that the owner asked for.</summary>
    public static async Task<string> TakenAsync(ApiFixture api)
    {
        var job = await JobOf(api);
        var before = (await ItemsAsync(api)).Count;
        await (await api.Owner.CreateAsync($"{job}/run")).JsonAsync(202);
        var id = "";
        await Eventually.Async(async () =>
        {
            var items = await ItemsAsync(api);
            Assert.True(items.Count > before);
            id = $"{items[0]!["id"]}";
        });
        return id;
    }

    public static async Task<JsonArray> ItemsAsync(ApiFixture api, string query = "") =>
        (await (await api.Owner.GetAsync($"{Path}?limit=100{query}")).JsonAsync(200))["items"]!.AsArray();

    public static async Task<JsonNode> SheetAsync(ApiFixture api, string id) =>
        await (await api.Owner.GetAsync($"{Path}/{id}")).JsonAsync(200);
}
