using System.Diagnostics;
using Platform.Testing;

namespace Platform.Faults;

/// <summary>F2 and F3. PostgreSQL goes away under load and comes back; the platform's process stays.</summary>
internal static class DatabaseFaults
{
    private static readonly int LoadBetween = Form.Rounds(shortForm: 150, longForm: 500);
    private const double WritesAgainSeconds = 5;

    /// <summary>Every process of PostgreSQL is killed; each second time its own immediate stop.</summary>
    public static Task<Finding> KilledAsync(Trial trial) => KilledAsync(trial, "");

    /// <summary>The same on a server that answers before it has written.</summary>
    public static Task<Finding> KilledWhileItLiesAsync(Trial trial) =>
        KilledAsync(trial, "-c synchronous_commit=off -c wal_writer_delay=10000");

    /// <summary>PostgreSQL is restarted.</summary>
    public static Task<Finding> RestartedAsync(Trial trial) => RunAsync(
        trial, "", Form.Rounds(shortForm: 6, longForm: 50), "restarts",
        async (server, round) => await server.RestartAsync(round % 2 == 0 ? "fast" : "immediate"));

    private static Task<Finding> KilledAsync(Trial trial, string settings) => RunAsync(
        trial, settings, Form.Rounds(100), "kills",
        async (server, round) =>
        {
            if (round % 2 == 0)
                await server.KillAsync();
            else
                await server.StopAsync("immediate");
            await server.BeginAsync();
        });

    /// <summary>Strikes so many times while buyers place orders without pause.</summary>
    public static async Task<Finding> RunAsync(
        Trial trial, string settings, int rounds, string what, Func<PrivatePostgres, int, Task> strike)
    {
        await using var scene = await Scene.OpenAsync(trial, new(OwnServer: settings));
        var process = scene.Platform.Id;
        await using var journal = new Journal();
        await using var buyers = new Buyers(scene.Platform, journal, Form.Seed);
        await buyers.StartAsync();
        var random = new Random(Form.Seed);
        var gaps = new List<TimeSpan>();
        for (var round = 0; round < rounds; round++)
        {
            await journal.UntilMoreAsync(LoadBetween + random.Next(LoadBetween));
            await strike(scene.Server, round);
            var watch = Stopwatch.StartNew();
            await journal.UntilMoreAsync(1);
            gaps.Add(watch.Elapsed);
        }

        await buyers.FinishAsync();
        return await journal.CompareAsync(
            scene.Ledger, rounds,
            $"{rounds} {what}, {buyers.Repeated} repeated, writes again at the most "
            + $"{gaps.Max().TotalSeconds:0.00} s after "
            + "PostgreSQL",
            new Promises()
                .Keep(process == scene.Platform.Id, "the process was started again")
                .Keep(
                    gaps.Max() <= Form.Bar(WritesAgainSeconds),
                    $"writes came back after {gaps.Max().TotalSeconds:0.0} s"));
    }
}
