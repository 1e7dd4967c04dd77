using System.Collections.Immutable;
using Platform.Live;

namespace Platform.Consumers;

/// <summary>Every decision about a lane. Pure.</summary>
internal static class LaneRules
{
    /// <summary>Tries before an event is given up.</summary>
    public const int AttemptsMax = 5;

    private static readonly ImmutableArray<TimeSpan> PausesInside =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8)];

    // Somebody else's server needs longer to come back than our own bug needs to show.
    private static readonly ImmutableArray<TimeSpan> PausesOutside =
        [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30)];

    /// <summary>Which events may be applied now, and which wait behind an earlier one of their subject.</summary>
    public static (ImmutableArray<LogEntry> Free, ImmutableArray<LogEntry> Held) Split(
        IEnumerable<LogEntry> entries, IReadOnlySet<string> waiting)
    {
        var parts = entries.ToLookup(entry => waiting.Contains(entry.Subject));
        return ([.. parts[false]], [.. parts[true]]);
    }

    /// <summary>An event that waits behind another: due as soon as it is the first of its subject.</summary>
    public static ParkedEvent Behind(LogEntry entry, DateTimeOffset now) => new(entry, Attempts: 0, now, Error: null);

    /// <summary>What becomes of an event that failed once more: another try after a pause, or null when it is dead.
    /// </summary>
    public static ParkedEvent? AfterFailure(ParkedEvent failed, string error, bool isOutside, DateTimeOffset now)
    {
        var attempts = failed.Attempts + 1;
        if (attempts >= AttemptsMax)
            return null;

        var pause = (isOutside ? PausesOutside : PausesInside)[attempts - 1];
        return failed with { Attempts = attempts, DueAt = now + pause, Error = error };
    }

    /// <summary>An event that is given up.</summary>
    public static ParkedEvent Dead(ParkedEvent failed, string error) =>
        failed with { Attempts = failed.Attempts + 1, Error = error };
}
