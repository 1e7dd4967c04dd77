using System.Globalization;

namespace Platform.Http;

/// <summary>The headers of an answer.</summary>
internal static class HttpAnswers
{
    /// <summary>The log position that the answer is true at: the live stream goes on from there without a
    /// gap.</summary>
    public static void SetPosition(this HttpContext http, long position) =>
        http.Response.Headers["X-Position"] = position.ToString(CultureInfo.InvariantCulture);

    /// <summary>The object's version, as ETag.</summary>
    public static void SetVersion(this HttpContext http, long version) =>
        http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Says that the answer is the first one again.</summary>
    public static void SetReplayed(this HttpContext http) =>
        http.Response.Headers["Idempotency-Replayed"] = "true";

    /// <summary>When to try again, in whole seconds, at least 1.</summary>
    public static void SetRetryAfter(this HttpContext http, TimeSpan wait) =>
        http.Response.Headers.RetryAfter =
            Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
