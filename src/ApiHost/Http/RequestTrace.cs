using System.Diagnostics;

namespace Platform.Http;

/// <summary>The trace that a request belongs to: its caller's, where the request names one (W3C
/// <c>traceparent</c>), else one of its own.</summary>
internal static class RequestTrace
{
    /// <summary>32 hexadecimal digits; null outside of a request.</summary>
    public static string? Id => Activity.Current?.TraceId.ToHexString();
}
