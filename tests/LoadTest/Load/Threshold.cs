using System.Globalization;
using System.Text.RegularExpressions;
using Platform.LoadTest.Measure;

namespace Platform.LoadTest.Load;

/// <summary>A bound that decides the exit code, such as <c>voice webhook:p99&lt;20ms</c> or <c>call:failed&lt;1</c>.
/// </summary>
internal sealed partial record Threshold(string Text, string Operation, string Figure, double Bound)
{
    /// <summary>Reads one from the command line.</summary>
    /// <exception cref="FormatException">It is not of the form <c>operation:p50|p95|p99|max|failed&lt;number[ms|s]</c>.
    /// </exception>
    public static Threshold Parse(string text)
    {
        var match = Form().Match(text);
        if (!match.Success)
        {
            throw new FormatException(
                $"'{text}' is not a threshold; one is 'operation:p95<100ms' with p50, p95, p99, max or failed.");
        }

        var number = double.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
        var bound = match.Groups["unit"].Value == "s" ? number * 1000 : number;
        return new Threshold(text, match.Groups["operation"].Value.Trim(), match.Groups["figure"].Value, bound);
    }

    /// <summary>Whether the run kept it. Nothing measured is not kept: a bound on nothing proves nothing.</summary>
    public bool IsKept(Meters meters)
    {
        var meter = meters.Of(Operation);
        if (Figure == "failed")
            return meter.Failed < Bound;
        if (meter.Durations.Count == 0)
            return false;

        var measured = Figure switch
        {
            "p50" => meter.Durations.Quantile(0.5),
            "p95" => meter.Durations.Quantile(0.95),
            "p99" => meter.Durations.Quantile(0.99),
            _ => meter.Durations.Max,
        };
        return measured.TotalMilliseconds < Bound;
    }

    [GeneratedRegex(@"^(?<operation>[^:]+):(?<figure>p50|p95|p99|max|failed)<(?<number>[\d.]+)(?<unit>ms|s)?$")]
    private static partial Regex Form();
}
