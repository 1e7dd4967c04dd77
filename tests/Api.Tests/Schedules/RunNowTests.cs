using Platform.Analytics;
using Platform.Api;
using Platform.Calls;

namespace Platform.Schedules;

/// <summary>Having a job run now: who may, that it is one run, and that the list of runs says who asked.</summary>
public sealed class RunNowTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_run_that_was_asked_for_is_one_run_and_names_who_asked()
    {
        var path = $"/api/v1/jobs/{await AnalyticsCases.JobOf(api)}";

        await (await api.Staff.CreateAsync($"{path}/run")).ProblemAsync(403, "forbidden");
        await (await api.Owner.PostAsync($"{path}/run", null)).ProblemAsync(400, "idempotency-key-missing");
        await (await api.Owner.CreateAsync($"{path}/run", key: "once")).JsonAsync(202);
        await Eventually.Async(async () => Assert.Single(await RunsAsync(path)));
        await (await api.Owner.CreateAsync($"{path}/run", key: "once")).JsonAsync(202);
        await (await api.Owner.CreateAsync($"{path}/run", key: "twice")).JsonAsync(202);

        await Eventually.Async(async () => Assert.Equal(["2", "1"], await RunsAsync(path)));
        var last = (await (await api.Owner.GetAsync($"{path}/runs")).JsonAsync(200))["items"]![0]!;
        Assert.Equal("asked", $"{last["cause"]}");
        Assert.StartsWith("member:", $"{last["actor"]}", StringComparison.Ordinal);
        Assert.Equal(0, last["periods"]!.GetValue<int>());
        var job = await (await api.Owner.GetAsync(path)).JsonAsync(200);
        Assert.Equal("on_time", $"{job["state"]}");
    }

    private async Task<IReadOnlyList<string>> RunsAsync(string path)
    {
        var page = await (await api.Staff.GetAsync($"{path}/runs")).JsonAsync(200);
        return [.. page["items"]!.AsArray().Select(run => $"{run!["run_no"]}")];
    }
}
