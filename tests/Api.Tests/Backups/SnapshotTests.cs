using Platform.Api;
using Platform.Calls;
using Platform.Orders;
using Platform.Schedules;

namespace Platform.Backups;

/// <summary>Snapshots through the interface: taken, drilled, damaged, let go.</summary>
public sealed class SnapshotTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task One_that_is_asked_for_holds_what_there_is_and_was_restored_once_already()
    {
        await api.Owner.PlaceAsync();

        var id = await SnapshotCases.TakenAsync(api);

        var sheet = await SnapshotCases.SheetAsync(api, id);
        var snapshot = sheet["snapshot"]!;
        Assert.Equal(("verified", "asked"), ($"{snapshot["state"]}", $"{snapshot["cause"]}"));
        Assert.Null(snapshot["last_period"]);
        var tables = sheet["tables"]!.AsArray().ToDictionary(t => $"{t!["table"]}", t => t!["rows"]!.GetValue<long>());
        Assert.True(tables["orders"] >= 1);
        Assert.Equal(tables["orders"], tables["order_details"]);
        Assert.Equal(snapshot["rows"]!.GetValue<long>(), tables.Values.Sum());
        var drill = Assert.Single(sheet["drills"]!.AsArray())!;
        Assert.Equal(snapshot["rows"]!.GetValue<long>(), drill["rows"]!.GetValue<long>());
        Assert.StartsWith("member:", $"{drill["actor"]}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drill_that_is_asked_for_is_done_once_a_key_and_its_result_stands_with_the_snapshot()
    {
        var path = $"{SnapshotCases.Path}/{await SnapshotCases.TakenAsync(api)}";
        await (await api.Staff.CreateAsync($"{path}/verify")).ProblemAsync(403, "forbidden");
        await (await api.Owner.PostAsync($"{path}/verify", null)).ProblemAsync(400, "idempotency-key-missing");

        var asked = await (await api.Owner.CreateAsync($"{path}/verify", key: "drill")).JsonAsync(202);

        Assert.Equal("verifying", $"{asked["state"]}");
        await DrillsAsync(path, 2);
        var again = await api.Owner.CreateAsync($"{path}/verify", key: "drill");
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal("verified", $"{(await again.JsonAsync(202))["state"]}");
        await DrillsAsync(path, 2);
    }

    [Fact]
    public async Task A_file_that_was_damaged_on_the_disk_fails_loudly_and_calls_a_person()
    {
        var id = await SnapshotCases.TakenAsync(api);
        var name = $"{(await SnapshotCases.SheetAsync(api, id))["snapshot"]!["file"]}";
        var file = Path.Combine(api.DataDirectory, "snapshots", $"{api.AccountId:N}", name);
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);

        await (await api.Owner.CreateAsync($"{SnapshotCases.Path}/{id}/verify")).JsonAsync(202);

        await DrillsAsync($"{SnapshotCases.Path}/{id}", 2);
        var snapshot = (await SnapshotCases.SheetAsync(api, id))["snapshot"]!;
        Assert.Equal(("failed", "checksum-differs"), ($"{snapshot["state"]}", $"{snapshot["fault"]}"));
        Assert.Contains("bytes have changed", $"{snapshot["reason"]}", StringComparison.Ordinal);
        var alerts = await (await api.Owner.GetAsync("/api/v1/alerts")).JsonAsync(200);
        Assert.Contains(alerts["items"]!.AsArray(), alert =>
            $"{alert!["kind"]}" == "snapshot-failed" && $"{alert["subject"]}" == name);
    }

    [Fact]
    public async Task The_earlier_system_s_actions_do_the_same()
    {
        await SnapshotCases.JobOf(api);
        await SnapshotCases.JobOf(api, JobNames.SnapshotCleanup);
        var before = (await SnapshotCases.ItemsAsync(api)).Count;

        var made = await (await OperateAsync(new { action = "create_backup" })).JsonAsync(200);
        Assert.Equal(JobNames.NightlySnapshot, $"{made["data"]!["job"]}");
        await Eventually.Async(async () =>
            Assert.True((await SnapshotCases.ItemsAsync(api)).Count > before));
        var drill = await (await OperateAsync(new { action = "restore_drill" })).JsonAsync(200);
        Assert.Equal("verifying", $"{drill["data"]!["state"]}");
        var swept = await (await OperateAsync(new { action = "cleanup_snapshots" })).JsonAsync(200);
        Assert.Equal(JobNames.SnapshotCleanup, $"{swept["data"]!["job"]}");

        var refused = await (await OperateAsync(new { action = "drop_everything" })).ProblemAsync(
            422, "validation-failed");
        Assert.Equal(["/action"], refused.Pointers());
        Assert.False(refused["success"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_page_ends_where_the_next_begins()
    {
        await SnapshotCases.TakenAsync(api);
        await SnapshotCases.TakenAsync(api);

        var first = await (await api.Owner.GetAsync($"{SnapshotCases.Path}?limit=1")).JsonAsync(200);
        var second = await (await api.Owner.GetAsync(
            $"{SnapshotCases.Path}?limit=1&cursor={first["next_cursor"]}")).JsonAsync(200);

        Assert.NotEqual($"{first["items"]![0]!["id"]}", $"{second["items"]![0]!["id"]}");
        Assert.True(
            first["items"]![0]!["taken_at"]!.GetValue<DateTimeOffset>()
            > second["items"]![0]!["taken_at"]!.GetValue<DateTimeOffset>());
    }

    private Task<HttpResponseMessage> OperateAsync(object body) =>
        api.Owner.SendAsync(HttpMethod.Post, "/admin-operations", body);

    private async Task DrillsAsync(string path, int count) => await Eventually.Async(async () =>
    {
        var sheet = await (await api.Owner.GetAsync(path)).JsonAsync(200);
        Assert.Equal(count, sheet["drills"]!.AsArray().Count);
        Assert.NotEqual("verifying", $"{sheet["snapshot"]!["state"]}");
    });
}
