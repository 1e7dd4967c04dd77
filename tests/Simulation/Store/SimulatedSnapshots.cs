using System.Collections.Immutable;
using Npgsql;
using Platform.Backups;
using Platform.Embedded;
using Platform.Live;
using Platform.Orders;
using Platform.Storage;

namespace Platform.Simulation;

/// <summary>Snapshots of the simulated database: seen in one moment, then written to the disk in two steps, each of
/// which may fail or be the last thing that the process did.</summary>
internal sealed class SimulatedSnapshots(
    SimulatedDatabase database, SimulatedFolder folder, StoreLine line, SimulatedProcess process, Random dice)
    : ISnapshotStore, ISnapshotReader
{
    /// <summary>One drill in so many finds a file that the disk has spoiled.</summary>
    private const int SpoiledEvery = 8;

    private bool _isTaking;

    public async Task<AccountSnapshot?> TakeAsync(SnapshotOrder order, CancellationToken cancellationToken)
    {
        if (_isTaking && order.Cause == SnapshotCause.Nightly)
            return null;
        _isTaking = true;
        try
        {
            var snapshot = await Read("store shows an account", () => See(order));
            await Write("disk writes a file", () => folder.Add(snapshot));
            await Write("disk writes a manifest", () => folder.Finish(snapshot));
            return snapshot;
        }
        finally
        {
            _isTaking = false;
        }
    }

    public Task<SnapshotDrill> DrillAsync(
        AccountSnapshot snapshot, string actor, IProgress<double>? progress, CancellationToken cancellationToken) =>
        Read("store restores a snapshot", () =>
        {
            var fault = !folder.IsWhole(snapshot) ? DrillFault.Missing
                : dice.Next(SpoiledEvery) == 0 ? DrillFault.Damaged
                : (DrillFault?)null;
            var now = process.Time.GetUtcNow();
            return new SnapshotDrill(
                folder.NewId(), snapshot.Id, actor, now, now, fault is null ? snapshot.Rows : 0, fault,
                fault is null ? null : $"It is {SnapshotWords.Of(fault.Value)}.");
        });

    public Task<Snapshot<IReadOnlyList<KnownSnapshot>>> ListAsync(
        Guid accountId, DateOnly? night, bool isKept, SnapshotCursor? before, int limit,
        CancellationToken cancellationToken) =>
        Read("store lists snapshots", () => new Snapshot<IReadOnlyList<KnownSnapshot>>(
            [
                .. Snapshots(accountId).Where(one => !isKept || one.DeletedAt is null)
                    .OrderByDescending(one => one.TakenAt).Select(Known).Take(limit),
            ],
            database.Log.Count));

    public Task<Snapshot<KnownSnapshot?>> FindAsync(
        Guid accountId, Guid id, CancellationToken cancellationToken) =>
        Read("store finds a snapshot", () => new Snapshot<KnownSnapshot?>(
            Snapshots(accountId).Where(one => one.Id == id).Select(Known).FirstOrDefault(), database.Log.Count));

    public Task<IReadOnlyList<SnapshotDrill>> DrillsAsync(
        Guid accountId, Guid id, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Nobody looks at lists in a simulation.");

    private IEnumerable<AccountSnapshot> Snapshots(Guid accountId) => database.Rows<SnapshotRow>()
        .Select(row => row.Snapshot).Where(snapshot => snapshot.AccountId == accountId);

    private KnownSnapshot Known(AccountSnapshot snapshot) => new(snapshot, database.Rows<SnapshotDrillRow>()
        .Select(row => row.Drill).Where(drill => drill.SnapshotId == snapshot.Id).MaxBy(drill => drill.FinishedAt));

    private AccountSnapshot See(SnapshotOrder order)
    {
        ImmutableArray<TableCount> tables =
        [
            new("events", database.Log.LongCount(entry => entry.AccountId == order.AccountId)),
            new("orders", database.All<OrderHead>().LongCount(head => head.AccountId == order.AccountId)),
        ];
        var id = folder.NewId();
        return new(
            id, order.AccountId, order.Cause, order.FirstPeriod, order.LastPeriod, process.Time.GetUtcNow(),
            database.Log.Count, Format: 1, Schema: 1, tables.Sum(table => table.Rows), Bytes: 1, "", $"{id:N}", tables);
    }

    private Task<T> Read<T>(string what, Func<T> work) => Failures.TranslateAsync(() => line.Read(what, work));

    private async Task Write(string what, Action work)
    {
        try
        {
            await line.Write(what, () =>
            {
                work();
                return true;
            });
        }
        catch (NpgsqlException failure)
        {
            throw new IOException("The disk does not answer.", failure);
        }
    }
}
