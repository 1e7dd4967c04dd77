using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Platform.Ids;
using Platform.Storage;
using Platform.Storage.Worker;

namespace Platform.Commits;

/// <summary>Processes that commit through Orleans' own storage and are killed in the middle of it.</summary>
public sealed class KilledProcessTests : PreparedDatabase
{
    private const int KillsCount = 3;
    private const int AcknowledgedBeforeKill = 300;

    private protected override StatesIn States => StatesIn.AdoNet;

    [Fact]
    public async Task What_was_acknowledged_is_there_once_and_what_was_under_way_is_finished_or_was_never_there()
    {
        await using (var create = Host.Database.Owner.CreateCommand(Counter.Sql))
            await create.ExecuteNonQueryAsync();
        string[] keys = [.. Enumerable.Range(0, 60).Select(_ => GrainKey.Of(Keys.Account, Guid.CreateVersion7()))];
        var keysFile = Path.GetTempFileName();
        await File.WriteAllLinesAsync(keysFile, keys);
        var acknowledged = new List<string>();
        for (var kill = 0; kill < KillsCount; kill++)
            acknowledged.AddRange(await WriteUntilKilledAsync(keysFile));

        await using var next = await Hosts.OnAdoNetAsync(ConnectionString, flushers: 2);
        await SweepAsync(next);

        Assert.Equal(0L, await ScalarAsync<long>("select count(*) from orleans.states where not is_settled"));
        var written = await ScalarAsync<long>("select sum(version)::bigint from counters");
        // Every version is acknowledged at most once; beside them only what was under way.
        Assert.Equal(acknowledged.Count, acknowledged.Distinct(StringComparer.Ordinal).Count());
        Assert.InRange(written, acknowledged.Count, acknowledged.Count + (KillsCount * Writer.Callers));
        Assert.Equal(written, await ScalarAsync<long>("select count(*) from receipts"));
        Assert.Equal(written, await ScalarAsync<long>("select count(*) from events"));
        Assert.Equal(written, await ScalarAsync<long>("select position from log_head"));
        Assert.Equal(0L, await ScalarAsync<long>(
            "select count(*) from counters where (state->>'Count')::bigint <> version"));
        File.Delete(keysFile);
    }

    private async Task<List<string>> WriteUntilKilledAsync(string keysFile)
    {
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", ["exec", typeof(Counter).Assembly.Location, "write-adonet", ConnectionString, keysFile, "60"])
        {
            RedirectStandardOutput = true,
        })!;
        var lines = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (lines.Count == AcknowledgedBeforeKill)
                process.Kill();
        }

        await process.WaitForExitAsync();
        Assert.True(lines.Count >= AcknowledgedBeforeKill, $"only {lines.Count} commits");
        return lines;
    }

    private static async Task SweepAsync(ServiceProvider services)
    {
        var sweep = services.GetRequiredService<DrainSweep>();
        // The second one settles what the first has brought.
        for (var i = 0; i < 2; i++)
            await sweep.RunAsync(TimeSpan.Zero, CancellationToken.None);
    }
}
