using Microsoft.Extensions.FileProviders;

namespace Platform.Http;

/// <summary>Serves the built web app from the folder <c>WebRoot</c>, when it is there. Pages that the app routes
/// itself get its index; what belongs to the API stays the API's.</summary>
internal static class WebApp
{
    private const string Policy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob: https:; "
        + "media-src 'self' blob:; connect-src 'self' ws: wss:; object-src 'none'; base-uri 'self'; "
        + "frame-ancestors 'none'";

    private const string Index = "index.html";

    // Routes of earlier clients; below these, too.
    private static readonly string[] SharedPaths = ["/shops"];

    // Where providers send what happened, below the page that shows it.
    private static readonly string[] SharedPages = ["/webhooks"];

    private static readonly string[] ApiPrefixes =
    [
        "/api", "/webhooks", "/shop", "/live", "/ops", "/docs", "/openapi", "/health", "/alive", "/metrics", "/assets",
    ];

    /// <summary>The files. Before routing: they need no policy.</summary>
    public static void UseWebApp(this WebApplication app)
    {
        if (Root(app) is not { } root)
            return;
        app.Use((http, next) => IsVisit(http) && root.GetFileInfo(Index) is { Exists: true } index
            ? SendAsync(http, index)
            : next(http));
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = root });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = root,
            OnPrepareResponse = prepared => Secure(
                prepared.Context, isForEver: prepared.Context.Request.Path.StartsWithSegments("/assets")),
        });
    }

    /// <summary>The app's own pages, which are no files. After routing, and only where no route fits: a route of
    /// its own would take what is asked of the API with a wrong method or content type.</summary>
    public static void UseWebAppPages(this WebApplication app)
    {
        if (Root(app)?.GetFileInfo(Index) is not { Exists: true } index)
            return;
        app.Use((http, next) =>
            http.GetEndpoint() is null && IsPage(http.Request) ? SendAsync(http, index) : next(http));
    }

    // A page that somebody opens at an address which the API has, too.
    private static bool IsVisit(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method)
        && (SharedPaths.Any(path => http.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase))
            || SharedPages.Contains(http.Request.Path.Value?.TrimEnd('/'), StringComparer.OrdinalIgnoreCase))
        && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static Task SendAsync(HttpContext http, IFileInfo index)
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        Secure(http, isForEver: false);
        return http.Response.SendFileAsync(index, http.RequestAborted);
    }

    // A file has a dot in its name.
    private static bool IsPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && !Path.HasExtension(request.Path.Value)
        && !ApiPrefixes.Any(
            prefix => request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase));

    // The build puts a hash into the names of its assets, so these never change; the index names them, so it must be
    // fresh.
    private static void Secure(HttpContext http, bool isForEver)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = isForEver ? "public, max-age=31536000, immutable" : "no-cache";
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
    }

    private static PhysicalFileProvider? Root(WebApplication app) =>
        app.Configuration["WebRoot"] is { Length: > 0 } folder && Directory.Exists(folder)
            ? new PhysicalFileProvider(Path.GetFullPath(folder))
            : null;
}
