using System.Text.Json;
using Platform.Commits;
using Platform.DueWork;
using Platform.Ids;

namespace Platform.Backups;

/// <summary>Does the drills that somebody asks for. That one is owed stands in the row, so a crash forgets
/// none.</summary>
[GrainType(Type)]
internal sealed class SnapshotGrain(
    [PersistentState("snapshot_checks", "platform")] IPersistentState<Stored<SnapshotCheck>> state,
    ISnapshotStore store, ISnapshotReader reader, IReceipts receipts, TimeProvider clock)
    : Grain, ISnapshotGrain, IDueGrain
{
    /// <summary>Part of what the database keeps: never changes.</summary>
    public const string Type = "snapshot";

    private const int Accepted = 202;

    private readonly Commit<SnapshotCheck> _commit = new(state);
    private readonly DrillProgress _progress = new();

    public Task<SnapshotCheckView?> Find() => Task.FromResult(
        _commit.Committed is { DueAt: not null } check
            ? new SnapshotCheckView(check.AskedBy, check.AskedAt, _progress.Value)
            : null);

    public async Task<SnapshotCheckOutcome> Verify(Command command)
    {
        if (await receipts.FindEarlier(command) is { } earlier)
            return Answer(earlier, command);
        var found = await reader.FindAsync(Account, Id, CancellationToken.None);
        if (found.Value is not { } known)
            return SnapshotRefusal.NotFound;
        if (known.Snapshot.DeletedAt is not null)
            return SnapshotRefusal.Deleted;
        try
        {
            await _commit.Write(
                Asked(command), command, [], receipt: command.ReceiptOf(Accepted, Id, _commit.Version + 1));
            return new(Refusal: null);
        }
        catch (DuplicateCommandException duplicate)
        {
            return Answer(duplicate.Receipt, command);
        }
    }

    public async Task WakeWhenDue()
    {
        if (_commit.Committed is not { DueAt: { } dueAt } check || dueAt > clock.GetUtcNow())
            return;
        var command = new Command(Account, check.AskedBy, "snapshots.drill");
        var known = (await reader.FindAsync(Account, Id, CancellationToken.None)).Value;
        if (known is not { Snapshot: { DeletedAt: null } snapshot })
        {
            await _commit.Write(check with { DueAt = null }, command, []); // It was let go meanwhile.
            return;
        }

        try
        {
            var drill = await store.DrillAsync(snapshot, check.AskedBy.ToString(), _progress, CancellationToken.None);
            await GrainFactory.Tell(snapshot, drill);
            var body = new SnapshotDrilled(
                Id, drill.Fault is { } fault ? SnapshotWords.Of(fault) : null, _commit.Version + 1);
            await _commit.Write(
                check with { DueAt = null, Drills = check.Drills + 1 }, command,
                [new("snapshot.drilled", $"snapshots/{Id:D}", JsonSerializer.Serialize(
                    body, SnapshotCheckJson.Default.SnapshotDrilled))],
                [new SnapshotDrillRow(Account, drill)]);
        }
        finally
        {
            _progress.Value = null;
        }
    }

    private Guid Account => GrainKey.AccountOf(this.GetPrimaryKeyString())!.Value;

    private Guid Id => GrainKey.IdOf(this.GetPrimaryKeyString());

    private SnapshotCheck Asked(Command command)
    {
        var now = clock.GetUtcNow();
        return _commit.Committed switch
        {
            null => new() { SnapshotId = Id, AccountId = Account, AskedBy = command.Actor, AskedAt = now, DueAt = now },
            { DueAt: not null } waiting => waiting,
            var done => done with { AskedBy = command.Actor, AskedAt = now, DueAt = now },
        };
    }

    private static SnapshotCheckOutcome Answer(Receipt? earlier, Command command) =>
        earlier is not null && !earlier.IsOf(command)
            ? SnapshotRefusal.KeyReused
            : new SnapshotCheckOutcome(Refusal: null, IsReplayed: true);

    // Told from the thread that reads the file, asked from the grain's.
    private sealed class DrillProgress : IProgress<double>
    {
        private double _value = double.NaN;

        public double? Value
        {
            get => Volatile.Read(ref _value) is var value && double.IsNaN(value) ? null : value;
            set => Volatile.Write(ref _value, value ?? double.NaN);
        }

        public void Report(double value) => Value = value;
    }
}
