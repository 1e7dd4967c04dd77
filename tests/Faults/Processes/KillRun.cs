using System.Diagnostics;

namespace Platform.Faults;

/// <summary>F1. Buyers place orders without pause while the process is killed at random moments and started
/// again.</summary>
internal static class KillRun
{
    private const int WarmCount = 2_000;
    private const int WarmCountShort = 300;
    private const int RateMin = 2_000;
    private const int RateMinShort = 200; // Beside other work.
    private const double FirstAnswerSeconds = 3;

    public static async Task<Finding> RunAsync(Trial trial)
    {
        var kills = trial.Binary is null ? Form.Rounds(shortForm: 12, longForm: 300) : 20;
        await using var scene = await Scene.OpenAsync(trial, new(OwnServer: ""));
        await using var journal = new Journal();
        await using var buyers = new Buyers(scene.Platform, journal, Form.Seed);
        await buyers.StartAsync();
        var random = new Random(Form.Seed);
        var rates = new List<double>();
        var returns = new List<TimeSpan>();
        for (var round = 0; round < kills; round++)
        {
            // The first seconds of a process are the just-in-time compiler's.
            await journal.UntilMoreAsync(Form.IsLong ? WarmCount : WarmCountShort);
            var before = journal.Count;
            var watch = Stopwatch.StartNew();
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(200, Form.IsLong ? 1_500 : 600)));
            rates.Add((journal.Count - before) / watch.Elapsed.TotalSeconds);
            await scene.Platform.KillAsync();
            returns.Add(await ReturnAsync(scene, journal));
        }

        await buyers.FinishAsync();
        rates.Sort();
        returns.Sort();
        var rate = rates[rates.Count / 2];
        var p95 = returns[(int)((returns.Count - 1) * 0.95)];
        return await journal.CompareAsync(
            scene.Ledger, kills,
            $"{kills} kills, median {rate:N0} acknowledgements/s, {buyers.Repeated} repeated, first "
            + "answer after a kill "
            + $"p95 {p95.TotalSeconds:0.0} s, at the most {returns[^1].TotalSeconds:0.0} s",
            new Promises()
                .Keep(rate >= (Form.IsLong ? RateMin : RateMinShort), $"only {rate:N0} acknowledgements/s")
                .Keep(p95 <= Form.Bar(FirstAnswerSeconds), $"the first answer came after {p95.TotalSeconds:0.0} s"));
    }

    private static async Task<TimeSpan> ReturnAsync(Scene scene, Journal journal)
    {
        var watch = Stopwatch.StartNew();
        await scene.Platform.StartAsync();
        await journal.UntilMoreAsync(1);
        return watch.Elapsed;
    }
}
