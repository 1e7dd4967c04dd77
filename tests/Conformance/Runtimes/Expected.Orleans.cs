namespace Platform.Conformance;

/// <summary>What this home does otherwise than Embedded, by design. docs/decisions/0001 has the reasons in one
/// table.</summary>
internal static class Expected
{
    /// <summary>A client sends over a connection, also to a silo in its own process.</summary>
    public const bool OutsidersShareImmutables = false;

    /// <summary>A circle of calls ends when its callers have waited long enough.</summary>
    public static readonly TimeSpan PatienceInCircles = TimeSpan.FromSeconds(3);

    public static readonly Type Circle = typeof(TimeoutException);

    public const string CircleIsToldAs = "";
}
