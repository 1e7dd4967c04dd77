using System.Diagnostics;
using Platform.Testing;
using Xunit.Abstractions;

namespace Platform.Faults;

/// <summary>The process ends at any moment, as in a power cut of the program.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int RateMin = 2_000;
    private static readonly TimeSpan FirstAnswerWithin = TimeSpan.FromSeconds(3);
    private static readonly Dictionary<string, string> Unlimited = new() { ["RateLimits__Enabled"] = "false" };

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_nothing_happens_twice_when_the_process_is_killed()
    {
        await using var server = await PrivatePostgres.StartAsync();
        await using var platform = new PlatformProcess(server.ConnectionString, Unlimited);
        await platform.StartAsync();
        await platform.SignInAsync();
        await using var journal = new Journal();
        var random = new Random(Form.Seed);
        await using var buyers = new Buyers(platform, journal, Form.Seed);
        buyers.Start();
        await WarmAsync(journal);

        var rates = new List<double>();
        var returns = new List<TimeSpan>();
        var rounds = Form.Rounds(20);
        for (var round = 0; round < rounds; round++)
        {
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
        var lost = await ledger.LostAsync(acknowledged);
        var doubled = await ledger.DoubledAsync(acknowledged);
        output.WriteLine(
            $"{rounds} kills, seed {Form.Seed}, {acknowledged.Count} acknowledged, {buyers.Repeated} repeated, "
            + $"{lost.Count} lost, {doubled.Count} doubled; median {Median(rates):N0} acknowledgements/s; "
            + $"first answer {returns.Max().TotalSeconds:0.0} s after a kill at the most. With n kills and none lost "
            + $"the chance of a loss is below {3.0 / rounds:P1} a kill (95 %).");

        Assert.Empty(lost);
        Assert.Empty(doubled);
        Assert.True(await ledger.IsDenseAsync(), "The log has a hole.");
        Assert.True(Median(rates) >= RateMin, $"Only {Median(rates):N0} acknowledgements/s: the load is too light.");
        Assert.True(
            returns.Order().ElementAt((int)(returns.Count * 0.95)) <= FirstAnswerWithin,
            $"First answers came after {string.Join(", ", returns.Select(span => $"{span.TotalSeconds:0.0}"))} s.");
    }

    private static async Task WarmAsync(Journal journal)
    {
        // The first seconds are the just-in-time compiler's.
        while (journal.Count < RateMin)
            await Task.Delay(50);
    }

    private static async Task<TimeSpan> ReturnAsync(PlatformProcess platform, Journal journal)
    {
        var watch = Stopwatch.StartNew();
        await platform.StartAsync();
        var before = journal.Count;
        while (journal.Count == before)
            await Task.Delay(5);
        return watch.Elapsed;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
