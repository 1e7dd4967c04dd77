using Platform.Backups;
using Platform.Calls;
using Platform.Schedules;

namespace Platform.Simulation;

/// <summary>Snapshots: each night of an account in one of them, whole, and with what had been committed when it was
/// taken.</summary>
internal sealed partial class Facts
{
    private readonly Dictionary<(Guid Account, DateOnly Night), Guid> _nights = [];
    private readonly Dictionary<Guid, AccountSnapshot> _snapshots = [];
    private readonly List<(Guid Account, long Position)> _firstOfOrders = [];
    private readonly Dictionary<Guid, DrillFault?> _lastDrills = [];
    private readonly List<Guid> _owedDrills = [];

    private (long Recorded, long Spoiled, long LetGo) _counts;

    /// <summary>Snapshots that were recorded, those that a drill found spoiled, those that were let go, and files
    /// without a manifest.</summary>
    public (long Recorded, long Spoiled, long LetGo, long Halves) Snapshots =>
        (_counts.Recorded, _counts.Spoiled, _counts.LetGo, world.Folder.Halves);

    /// <summary>A drill was promised to somebody.</summary>
    public void Verified(Guid snapshot, SnapshotCheckOutcome outcome)
    {
        if (outcome.Refusal is null)
            _owedDrills.Add(snapshot);
    }

    private void Recorded(ScheduledJob job, WrittenState written)
    {
        var rows = written.Submission.Pending.Rows;
        var nights = rows.OfType<JobPeriodRow>().Select(row => row.Period.Day).ToList();
        var nightly = new List<AccountSnapshot>();
        foreach (var snapshot in rows.OfType<SnapshotRow>().Select(row => row.Snapshot))
        {
            if (snapshot.DeletedAt is not null)
            {
                LetGo(snapshot);
                continue;
            }

            Kept(snapshot);
            if (snapshot.Cause == SnapshotCause.Nightly)
                nightly.Add(snapshot);
        }

        foreach (var snapshot in nightly)
            Nights(snapshot);
        if (job.Job == JobNames.NightlySnapshot && nights.Count > 0)
        {
            Demand(
                nightly.Count == 1 && (nightly[0].FirstPeriod, nightly[0].LastPeriod) == (nights[0], nights[^1]),
                $"the nights up to {nights[^1]:O} are closed with {nightly.Count} snapshots");
        }
    }

    private void Drilled(WrittenState written)
    {
        foreach (var drill in written.Submission.Pending.Rows.OfType<SnapshotDrillRow>().Select(row => row.Drill))
        {
            _lastDrills[drill.SnapshotId] = drill.Fault;
            _counts.Spoiled += drill.Fault is null ? 0 : 1;
            Demand(drill.Fault != DrillFault.Missing, $"snapshot {drill.SnapshotId} is recorded, and is not there");
        }
    }

    private void Kept(AccountSnapshot snapshot)
    {
        Demand(_snapshots.TryAdd(snapshot.Id, snapshot), $"snapshot {snapshot.Id} is recorded a second time");
        Demand(world.Folder.IsWhole(snapshot), $"snapshot {snapshot.Id} is recorded, and its file is a half");
        _counts.Recorded++;
        var committed = (
            Events: world.Database.Log.Take((int)snapshot.Position)
                .LongCount(entry => entry.AccountId == snapshot.AccountId),
            Orders: _firstOfOrders.LongCount(first =>
                first.Account == snapshot.AccountId && first.Position <= snapshot.Position));
        Demand(
            (snapshot.Tables[0].Rows, snapshot.Tables[1].Rows) == committed,
            $"a snapshot has {snapshot.Tables[0].Rows} events and {snapshot.Tables[1].Rows} orders, and at its "
            + $"position there were {committed.Events} and {committed.Orders}");
    }

    private void Nights(AccountSnapshot snapshot)
    {
        for (var night = snapshot.FirstPeriod!.Value; night <= snapshot.LastPeriod!.Value; night = night.AddDays(1))
        {
            Demand(
                _nights.TryAdd((snapshot.AccountId, night), snapshot.Id),
                $"the night of {night:O} has two snapshots");
        }
    }

    private void LetGo(AccountSnapshot snapshot)
    {
        var lastGood = _snapshots.Values
            .Where(one => one.AccountId == snapshot.AccountId && one.DeletedAt is null
                && _lastDrills.TryGetValue(one.Id, out var fault) && fault is null)
            .MaxBy(one => one.TakenAt);
        Demand(lastGood is not null && lastGood.Id != snapshot.Id, "the last snapshot that is good was let go");
        _snapshots[snapshot.Id] = snapshot;
        _counts.LetGo++;
    }

    private void SnapshotsEnd()
    {
        var nights = _periods.Values.SelectMany(ledger => ledger)
            .Where(row => row.Job.Job == JobNames.NightlySnapshot);
        foreach (var (account, night) in nights.Select(row => (row.Job.AccountId, row.Period.Day)))
            Demand(_nights.ContainsKey((account, night)), $"the night of {night:O} is closed without a snapshot");

        var drills = world.Database.Rows<SnapshotDrillRow>().Select(row => row.Drill).ToList();
        var alerts = world.Database.All<Alert>().Where(alert => alert.Kind == "snapshot-failed").ToList();
        foreach (var drill in drills.Where(drill => drill.Fault is not null))
        {
            Demand(
                alerts.Any(alert => alert.SubjectId == drill.SnapshotId),
                $"snapshot {drill.SnapshotId} failed its drill, and nobody is called");
        }

        var checks = world.Database.All<SnapshotCheck>().ToDictionary(check => check.SnapshotId);
        foreach (var snapshot in _owedDrills)
        {
            Demand(
                checks.TryGetValue(snapshot, out var check) && check.DueAt is null
                && (check.Drills > 0 || _snapshots[snapshot].DeletedAt is not null),
                $"a drill of {snapshot} was promised, and never done");
        }
    }
}
