using Platform.Http;

namespace Platform.Live;

/// <summary>The pages of this domain's problem codes.</summary>
internal static class LiveProblemPages
{
    public static IReadOnlyList<ProblemPage> All { get; } =
    [
        new("websocket-only", 400, "This address speaks WebSocket only",
            "The request is no WebSocket handshake.", "Connect with a WebSocket client, or use the hub at /live."),
    ];
}
