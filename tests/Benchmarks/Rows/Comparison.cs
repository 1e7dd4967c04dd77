using Platform.Benchmarks.Load;

namespace Platform.Benchmarks.Rows;

/// <summary>Rounds of both sides in turn, so that what the machine does besides befalls both.</summary>
internal sealed class Comparison(Subject twin, Subject platform, int rounds)
{
    /// <summary>The row, and the replies a second of the baseline's median round.</summary>
    /// <param name="title">What is compared.</param>
    /// <param name="must">The ratio that holds.</param>
    /// <param name="aim">The ratio that is aimed at.</param>
    /// <param name="round">One round of one side.</param>
    public async Task<(RowResult Row, double Baseline)> RunAsync(
        string title, double must, double aim, Func<Subject, Task<Round>> round)
    {
        var baseline = new List<Round>();
        var ours = new List<Round>();
        CpuShare? share = null;
        for (var i = 0; i < rounds; i++)
        {
            baseline.Add(await round(twin));
            var meter = new CpuMeter(platform.ProcessId);
            ours.Add(await round(platform));
            share = meter.Stop();
        }

        return (RowResult.Ratio(title, baseline, ours, must, aim, share), RowResult.Median(baseline));
    }

    /// <summary>Loads each side for as long, until the just-in-time compilers have done their work.</summary>
    public async Task WarmUpAsync(TimeSpan each, TimeSpan round, Func<Subject, Task> load)
    {
        for (var spent = TimeSpan.Zero; spent < each; spent += round)
        {
            foreach (var subject in new[] { twin, platform })
                await load(subject);
        }
    }
}
