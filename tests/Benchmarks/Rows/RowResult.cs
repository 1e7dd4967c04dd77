using System.Globalization;
using Platform.Benchmarks.Load;

namespace Platform.Benchmarks.Rows;

/// <summary>One line of the table: both figures, their ratio or bound, and whether it holds.</summary>
internal sealed record RowResult(
    string Title, string Baseline, string Ours, string Figure, string Must, string Aim, bool? Holds, string Notes)
{
    /// <summary>Medians of alternating rounds and their ratio.</summary>
    public static RowResult Ratio(
        string title, IReadOnlyList<Round> baseline, IReadOnlyList<Round> ours, double must, double aim,
        CpuShare? share)
    {
        var ratio = Median(ours) / Median(baseline);
        var errors = ours.Sum(round => round.Errors) + baseline.Sum(round => round.Errors);
        return new RowResult(
            title, Describe(baseline), Describe(ours), string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00}×"),
            string.Create(CultureInfo.InvariantCulture, $"≥ {must:0.0}×"),
            string.Create(CultureInfo.InvariantCulture, $"{aim:0.0}×"),
            ratio >= must && errors == 0, errors == 0 ? $"{share}" : $"{errors} replies were wrong");
    }

    /// <summary>The median of rounds against a rate that is asked for, whatever others can do.</summary>
    public static RowResult AtLeast(string title, IReadOnlyList<Round> ours, double must, double aim)
    {
        var figure = Median(ours);
        var errors = ours.Sum(round => round.Errors);
        return new RowResult(
            title, "–", Describe(ours), string.Create(CultureInfo.InvariantCulture, $"{figure:N0}/s"),
            string.Create(CultureInfo.InvariantCulture, $"≥ {must:N0}/s"),
            string.Create(CultureInfo.InvariantCulture, $"{aim:N0}/s"), figure >= must && errors == 0,
            errors == 0 ? "" : $"{errors} replies were wrong");
    }

    /// <summary>A share of what was measured, in milliseconds, against a bound.</summary>
    /// <param name="title">What was measured.</param>
    /// <param name="measured">All of it, in any order.</param>
    /// <param name="percentile">Which share counts: 50 to 99.</param>
    /// <param name="mustMs">The bound that holds.</param>
    /// <param name="aimMs">The bound that is aimed at.</param>
    /// <param name="baseline">What it stands against, where there is something.</param>
    public static RowResult Within(
        string title, IEnumerable<TimeSpan> measured, int percentile, double mustMs, double aimMs,
        string baseline = "–")
    {
        List<double> sorted = [.. measured.Select(one => one.TotalMilliseconds).Order()];
        var figure = At(percentile);
        return new RowResult(
            title, baseline,
            string.Create(
                CultureInfo.InvariantCulture,
                $"p50 {At(50):N1} ms, p95 {At(95):N1} ms, p99 {At(99):N1} ms, n {sorted.Count:N0}"),
            string.Create(CultureInfo.InvariantCulture, $"p{percentile} {figure:N1} ms"),
            string.Create(CultureInfo.InvariantCulture, $"≤ {mustMs:N0} ms"),
            string.Create(CultureInfo.InvariantCulture, $"{aimMs:N0} ms"), figure <= mustMs, "");

        double At(int share) => sorted[sorted.Count * share / 100];
    }

    /// <summary>The median round's replies a second.</summary>
    public static double Median(IReadOnlyList<Round> rounds) =>
        rounds.Select(round => round.RepliesPerSecond).Order().ElementAt(rounds.Count / 2);

    private static string Describe(IReadOnlyList<Round> rounds)
    {
        var middle = rounds.OrderBy(round => round.RepliesPerSecond).ElementAt(rounds.Count / 2);
        var low = rounds.Min(round => round.RepliesPerSecond);
        var high = rounds.Max(round => round.RepliesPerSecond);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{middle.RepliesPerSecond:N0}/s ({low:N0}–{high:N0}), p50 {middle.Median.TotalMilliseconds:0.0} ms, "
            + $"p99 {middle.P99.TotalMilliseconds:0.0} ms");
    }
}
