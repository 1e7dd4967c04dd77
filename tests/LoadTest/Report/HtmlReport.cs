using System.Globalization;
using System.Net;
using System.Text;
using Platform.LoadTest.Load;
using Platform.LoadTest.Measure;

namespace Platform.LoadTest.Report;

/// <summary>One HTML file without outside parts: the table, the thresholds, and a plot of each operation's latencies.
/// </summary>
internal static class HtmlReport
{
    private const string Style =
        "body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1a1b1e}"
        + "table{border-collapse:collapse;width:100%}td,th{padding:.4rem .7rem;border-bottom:1px solid #dee2e6;"
        + "text-align:right}td:first-child,th:first-child{text-align:left}.bad{color:#c92a2a;font-weight:600}"
        + ".good{color:#2b8a3e}svg{width:100%;height:auto}h2{margin-top:2rem}";

    /// <summary>Writes it.</summary>
    public static async Task WriteAsync(
        string path, string title, Meters meters, TimeSpan elapsed, IReadOnlyList<Threshold> thresholds)
    {
        var html = new StringBuilder();
        html.Append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>").Append(Text(title))
            .Append("</title><style>").Append(Style).Append("</style><h1>").Append(Text(title)).Append("</h1><p>")
            .Append(CultureInfo.InvariantCulture, $"{elapsed:hh\\:mm\\:ss}, {Environment.ProcessorCount} cores</p>");
        Table(html, meters, elapsed);
        Thresholds(html, meters, thresholds);
        foreach (var (name, meter) in meters.Operations.Where(operation => operation.Value.Durations.Count > 0))
        {
            html.Append("<h2>").Append(Text(name)).Append("</h2>").Append(LatencyPlot.Draw(meter.Durations));
            foreach (var (reason, count) in meter.Reasons)
                html.Append(CultureInfo.InvariantCulture, $"<p class=\"bad\">{count} × {Text(reason)}</p>");
        }

        await File.WriteAllTextAsync(path, html.Append("</html>").ToString());
    }

    private static void Table(StringBuilder html, Meters meters, TimeSpan elapsed)
    {
        html.Append("<table><tr><th>operation<th>ok<th>a second<th>failed<th>p50<th>p95<th>p99<th>max");
        foreach (var (name, meter) in meters.Operations)
        {
            var durations = meter.Durations;
            html.Append(
                CultureInfo.InvariantCulture,
                $"<tr><td>{Text(name)}<td>{durations.Count:N0}<td>{durations.Count / elapsed.TotalSeconds:N1}")
                .Append(CultureInfo.InvariantCulture, $"<td class=\"{(meter.Failed > 0 ? "bad" : "")}\">{meter.Failed}")
                .Append(CultureInfo.InvariantCulture, $"<td>{Ms(durations.Quantile(0.5))}")
                .Append(CultureInfo.InvariantCulture, $"<td>{Ms(durations.Quantile(0.95))}")
                .Append(CultureInfo.InvariantCulture, $"<td>{Ms(durations.Quantile(0.99))}<td>{Ms(durations.Max)}");
        }

        html.Append("</table>");
    }

    private static void Thresholds(StringBuilder html, Meters meters, IReadOnlyList<Threshold> thresholds)
    {
        if (thresholds.Count == 0)
            return;
        html.Append("<h2>Thresholds</h2><ul>");
        foreach (var threshold in thresholds)
        {
            var kept = threshold.IsKept(meters);
            html.Append(
                CultureInfo.InvariantCulture,
                $"<li class=\"{(kept ? "good" : "bad")}\">{Text(threshold.Text)}: {(kept ? "kept" : "broken")}");
        }

        html.Append("</ul>");
    }

    private static string Ms(TimeSpan duration) =>
        string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:N1} ms");

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
