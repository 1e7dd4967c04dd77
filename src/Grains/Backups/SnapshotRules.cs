using System.Collections.Immutable;
using System.Globalization;
using Platform.Calls;
using Platform.Commits;
using Platform.Ids;

namespace Platform.Backups;

/// <summary>Every decision about snapshots. Pure.</summary>
internal static class SnapshotRules
{
    private const int DaysOfWeek = 7;

    /// <summary>Those to let go, marked so. Sunday's stay longer. The last one that was restored well stays whatever
    /// its age; as long as there is none, none goes.</summary>
    public static ImmutableArray<AccountSnapshot> Expired(
        IReadOnlyList<KnownSnapshot> kept, SnapshotOptions options, DateTimeOffset now)
    {
        var lastGood = kept.Where(known => known.LastDrill is { Fault: null })
            .MaxBy(known => known.Snapshot.TakenAt)?.Snapshot.Id;
        if (lastGood is null)
            return [];
        return
        [
            .. kept.Select(known => known.Snapshot)
                .Where(snapshot => snapshot.Id != lastGood && now - snapshot.TakenAt > LifeOf(snapshot, options))
                .Select(snapshot => snapshot with { DeletedAt = now, DeletedWhy = Why(snapshot, options) }),
        ];
    }

    /// <summary>For the list of runs.</summary>
    public static string Note(AccountSnapshot snapshot, SnapshotDrill drill) => drill.Fault is null
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{snapshot.Rows:N0} rows, {snapshot.Bytes:N0} bytes, restored and compared")
        : $"The snapshot failed its drill. {drill.Reason}";

    /// <summary>Calls a person when a snapshot failed, once a drill.</summary>
    public static Task Tell(this IGrainFactory grains, AccountSnapshot snapshot, SnapshotDrill drill)
    {
        if (drill.Fault is null)
            return Task.CompletedTask;
        const string kind = "snapshot-failed";
        var id = NameBasedId.Of(kind, $"{drill.Id:N}");
        return grains.GetGrain<IAlertGrain>(GrainKey.Of(snapshot.AccountId, id)).RaiseOnce(
            new(kind, snapshot.File, snapshot.Id, drill.Reason),
            new Command(snapshot.AccountId, Actor.System, "alerts.raise"));
    }

    private static TimeSpan LifeOf(AccountSnapshot snapshot, SnapshotOptions options) => TimeSpan.FromDays(
        IsOfSunday(snapshot)
            ? Math.Max(options.KeepDays, options.KeepWeeks * DaysOfWeek)
            : options.KeepDays);

    private static string Why(AccountSnapshot snapshot, SnapshotOptions options) => string.Create(
        CultureInfo.InvariantCulture, $"older than {LifeOf(snapshot, options).TotalDays:0} days");

    // After an outage one stands for many nights, a Sunday's among them perhaps.
    private static bool IsOfSunday(AccountSnapshot snapshot)
    {
        if (snapshot is not { FirstPeriod: { } first, LastPeriod: { } last })
            return false;
        var sunday = last.AddDays(-(int)last.DayOfWeek);
        return sunday >= first;
    }
}
