using Npgsql;
using Platform.Analytics;
using Platform.Api;
using Platform.Calls;
using Platform.Schedules;

namespace Platform.Backups;

/// <summary>Nights that nobody was there for, and a connection that dies while they are written down.</summary>
public sealed class SnapshotNightsTests(MarchFixture api) : IClassFixture<MarchFixture>
{
    private const int Nights = 30;
    private static readonly DateOnly First = new(2026, 3, 7);

    // The connection that writes the periods of a job ends itself at the third row, the first time. A sequence
    // remembers that, since what a transaction wrote is gone with it.
    private const string DieOnce =
        """
        create sequence deaths;
        create function die_between_rows() returns trigger language plpgsql security definer as $$
        begin
            if nextval('deaths') = 3 then
                perform pg_terminate_backend(pg_backend_pid());
            end if;
            return new;
        end $$;
        create trigger die_between_rows before insert on job_periods for each row
            when (new.job_id = 'JOB') execute function die_between_rows();
        """;

    [Fact]
    public async Task Thirty_nights_without_a_process_are_closed_once_in_order_and_each_has_its_snapshot()
    {
        var shop = await (await api.Owner.CreateAsync(
            "/api/v1/shops", new { name = "Nightly", timezone = "UTC", currency = "USD" })).JsonAsync(201);
        var snapshots = await SnapshotCases.JobOf(api);
        var sales = await SalesJobAsync($"{shop["id"]}");
        // The commit of the nights and that of the days die once each, in the midst of their rows.
        await ExecuteAsync(DieOnce.Replace("JOB", $"{sales}", StringComparison.Ordinal));

        await api.StopAsync();
        api.Clock.Move(TimeSpan.FromDays(Nights));
        api.Start();
        var owner = await api.SignInAsync(ApiFixture.OwnerEmail);

        foreach (var path in new[] { snapshots, $"/api/v1/jobs/{sales}" })
        {
            await Eventually.Async(
                async () =>
                {
                    var job = await (await owner.GetAsync(path)).JsonAsync(200);
                    Assert.Equal(0, job["behind"]!.GetValue<int>());
                    Assert.Equal(Nights, job["periods"]!.GetValue<int>());
                },
                TimeSpan.FromSeconds(60));
        }

        Assert.True(await ScalarAsync("select last_value from deaths") >= Nights + 3, "The connection did not die.");
        foreach (var job in new[] { $"{sales}", snapshots[(snapshots.LastIndexOf('/') + 1)..] })
            await AssertLedgerAsync(job);
        await AssertEachNightAsync(owner);
    }

    private async Task<string> SalesJobAsync(string shop)
    {
        var id = JobNames.IdOf(api.AccountId, JobNames.DailySales, Guid.Parse(shop));
        await Eventually.Async(async () =>
        {
            using var answer = await api.Owner.GetAsync($"/api/v1/jobs/{id}");
            Assert.Equal(200, (int)answer.StatusCode);
        });
        return $"{id}";
    }

    private async Task AssertLedgerAsync(string job)
    {
        Assert.Equal(Nights, await ScalarAsync($"select count(*) from job_periods where job_id = '{job}'"));
        Assert.Equal(1, await ScalarAsync($"select count(*) from job_runs where job_id = '{job}' and periods > 0"));
        Assert.Equal(0, await ScalarAsync(
            $"""
            select count(*) from (
                select from_at, lag(until_at) over (order by period) before_at
                  from job_periods where job_id = '{job}') p
             where from_at <> before_at
            """));
    }

    // One file: nothing was written on any of those nights, so it is what each of them left behind.
    private async Task AssertEachNightAsync(HttpClient owner)
    {
        var ids = new HashSet<string>();
        for (var night = First; night < First.AddDays(Nights); night = night.AddDays(1))
        {
            var page = await (await owner.GetAsync($"{SnapshotCases.Path}?night={night:yyyy-MM-dd}")).JsonAsync(200);
            var snapshot = Assert.Single(page["items"]!.AsArray())!;
            Assert.Equal(("nightly", "verified"), ($"{snapshot["cause"]}", $"{snapshot["state"]}"));
            ids.Add($"{snapshot["id"]}");
        }

        Assert.Single(ids);
        Assert.Equal(1, await ScalarAsync(
            $"select count(*) from snapshots where account_id = '{api.AccountId}' and cause = 'nightly'"));
    }

    private async Task<long> ScalarAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(api.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return Convert.ToInt64(
            await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(api.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
