namespace Platform.Conformance;

/// <summary>What this home does otherwise than Orleans, by design. docs/decisions/0001 has the reasons in one
/// table.</summary>
internal static class Expected
{
    /// <summary>A caller that is no grain lives in the silo's process.</summary>
    public const bool OutsidersShareImmutables = true;

    /// <summary>A circle of calls is found, and not waited for: far sooner than this.</summary>
    public static readonly TimeSpan PatienceInCircles = TimeSpan.FromMinutes(2);

    public static readonly Type Circle = typeof(OrleansException);

    public const string CircleIsToldAs = "call cycle, turns/a → turns/b → turns/a";
}
