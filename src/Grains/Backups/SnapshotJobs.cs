using System.Collections.Immutable;
using Platform.Commits;
using Platform.Schedules;

namespace Platform.Backups;

/// <summary>Takes an account's snapshot each night and restores it once to see that it can be. The record, what the
/// drill found and the night's receipt are one commit.</summary>
internal sealed class SnapshotJob(ISnapshotStore store, IGrainFactory grains) : IPeriodicJob
{
    private const string WaitsForTurn = "Other accounts' snapshots are being taken.";

    public string Name => JobNames.NightlySnapshot;

    /// <summary>Nothing was written while the platform was down, so one snapshot is as good for every night that was
    /// missed.</summary>
    public int TogetherMax => PeriodRules.BackfillDaysMax;

    public async Task<JobWork> Do(
        ScheduledJob job, ImmutableArray<Period> periods, CancellationToken cancellationToken)
    {
        // A night that is closed has its snapshot: who asks for a run then gets one beside it.
        var isNight = !periods.IsEmpty && periods[0].FromAt >= job.ThroughAt;
        var order = isNight
            ? new SnapshotOrder(job.AccountId, SnapshotCause.Nightly, periods[0].Day, periods[^1].Day)
            : new SnapshotOrder(job.AccountId, SnapshotCause.Asked);
        if (await store.TakeAsync(order, cancellationToken) is not { } snapshot)
            return new(0, [], 0, WaitsFor: WaitsForTurn);

        var actor = job.Asked?.Actor ?? Actor.System;
        var drill = await store.DrillAsync(snapshot, actor.ToString(), progress: null, cancellationToken);
        await grains.Tell(snapshot, drill);
        return new(
            isNight ? periods.Length : 0, [new SnapshotRow(snapshot), new SnapshotDrillRow(job.AccountId, drill)],
            snapshot.Position, SnapshotRules.Note(snapshot, drill));
    }
}

/// <summary>Lets go of snapshots that are older than they are kept for. The file goes when that is committed.</summary>
internal sealed class SnapshotCleanupJob(ISnapshotReader reader, SnapshotOptions options, TimeProvider clock)
    : IPeriodicJob
{
    private const int TogetherMost = 1_000;

    public string Name => JobNames.SnapshotCleanup;

    public int TogetherMax => PeriodRules.BackfillDaysMax;

    public async Task<JobWork> Do(
        ScheduledJob job, ImmutableArray<Period> periods, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var kept = await reader.ListAsync(
            job.AccountId, night: null, isKept: true, before: null, TogetherMost, cancellationToken);
        var expired = SnapshotRules.Expired(kept.Value, options, now);
        return new(
            periods.Length, [.. expired.Select(snapshot => new SnapshotRow(snapshot))], kept.Position,
            $"{kept.Value.Count - expired.Length} kept, {expired.Length} let go");
    }
}
