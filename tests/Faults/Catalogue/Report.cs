using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;

namespace Platform.Faults;

/// <summary>One page with one row a fault, written anew after each run, so that it is there whenever one is
/// stopped.</summary>
internal static class Report
{
    private const string Variable = "PLATFORM_FAULTS_REPORT";

    private const string Head =
        """
        <!doctype html><html lang="en"><meta charset="utf-8"><title>Broken on purpose</title>
        <style>body{font:15px/1.45 system-ui,sans-serif;margin:2rem;color:#1a1a1a}table{border-collapse:collapse}
        th,td{border:1px solid #ccc;padding:.4rem .6rem;text-align:left;vertical-align:top}th{background:#f3f3f3}
        .held{background:#e5f5e8}.broken{background:#fbe3e3}.not{color:#777}</style>
        """;

    private static readonly ConcurrentDictionary<string, Row> Rows = new();
    private static readonly Lock Writing = new();

    /// <summary>The fault was run on the platform as it is.</summary>
    public static void Ran(Fault fault, Finding finding) =>
        Change(fault, row => row with { Finding = finding });

    /// <summary>It was run on the one without the protecting line.</summary>
    public static void Controlled(Fault fault, Finding finding) =>
        Change(fault, row => row with { Control = finding });

    /// <summary>It cannot be run here.</summary>
    public static void NotRun(Fault fault, string reason) => Change(fault, row => row with { Hindrance = reason });

    /// <summary>The page with everything that is known so far.</summary>
    public static string Page()
    {
        var text = new StringBuilder(Head);
        var form = Form.IsLong ? "long" : "short";
        text.Append(CultureInfo.InvariantCulture, $"<h1>Broken on purpose</h1><p>The {form} form, seed {Form.Seed}, ");
        text.Append(CultureInfo.InvariantCulture, $"on {Environment.ProcessorCount}");
        text.Append(" cores of one machine. The oracle reads PostgreSQL with SQL, and the client's own journal.</p>");
        text.Append("<table><tr><th>fault<th>bar<th>figure<th>n<th>95 % bound<th>control<th>not shown here</tr>");
        foreach (var fault in Catalogue.All)
            Append(text, fault, Rows.GetValueOrDefault(fault.Id) ?? new Row());
        text.Append("</table>");
        AppendList(text, "What one machine cannot show", Catalogue.BeyondOneMachine);
        return text.Append("</html>\n").ToString();
    }

    private static void AppendList(StringBuilder text, string title, IEnumerable<string> lines)
    {
        text.Append(CultureInfo.InvariantCulture, $"<h2>{Text(title)}</h2><ul>");
        foreach (var line in lines)
            text.Append(CultureInfo.InvariantCulture, $"<li>{Text(line)}");
        text.Append("</ul>");
    }

    private static void Append(StringBuilder text, Fault fault, Row row)
    {
        var outcome = row.Finding is not { } finding ? "not" : finding.Holds ? "held" : "broken";
        text.Append(CultureInfo.InvariantCulture, $"<tr class={outcome}><td><b>{fault.Id}</b> {Text(fault.Title)}");
        text.Append(CultureInfo.InvariantCulture, $"<td>{Text(fault.Bar)}");
        text.Append(row.Finding is { } seen
            ? $"<td>{Text(string.Join(". ", [seen.Figure, .. seen.Broken]))}<td>{seen.Trials}<td>{seen.Bound}"
            : $"<td>{Text(row.Hindrance ?? "not run")}<td>–<td>–");
        var control = (fault.Control, row.Control) switch
        {
            (null, _) => "none",
            ({ } named, null) => $"{named.Name}: not run",
            ({ } named, { Holds: false } found) => $"{named.Name}: found, {found.Broken[0]}",
            ({ } named, _) => $"{named.Name}: SURVIVED",
        };
        text.Append(CultureInfo.InvariantCulture, $"<td>{Text(control)}<td>{Text(fault.NotShown)}</tr>");
    }

    private static void Change(Fault fault, Func<Row, Row> change)
    {
        Rows.AddOrUpdate(fault.Id, _ => change(new Row()), (_, row) => change(row));
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } path)
            return;
        lock (Writing)
            File.WriteAllText(path, Page());
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private sealed record Row
    {
        public Finding? Finding { get; init; }

        public Finding? Control { get; init; }

        public string? Hindrance { get; init; }
    }
}
