namespace Platform.Simulation;

/// <summary>How long seeds are, in turns.</summary>
internal static class SeedLengths
{
    private static readonly int[] From = [SeedResult.TurnsMin, 1_000, 2_000, 3_000, 5_000];

    /// <summary>What is counted together.</summary>
    public static IReadOnlyList<(string Name, int Least)> All { get; } =
    [
        .. From.Select((from, i) => (
            i + 1 < From.Length ? $"from {from:N0} to {From[i + 1]:N0}" : $"from {from:N0}", from)),
    ];

    /// <summary>Where a seed of so many turns belongs; it has at least <see cref="SeedResult.TurnsMin"/>.</summary>
    public static int Of(int turns) => Array.FindLastIndex(From, from => turns >= from);
}
