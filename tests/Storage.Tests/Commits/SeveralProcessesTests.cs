using System.Diagnostics;
using Platform.Ids;
using Platform.Live;
using Platform.Storage;
using Platform.Storage.Worker;

namespace Platform.Commits;

public sealed class SeveralProcessesTests : PreparedDatabase
{
    private const int Processes = 3;
    private const int SecondsOfWriting = 8;

    private static readonly TimeSpan BeforePause = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Three_processes_write_one_of_them_is_paused_and_a_reader_skips_nothing()
    {
        await using (var create = Host.Database.Owner.CreateCommand(Counter.Sql))
            await create.ExecuteNonQueryAsync();
        string[] keys = [.. Enumerable.Range(0, 40).Select(_ => GrainKey.Of(Keys.Account, Guid.CreateVersion7()))];
        var keysFile = Path.GetTempFileName();
        await File.WriteAllLinesAsync(keysFile, keys);

        var writers = Enumerable.Range(0, Processes).Select(_ => Start(keysFile)).ToArray();
        var outputs = writers.Select(writer => writer.StandardOutput.ReadToEndAsync()).ToArray();
        using var stop = new CancellationTokenSource();
        var reading = ReadAsync(stop.Token);
        await Task.Delay(BeforePause);
        await SignalAsync("-STOP", writers[0]);
        await Task.Delay(Pause);
        await SignalAsync("-CONT", writers[0]);
        await Task.WhenAll(writers.Select(writer => writer.WaitForExitAsync()));
        await stop.CancelAsync();
        var seen = await reading;

        Assert.All(writers, writer => Assert.Equal(0, writer.ExitCode));
        var acknowledged = (await Task.WhenAll(outputs))
            .SelectMany(output => output.Split('\n', StringSplitOptions.RemoveEmptyEntries)).ToList();
        // Every version was acknowledged to one writer and to one only, and nothing was written besides.
        Assert.Equal(acknowledged.Count, acknowledged.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(acknowledged.Count, await ScalarAsync<long>("select sum(version)::bigint from counters"));
        Assert.Equal(acknowledged.Count, await ScalarAsync<long>("select count(*) from receipts"));
        Assert.Equal(acknowledged.Count, await ScalarAsync<long>("select count(*) from events"));
        Assert.Equal(acknowledged.Count, await ScalarAsync<long>("select position from log_head"));
        Assert.Equal(acknowledged.Count, seen);
        Assert.Equal(0L, await ScalarAsync<long>(
            "select count(*) from counters where (state->>'Count')::bigint <> version"));
        Assert.True(acknowledged.Count > 40, $"only {acknowledged.Count} commits: the processes hardly met");
        File.Delete(keysFile);
    }

    // Reads as a consumer does, all the while: what it sees must always be the very next position.
    private async Task<long> ReadAsync(CancellationToken stopped)
    {
        var log = Host.Get<IEventLog>();
        var last = 0L;
        var isLastRound = false;
        while (true)
        {
            var entries = await log.ReadAllAsync(last, 500, default);
            foreach (var entry in entries)
                Assert.Equal(++last, entry.Position);
            if (entries.Count == 0 && isLastRound)
                return last;
            isLastRound = stopped.IsCancellationRequested;
        }
    }

    private Process Start(string keysFile)
    {
        var worker = typeof(Counter).Assembly.Location;
        var start = new ProcessStartInfo("dotnet",
            ["exec", worker, "write", ConnectionString, keysFile, $"{SecondsOfWriting}"])
        {
            RedirectStandardOutput = true,
        };
        return Process.Start(start)!;
    }

    private static async Task SignalAsync(string signal, Process process)
    {
        using var kill = Process.Start("kill", [signal, $"{process.Id}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }
}
