using System.Globalization;
using System.Text;

namespace Platform.Operations;

/// <summary>Writes readings in Prometheus' text form, version 0.0.4: base units in the names, <c>_total</c> on what
/// only grows, cumulative buckets.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(IEnumerable<MetricInstrument> instruments)
    {
        var text = new StringBuilder();
        // Two meters may have an instrument of the same name; a family is announced once.
        foreach (var family in instruments.GroupBy(NameOf, StringComparer.Ordinal))
        {
            var first = family.First();
            text.Append("# HELP ").Append(family.Key).Append(' ')
                .Append(Escape(first.Description ?? first.Name)).Append('\n');
            text.Append("# TYPE ").Append(family.Key).Append(' ').Append(TypeOf(first.Kind)).Append('\n');
            foreach (var series in family.SelectMany(instrument => instrument.Series))
                Write(text, family.Key, first.Kind, series);
        }

        return text.ToString();
    }

    /// <summary>An instrument's name for Prometheus: <c>http.server.request.duration</c> in seconds becomes
    /// <c>http_server_request_duration_seconds</c>.</summary>
    public static string NameOf(MetricInstrument instrument)
    {
        var name = new StringBuilder();
        foreach (var c in instrument.Name)
            name.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        // Orleans spells units out.
        var unit = instrument.Unit switch
        {
            "s" or "seconds" => "_seconds",
            "ms" or "milliseconds" => "_milliseconds",
            "By" or "bytes" => "_bytes",
            _ => "",
        };
        if (unit.Length > 0 && !name.ToString().EndsWith(unit, StringComparison.Ordinal))
            name.Append(unit);
        if (instrument.Kind is MetricKind.Counter or MetricKind.Total
            && !name.ToString().EndsWith("_total", StringComparison.Ordinal))
        {
            name.Append("_total");
        }

        return name.ToString();
    }

    private static string TypeOf(MetricKind kind) => kind switch
    {
        MetricKind.Counter or MetricKind.Total => "counter",
        MetricKind.UpDown or MetricKind.Gauge => "gauge",
        MetricKind.Histogram => "histogram",
    };

    private static void Write(StringBuilder text, string name, MetricKind kind, MetricSeries series)
    {
        var reading = series.Read();
        if (kind != MetricKind.Histogram)
        {
            Line(text, name, series, extra: null, reading.Value);
            return;
        }

        long below = 0;
        for (var i = 0; i < reading.Buckets.Length; i++)
        {
            below += reading.Buckets[i];
            Line(text, name + "_bucket", series, i < reading.Bounds.Length ? Number(reading.Bounds[i]) : "+Inf", below);
        }

        Line(text, name + "_sum", series, extra: null, reading.Value);
        Line(text, name + "_count", series, extra: null, reading.Count);
    }

    private static void Line(StringBuilder text, string name, MetricSeries series, string? extra, double value)
    {
        text.Append(name);
        if (series.Tags.Count > 0 || extra is not null)
        {
            var labels = series.Tags.Select(tag => (Name: LabelOf(tag.Key), tag.Value));
            if (extra is not null)
                labels = labels.Append(("le", extra));
            text.Append('{')
                .AppendJoin(',', labels.Select(label => $"{label.Name}=\"{Escape(label.Value)}\""))
                .Append('}');
        }

        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string LabelOf(string tag) => string.Concat(tag.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal);
}
