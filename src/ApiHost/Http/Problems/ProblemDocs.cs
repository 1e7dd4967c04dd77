using System.Globalization;
using System.Net;
using System.Text;

namespace Platform.Http;

/// <summary>A page for each problem code: what it means, why it comes, what to do.</summary>
internal static class ProblemDocs
{
    private const string Style =
        "body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem;color:#1f2933}"
        + "code{background:#eef2f6;padding:.1em .35em;border-radius:4px}a{color:#1c5fb0}"
        + "@media(prefers-color-scheme:dark){body{background:#12161b;color:#e4e8ee}"
        + "code{background:#232a33}a{color:#8ab8ff}}";

    public static void MapProblemDocs(this IEndpointRouteBuilder routes)
    {
        var docs = routes.MapGroup(ProblemCatalogue.PagePrefix.TrimEnd('/')).AllowAnonymous().ExcludeFromDescription();
        docs.MapGet("", () => Html("Problems", Index()));
        docs.MapGet("/{code}", (string code) => ProblemCatalogue.All.TryGetValue(code, out var page)
            ? Html(page.Title, Body(page))
            : Results.NotFound());
    }

    private static string Index()
    {
        var list = new StringBuilder("<h1>Problems</h1><p>Every code the API can answer.</p><ul>");
        foreach (var page in ProblemCatalogue.All.Values.OrderBy(page => page.Status).ThenBy(page => page.Code))
        {
            list.Append(
                CultureInfo.InvariantCulture,
                $"<li><a href=\"{ProblemCatalogue.PageOf(page.Code)}\"><code>{page.Code}</code></a> {page.Status}: ")
                .Append(WebUtility.HtmlEncode(page.Title)).Append("</li>");
        }

        return list.Append("</ul>").ToString();
    }

    private static string Body(ProblemPage page) =>
        $"""
        <p><a href="{ProblemCatalogue.PagePrefix.TrimEnd('/')}">Problems</a></p>
        <h1>{WebUtility.HtmlEncode(page.Title)}</h1>
        <p><code>{page.Code}</code>, status {page.Status}</p>
        <h2>Why</h2><p>{WebUtility.HtmlEncode(page.Cause)}</p>
        <h2>What to do</h2><p>{WebUtility.HtmlEncode(page.Fix)}</p>
        """;

    private static IResult Html(string title, string body) => Results.Content(
        $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{WebUtility.HtmlEncode(title)}</title>"
        + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><link rel=\"icon\" href=\"data:,\">"
        + $"<style>{Style}</style></head><body>{body}</body></html>",
        "text/html; charset=utf-8");
}
