using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Storage;
using Platform.Ids;
using Platform.Migrations;

namespace Platform.Storage.Worker;

/// <summary>Durable commits a second, against one row a commit in the same run, in alternating rounds.</summary>
internal static class Bench
{
    private const int Writers = 64;
    private const int Rounds = 2;

    private static readonly TimeSpan RoundLength = TimeSpan.FromSeconds(3);

    public static async Task<int> RunAsync(string connection, string[] flushers)
    {
        await using (var owner = Hosts.On(connection, 1))
        {
            await owner.GetRequiredService<MigrationRunner>().ApplyAsync(CancellationToken.None);
            await using var create = owner.GetRequiredService<PlatformDatabase>().Owner.CreateCommand(
                Counter.Sql
                + "create table plain (key text primary key, version bigint not null, state jsonb not null);"
                + "select share_platform_table('plain');");
            await create.ExecuteNonQueryAsync();
        }

        for (var round = 0; round < Rounds; round++)
        {
            Print("one row a commit", await PlainAsync(connection));
            foreach (var count in flushers.Length == 0 ? ["2"] : flushers)
            {
                var number = int.Parse(count, CultureInfo.InvariantCulture);
                Print($"group commit, {number} flushers", await GroupAsync(connection, number));
            }
        }

        return 0;
    }

    private static async Task<Measured> GroupAsync(string connection, int flushers)
    {
        await using var services = Hosts.On(connection, flushers);
        var storage = services.GetRequiredKeyedService<IGrainStorage>("platform");
        var accountId = Guid.CreateVersion7();
        return await MeasureAsync(connection, async _ =>
        {
            var activation = new CounterActivation(storage, GrainKey.Of(accountId, Guid.CreateVersion7()));
            await activation.ReadAsync();
            return () => activation.CountAsync(Guid.NewGuid().ToString());
        });
    }

    private static async Task<Measured> PlainAsync(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection) { MaxPoolSize = Writers, NoResetOnClose = true };
        await using var source = NpgsqlDataSource.Create(settings);
        return await MeasureAsync(connection, async _ =>
        {
            var opened = await source.OpenConnectionAsync();
            var key = Guid.NewGuid().ToString();
            var state = $$"""{"Count":1,"Status":"open","Padding":"{{new string('x', 150)}}"}""";
            var command = new NpgsqlCommand(
                """
                insert into plain (key, version, state) values ($1, 1, $2::text::jsonb)
                on conflict (key) do update set version = plain.version + 1, state = excluded.state
                """,
                opened);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = state });
            await command.PrepareAsync();
            return () => command.ExecuteNonQueryAsync();
        });
    }

    private static async Task<Measured> MeasureAsync(string connection, Func<int, Task<Func<Task>>> open)
    {
        var operations = await Task.WhenAll(Enumerable.Range(0, Writers).Select(open));
        foreach (var _ in Enumerable.Range(0, 20))
            await Task.WhenAll(operations.Select(operation => operation()));

        var (ownBefore, serverBefore) = (OwnCpu(), await ServerCpuAsync(connection));
        var results = await Task.WhenAll(operations.Select(operation => Task.Run(async () =>
        {
            var latencies = new List<double>(200_000);
            var whole = Stopwatch.StartNew();
            while (whole.Elapsed < RoundLength)
            {
                var one = Stopwatch.GetTimestamp();
                await operation();
                latencies.Add(Stopwatch.GetElapsedTime(one).TotalMilliseconds);
            }

            return latencies;
        })));
        List<double> all = [.. results.SelectMany(latencies => latencies)];
        all.Sort();
        return new(all, OwnCpu() - ownBefore, await ServerCpuAsync(connection) - serverBefore);
    }

    private static TimeSpan OwnCpu() => Process.GetCurrentProcess().TotalProcessorTime;

    // The server runs on this machine: what its processes for this database have used so far.
    private static async Task<TimeSpan> ServerCpuAsync(string connection)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(
            "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
        await using var reader = await command.ExecuteReaderAsync();
        var sum = TimeSpan.Zero;
        while (await reader.ReadAsync())
        {
            using var process = Process.GetProcessById(reader.GetInt32(0));
            sum += process.TotalProcessorTime;
        }

        return sum;
    }

    private static void Print(string what, Measured measured)
    {
        var (latencies, own, server) = measured;
        var count = latencies.Count;
        Console.WriteLine(
            $"{what,-28} {count / RoundLength.TotalSeconds,9:N0}/s   p50 {latencies[count / 2]:F2} ms   "
            + $"p99 {latencies[count * 99 / 100]:F2} ms   CPU a commit: here {own.TotalMicroseconds / count:F1} us, "
            + $"server {server.TotalMicroseconds / count:F1} us");
    }

    private sealed record Measured(List<double> Latencies, TimeSpan OwnCpu, TimeSpan ServerCpu);
}
