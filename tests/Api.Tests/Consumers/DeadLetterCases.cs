using Platform.Http;
using static Platform.Http.ForeignCases;

namespace Platform.Consumers;

internal static class DeadLetterCases
{
    private const string One = "/api/v1/dead-letters/order-counters/1";

    public static Dictionary<string, ForeignCase> All { get; } = new()
    {
        ["GET /api/v1/dead-letters"] = Forbidden("/api/v1/dead-letters"),
        ["GET /api/v1/dead-letters/decisions"] = Forbidden("/api/v1/dead-letters/decisions"),
        ["GET /api/v1/dead-letters/{consumer}/{position:long}"] = Forbidden(One),
        ["POST /api/v1/dead-letters/{consumer}/{position:long}/replay"] =
            Forbidden($"{One}/replay", new { reason = "because" }),
        ["POST /api/v1/dead-letters/{consumer}/{position:long}/discard"] =
            Forbidden($"{One}/discard", new { reason = "because" }),
        ["GET /api/v1/consumers"] = Forbidden("/api/v1/consumers"),
        ["GET /api/v1/operations"] = Forbidden("/api/v1/operations"),
        ["GET /admin/platform-metrics"] = Forbidden("/admin/platform-metrics"),
    };
}
