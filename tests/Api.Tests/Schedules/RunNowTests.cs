using Npgsql;
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

    [Fact]
    public async Task A_repeated_request_is_answered_from_its_receipt_however_many_came_in_between()
    {
        var path = $"/api/v1/jobs/{await AnalyticsCases.JobOf(api)}";
        foreach (var key in new[] { "first", "second" })
        {
            var made = await api.Owner.CreateAsync($"{path}/run", key: key);
            Assert.False(made.Headers.Contains("Idempotency-Replayed"));
            await made.JsonAsync(202);
        }

        var again = await api.Owner.CreateAsync($"{path}/run", key: "first");

        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        await again.JsonAsync(202);
        Assert.Equal(2L, await AskedAsync(path));
    }

    [Fact]
    public async Task A_key_that_was_used_for_one_job_is_refused_for_another()
    {
        var one = await AnalyticsCases.JobOf(api);
        var other = await AnalyticsCases.JobOf(api);
        await (await api.Owner.CreateAsync($"/api/v1/jobs/{one}/run", key: "mine")).JsonAsync(202);

        await (await api.Owner.CreateAsync($"/api/v1/jobs/{other}/run", key: "mine"))
            .ProblemAsync(422, "idempotency-key-reused");

        Assert.Empty(await RunsAsync($"/api/v1/jobs/{other}"));
    }

    private async Task<IReadOnlyList<string>> RunsAsync(string path)
    {
        var page = await (await api.Staff.GetAsync($"{path}/runs")).JsonAsync(200);
        return [.. page["items"]!.AsArray().Select(run => $"{run!["run_no"]}")];
    }

    private async Task<long> AskedAsync(string path)
    {
        await using var source = NpgsqlDataSource.Create(api.ConnectionString);
        await using var command = source.CreateCommand(
            $"select count(*) from events where kind = 'job.asked' and subject = '{path["/api/v1/".Length..]}'");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
