using Platform.Faults.Mutants;
using Xunit.Abstractions;

namespace Platform.Faults;

/// <summary>The process ends at any moment, as in a power cut of the program.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int KillsShort = 20;

    // The bars are 2,000 acknowledgements a second and 3 s. The short form runs beside other work, whose share of the
    // two cores it cannot know.
    private static readonly int RateMin = Form.IsLong ? 2_000 : 200;
    private static readonly TimeSpan FirstAnswerWithin = TimeSpan.FromSeconds(Form.IsLong ? 3 : 30);

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_nothing_happens_twice_when_the_process_is_killed()
    {
        var result = await KillRun.RunAsync(Form.Rounds(KillsShort));
        Report(result);

        Assert.Empty(result.Lost);
        Assert.Empty(result.Doubled);
        Assert.True(result.IsDense, "The log has a hole.");
        Assert.True(result.MedianRate >= RateMin, $"Only {result.MedianRate:N0} acknowledgements/s: too light a load.");
        Assert.True(
            result.ReturnP95 <= FirstAnswerWithin,
            $"First answers came {result.ReturnP95.TotalSeconds:0.0} s after a kill (p95).");
    }

    /// <summary>The negative control: if this copy, which answers before it has committed, loses nothing, then the test
    /// above could not see a loss.</summary>
    [Fact]
    [Trait("Form", "long")]
    public async Task A_platform_that_acknowledges_before_it_commits_is_found_out()
    {
        using var mutant = await Mutant.BuildAsync("acknowledge-before-commit");
        var result = await KillRun.RunAsync(KillsShort, mutant.Binary);
        Report(result);

        Assert.NotEmpty(result.Lost);
    }

    private void Report(KillResult result) => output.WriteLine(
        $"{result.Kills} kills, seed {Form.Seed}, {result.Acknowledged} acknowledged, {result.Repeated} repeated, "
        + $"{result.Lost.Count} lost, {result.Doubled.Count} doubled; median {result.MedianRate:N0} "
        + $"acknowledgements/s; first answer after a kill: p95 {result.ReturnP95.TotalSeconds:0.0} s, at the most "
        + $"{result.Returns.Max().TotalSeconds:0.0} s. With n kills and none lost the chance of a loss is below "
        + $"{3.0 / result.Kills:P1} a kill (95 %).");
}
