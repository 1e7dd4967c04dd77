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
