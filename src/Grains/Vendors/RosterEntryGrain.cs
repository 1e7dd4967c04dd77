using System.Text.Json;
using Platform.Commits;
using Platform.Live;

namespace Platform.Vendors;

/// <summary>The only writer of one vendor's entry on one account's roster.</summary>
[GrainType("roster")]
internal sealed class RosterEntryGrain(
    [PersistentState("account_vendors", "platform")] IPersistentState<Stored<RosterEntry>> state, IReceipts receipts,
    TimeProvider clock)
    : Grain, IRosterEntryGrain
{
    private const string ExternalIdConstraint = "account_vendors_external_id_is_one_vendors";
    private const int Created = 201;
    private const int Changed = 200;

    private readonly Commit<RosterEntry> _commit = new(state);

    public Task<Snapshot<VersionedEntry?>> Find() =>
        Task.FromResult(new Snapshot<VersionedEntry?>(Current(), _commit.Position));

    public Task<Snapshot<VersionedEntry?>> FindAt(long position)
    {
        _commit.DemandPosition(position);
        return Find();
    }

    public async Task<RosterOutcome> Add(RosterCard card, Command command)
    {
        if (_commit.Committed is { } entry)
        {
            return entry.RequestHash == command.RequestHash
                ? new RosterOutcome(Current(), _commit.Position, null, IsReplayed: true)
                : RosterRefusal.OnRosterAlready;
        }

        var next = RosterRules.Add(this.GetPrimaryKeyString(), card, command.RequestHash, clock.GetUtcNow());
        return await Save(next, command, Created);
    }

    public async Task<RosterOutcome> Change(RosterCard card, long version, Command command)
    {
        var (next, refusal) = RosterRules.Change(
            _commit.Committed, _commit.Version, card, version, clock.GetUtcNow());
        // A repetition finds the entry changed by its own first try.
        if (next is null && await receipts.FindEarlier(command) is { } earlier)
            return Again(earlier, command);
        return next is null ? refusal!.Value : await Save(next, command, Changed);
    }

    public async Task<RosterOutcome> Accept(Command command)
    {
        if (_commit.Committed is not { } entry)
            return RosterRefusal.NotFound;
        return RosterRules.Accept(entry, clock.GetUtcNow()) is { } next
            ? await Save(next, command, Changed)
            : new RosterOutcome(Current(), _commit.Position, null, IsReplayed: true);
    }

    private RosterOutcome Again(Receipt? earlier, Command command) =>
        earlier?.IsOf(command) == true && _commit.Committed is not null
            ? new RosterOutcome(Current(), _commit.Position, null, IsReplayed: true)
            : RosterRefusal.KeyReused;

    private VersionedEntry? Current() =>
        _commit.Committed is { } entry ? new VersionedEntry(entry, _commit.Version) : null;

    private async Task<RosterOutcome> Save(RosterEntry next, Command command, int status)
    {
        var version = _commit.Version + 1;
        var body = JsonSerializer.Serialize(
            new VendorChanged(next.VendorId, VendorTables.Word(next.Card.Status), version),
            VendorJson.Default.VendorChanged);
        try
        {
            await _commit.Write(
                next, command, [new PendingEvent("vendor.changed", $"vendors/{next.VendorId:D}", body)],
                receipt: command.ReceiptOf(status, next.VendorId, version));
        }
        catch (CommitRefusedException refused) when (refused.Constraint == ExternalIdConstraint)
        {
            return RosterRefusal.ExternalIdTaken;
        }
        catch (DuplicateCommandException duplicate)
        {
            return Again(duplicate.Receipt, command);
        }

        return new RosterOutcome(Current(), _commit.Position, null);
    }
}
