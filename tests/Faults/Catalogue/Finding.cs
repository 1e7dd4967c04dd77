using System.Globalization;

namespace Platform.Faults;

/// <summary>What a run saw.</summary>
/// <param name="Trials">How often it was tried.</param>
/// <param name="Figure">What was counted, in words.</param>
/// <param name="Broken">Every promise that did not hold.</param>
internal sealed record Finding(long Trials, string Figure, IReadOnlyList<string> Broken)
{
    private const double RuleOfThree = 3.0; // Upper bound at 95 % when none of n trials failed: 3/n.

    /// <summary>Whether everything held.</summary>
    public bool Holds => Broken.Count == 0;

    /// <summary>What so many trials without a failure say.</summary>
    public string Bound => Holds && Trials > 0
        ? (RuleOfThree / Trials).ToString(Trials < 100 ? "P0" : "P2", CultureInfo.InvariantCulture)
        : "–";
}

/// <summary>Gathers what did not hold.</summary>
internal sealed class Promises
{
    private const int LengthMax = 400; // An answer may stand in it.
    private const int ToldMax = 20;

    private readonly List<string> _broken = [];

    /// <summary>Something that has to be so.</summary>
    public Promises Keep(bool holds, string what)
    {
        if (!holds && _broken.Count < ToldMax)
            _broken.Add(what.Length <= LengthMax ? what : what[..LengthMax]);
        return this;
    }

    /// <summary>Something that must not be found; the first few are told.</summary>
    public Promises None<T>(IReadOnlyCollection<T> found, string what) => Keep(
        found.Count == 0, $"{found.Count} {what}: {string.Join(", ", found.Take(5))}");

    /// <summary>The finding.</summary>
    public Finding After(long trials, string figure) => new(trials, figure, _broken);
}
