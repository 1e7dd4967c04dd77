using Platform.Http;
using static Platform.Http.ForeignCases;

namespace Platform.Live;

internal static class LiveCases
{
    public static Dictionary<string, ForeignCase> All { get; } = new()
    {
        ["GET /live"] = Own("/live"),
        ["POST /live/negotiate"] = Own("/live/negotiate?negotiateVersion=1"),
    };
}
