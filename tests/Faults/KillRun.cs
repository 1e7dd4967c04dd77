using System.Diagnostics;
using Platform.Testing;

namespace Platform.Faults;

/// <summary>What a series of kills did.</summary>
internal sealed record KillResult(
    int Kills, int Acknowledged, long Repeated, IReadOnlyList<string> Lost, IReadOnlyList<string> Doubled, bool IsDense,
    IReadOnlyList<double> Rates, IReadOnlyList<TimeSpan> Returns)
{
    /// <summary>Acknowledgements a second before a kill, in the middle of all rounds.</summary>
    public double MedianRate => Rates.Order().ElementAt(Rates.Count / 2);

    /// <summary>First answer after a kill, in all but one round of twenty.</summary>
    public TimeSpan ReturnP95 => Returns.Order().ElementAt((int)((Returns.Count - 1) * 0.95));
}

/// <summary>Buyers place orders without pause while the process is killed at random moments and started
/// again.</summary>
internal static class KillRun
{
    private const int WarmCount = 2_000;
    private static readonly Dictionary<string, string> Unlimited = new() { ["RateLimits__Enabled"] = "false" };

    /// <summary>Kills so many times; the orders that were under way are repeated until they are answered.</summary>
    /// <param name="binary">Another build than the one beside the tests, or null.</param>
    public static async Task<KillResult> RunAsync(int kills, string? binary = null)
    {
        await using var server = await PrivatePostgres.StartAsync();
        await using var platform = new PlatformProcess(server.ConnectionString, Unlimited, binary);
        await platform.StartAsync();
        await platform.SignInAsync();
        await using var journal = new Journal();
        await using var buyers = new Buyers(platform, journal, Form.Seed);
        buyers.Start();
        var random = new Random(Form.Seed);
        var rates = new List<double>();
        var returns = new List<TimeSpan>();
        for (var round = 0; round < kills; round++)
        {
            // The first seconds of a process are the just-in-time compiler's.
            await UntilAsync(journal, journal.Count + WarmCount);
            var before = journal.Count;
            var watch = Stopwatch.StartNew();
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(500, 1_500)));
            rates.Add((journal.Count - before) / watch.Elapsed.TotalSeconds);
            await platform.KillAsync();
            returns.Add(await ReturnAsync(platform, journal));
        }

        await buyers.FinishAsync();
        var acknowledged = await journal.ReadAsync();
        await using var ledger = new Ledger(server.ConnectionString);
        return new KillResult(
            kills, acknowledged.Count, buyers.Repeated, await ledger.LostAsync(acknowledged),
            await ledger.DoubledAsync(acknowledged), await ledger.IsDenseAsync(), rates, returns);
    }

    private static async Task<TimeSpan> ReturnAsync(PlatformProcess platform, Journal journal)
    {
        var watch = Stopwatch.StartNew();
        var before = journal.Count;
        await platform.StartAsync();
        await UntilAsync(journal, before + 1);
        return watch.Elapsed;
    }

    private static async Task UntilAsync(Journal journal, long count)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (journal.Count < count)
            await Task.Delay(5, deadline.Token);
    }
}
