using Platform.Http;

namespace Platform.Compatibility;

/// <summary>What the routes of earlier clients may answer beside what every route does.</summary>
internal static class OlderProblemPages
{
    public static IReadOnlyList<ProblemPage> All { get; } =
    [
        new("vendor-differs", 403, "Another vendor than the one who asks",
            "The body names a vendor; who acts follows from the token alone.",
            "Leave vendor_id out, or name the signed-in vendor."),
    ];
}
