using System.Globalization;
using System.Text;
using Platform.LoadTest.Measure;

namespace Platform.LoadTest.Report;

/// <summary>Draws a distribution as SVG: latency on a logarithmic scale, and how often it occurred.</summary>
internal static class LatencyPlot
{
    private const int Width = 900;
    private const int Height = 220;
    private const int Bottom = 190;
    private const int Columns = 90;

    /// <summary>The SVG element.</summary>
    public static string Draw(Histogram histogram)
    {
        var buckets = histogram.Buckets().ToList();
        var low = Math.Log10(Math.Max(0.001, buckets[0].Upper.TotalMilliseconds));
        var high = Math.Max(low + 0.1, Math.Log10(Math.Max(0.002, buckets[^1].Upper.TotalMilliseconds)));
        var columns = new long[Columns];
        foreach (var (upper, count) in buckets)
        {
            var place = (Math.Log10(Math.Max(0.001, upper.TotalMilliseconds)) - low) / (high - low);
            columns[(int)Math.Min(Columns - 1, place * Columns)] += count;
        }

        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"distribution of latencies\">");
        var highest = columns.Max();
        foreach (var (index, count) in columns.Index())
        {
            var height = (double)count / highest * (Bottom - 10);
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<rect x=\"{index * Width / Columns}\" y=\"{Bottom - height:0.#}\" width=\"8\" ")
                .Append(CultureInfo.InvariantCulture, $"height=\"{height:0.#}\" fill=\"#4263eb\"/>");
        }

        foreach (var share in new[] { 0.5, 0.95, 0.99 })
            Mark(svg, share, histogram.Quantile(share), low, high);
        return svg.Append("</svg>").ToString();
    }

    private static void Mark(StringBuilder svg, double share, TimeSpan latency, double low, double high)
    {
        var x = (Math.Log10(Math.Max(0.001, latency.TotalMilliseconds)) - low) / (high - low) * Width;
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<line x1=\"{x:0.#}\" x2=\"{x:0.#}\" y1=\"0\" y2=\"{Bottom}\" stroke=\"#f03e3e\" stroke-dasharray=\"4\"/>")
            .Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{Math.Min(x, Width - 120):0.#}\" y=\"{Bottom + 14 + ((1 - share) * 30):0.#}\" ")
            .Append("font-size=\"12\">")
            .Append(CultureInfo.InvariantCulture, $"p{share * 100:0} {latency.TotalMilliseconds:0.##} ms</text>");
    }
}
