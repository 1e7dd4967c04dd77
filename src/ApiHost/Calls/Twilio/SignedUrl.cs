using Microsoft.AspNetCore.Http.Features;

namespace Platform.Calls.Twilio;

/// <summary>The address that a provider asked for, as it wrote it. It comes from configuration and the request line,
/// never from forwarded headers, which anyone can send.</summary>
internal static class SignedUrl
{
    private const string HttpsPort = "443";
    private const string HttpPort = "80";

    /// <summary>The public address of this request: the configured base, then path base, path and query as sent.
    /// The base is for example <c>https://calls.example.com</c>, without this application's path base.</summary>
    public static string Of(string publicBaseUrl, HttpRequest request)
    {
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget;
        if (string.IsNullOrEmpty(target) || target[0] != '/')
            target = request.PathBase.ToUriComponent() + request.Path.ToUriComponent() + request.QueryString.Value;
        return publicBaseUrl.TrimEnd('/') + target;
    }

    /// <summary>The same for a WebSocket: the provider signs the <c>wss</c> address, the server sees the <c>https</c>
    /// one.</summary>
    public static string OfWebSocket(string publicBaseUrl, HttpRequest request) =>
        ToWebSocket(Of(publicBaseUrl, request));

    /// <summary><c>https</c> becomes <c>wss</c>, <c>http</c> becomes <c>ws</c>; the rest stays as it is.</summary>
    public static string ToWebSocket(string url) => url switch
    {
        _ when url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) => string.Concat("wss", url.AsSpan(5)),
        _ when url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) => string.Concat("ws", url.AsSpan(4)),
        _ => url,
    };

    /// <summary>The URL without a port, and with one: the one it has, else its scheme's. Letter case stays.</summary>
    public static IReadOnlyList<string> WithAndWithoutPort(string url)
    {
        var schemeEnd = url.IndexOf("://", StringComparison.Ordinal);
        if (schemeEnd < 0)
            return [url];

        var hostStart = schemeEnd + 3;
        var hostEnd = url.AsSpan(hostStart).IndexOfAny('/', '?', '#') is >= 0 and var length
            ? hostStart + length
            : url.Length;
        var host = url[hostStart..hostEnd];
        var colon = host.LastIndexOf(':');
        var hasPort = colon > host.LastIndexOf(']');
        var name = hasPort ? host[..colon] : host;
        var port = hasPort ? host[(colon + 1)..] : DefaultPort(url[..schemeEnd]);
        return [url[..hostStart] + name + url[hostEnd..], url[..hostStart] + name + ":" + port + url[hostEnd..]];
    }

    /// <summary>The value of a query parameter as sent, or null. A name that appears twice has no value.</summary>
    public static string? QueryValue(string url, string name)
    {
        var question = url.IndexOf('?');
        if (question < 0)
            return null;

        string? value = null;
        foreach (var pair in url[(question + 1)..].Split('&'))
        {
            if (!pair.StartsWith(name + "=", StringComparison.Ordinal))
                continue;
            if (value is not null)
                return null;
            value = pair[(name.Length + 1)..];
        }

        return value;
    }

    private static string DefaultPort(string scheme) =>
        scheme.ToUpperInvariant() is "HTTPS" or "WSS" ? HttpsPort : HttpPort;
}
