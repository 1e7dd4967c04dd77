using Orleans.Storage;
using Platform.Commits;
using Platform.DueWork;
using Platform.Ids;

namespace Platform.Stock;

/// <summary>The only writer of one item. Commands interleave: the group decides together what comes together.</summary>
[GrainType(Type)]
internal sealed class StockItemGrain(
    [PersistentState("stock_items", "platform")] IPersistentState<Stored<StockHead>> state, IStockRows rows,
    IReceipts receipts, TimeProvider clock)
    : Grain, IStockItemGrain, IDueGrain
{
    /// <summary>Part of what the database keeps: never changes.</summary>
    public const string Type = "stock-item";

    // The database refuses to open again what has ended: a reservation that was asked for before, and given back.
    private const string EndsOnce = "stock_reservations_end_once";
    private const string SkuUnique = "stock_items_sku_unique";
    private const int Done = 200;
    private const int Made = 201;

    private readonly Commit<StockHead> _commit = new(state);
    private CommandGroup<StockHead, StockBook, StockOutcome> _group = null!; // Loaded by OnActivateAsync.

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var head = _commit.Committed;
        var active = head is null ? [] : await rows.ActiveAsync(head.AccountId, head.Id, cancellationToken);
        _group = new(_commit, StockBook.Of(head, active), book => book.Head!);
    }

    public Task<StockItem?> Find() =>
        Task.FromResult(_group.Committed.Head is { } head ? View(head, _commit.Version) : null);

    public async Task<StockOutcome> Create(ItemDetails details, long onHand, Command command)
    {
        var key = this.GetPrimaryKeyString();
        var outcome = await Execute(command, Made, (book, _, now) => book.Head is null
            ? StockRules.Create(
                GrainKey.AccountOf(key)!.Value, GrainKey.IdOf(key), details, onHand, command.RequestHash, now)
            : StockDecision.Repeat);

        // The grain's key follows from the command's key: it is the same command, or another request under its key.
        return !outcome.IsReplayed || _group.Committed.Head!.RequestHash == command.RequestHash
            ? outcome
            : new StockOutcome { Refusal = StockRefusal.KeyReused };
    }

    public Task<StockOutcome> Change(ItemDetails details, long? version, Command command) =>
        Execute(command, Done, (book, standing, now) => StockRules.Change(book, standing, details, version, now));

    public Task<StockOutcome> Adjust(AdjustStock adjust, Command command) =>
        Execute(command, Done, (book, standing, now) => StockRules.Adjust(book, standing, adjust, now));

    public async Task<StockOutcome> Reserve(ReserveStock reserve, Command command)
    {
        StockOutcome outcome;
        try
        {
            outcome = await Execute(command, Done, (book, _, now) => StockRules.Reserve(book, reserve, now));
            if (outcome.IsReplayed && await receipts.FindEarlier(command) is { } first && !first.IsOf(command))
                return new StockOutcome { Refusal = StockRefusal.KeyReused };
        }
        catch (CommitRefusedException refused) when (refused.Constraint == EndsOnce)
        {
            // Its own reservation may be the one that has ended since its first try.
            outcome = await receipts.FindEarlier(command) is { } earlier
                ? Answer(earlier, command)
                : new StockOutcome { Refusal = StockRefusal.ReservationEnded };
        }

        return outcome.IsRefused ? outcome : outcome with
        {
            Reservation = _group.Committed.Active.TryGetValue(reserve.OwnerId, out var active)
                ? active
                : await rows.FindAsync(
                    outcome.Item.AccountId, outcome.Item.Id, reserve.OwnerId, CancellationToken.None),
        };
    }

    public async Task<StockOutcome> Release(Guid ownerId, Command command)
    {
        if (_group.Committed.Head is not { } head)
            return new StockOutcome { Refusal = StockRefusal.Absent };
        while (true)
        {
            var (released, known) = await End(
                head, ownerId, command, (book, _, now) => StockRules.Release(book, ownerId, now));
            if (!released.IsReplayed || known is { Status: not ReservationStatus.Committed })
                return released;

            try
            {
                return await Execute(command, Done, (book, _, now) => known is null
                    ? StockRules.Bar(book, ownerId, now)
                    : StockRules.Return(book, known, now));
            }
            catch (CommitRefusedException refused) when (refused.Constraint == EndsOnce)
            {
                // Somebody else came in between. A reservation goes on only to its end, so this ends as well.
                continue;
            }
        }
    }

    public async Task<StockOutcome> Commit(Guid ownerId, Command command)
    {
        if (_group.Committed.Head is not { } head)
            return new StockOutcome { Refusal = StockRefusal.Absent };
        var (taken, known) = await End(
            head, ownerId, command, (book, _, now) => StockRules.Commit(book, ownerId, now));
        if (!taken.IsReplayed)
            return taken;

        return known?.Status switch
        {
            ReservationStatus.Committed => taken,
            null => taken with { Refusal = StockRefusal.NoReservation },
            _ => taken with { Refusal = StockRefusal.ReservationEnded },
        };
    }

    public async Task WakeWhenDue()
    {
        if (_group.Committed.Head is { DueAt: not null } head)
        {
            await Execute(
                new Command(head.AccountId, Actor.System, "stock.expire"), Done,
                (book, _, now) => StockRules.Expire(book, now));
        }
    }

    // Ends an owner's reservation, or tells how it had ended; null when he never had one. That this activation knows of
    // none proves nothing while another one may live: what says "there is none" without a write is asked of the rows.
    private async Task<(StockOutcome Outcome, StockReservation? Known)> End(
        StockHead head, Guid ownerId, Command command, Func<StockBook, long, DateTimeOffset, StockDecision> decide)
    {
        for (var isSecond = false; ; isSecond = true)
        {
            var outcome = await Execute(command, Done, decide);
            if (!outcome.IsReplayed)
                return (outcome, null);
            var known = await rows.FindAsync(head.AccountId, head.Id, ownerId, CancellationToken.None);
            if (known is not { Status: ReservationStatus.Active })
                return (outcome, known);

            // The first time it may have been promised in between.
            if (isSecond)
            {
                throw new InconsistentStateException(
                    $"Item {head.Id} is promised to {ownerId}, and this activation knows nothing of it.");
            }
        }
    }

    private async Task<StockOutcome> Execute(
        Command command, int status, Func<StockBook, long, DateTimeOffset, StockDecision> decide)
    {
        try
        {
            var outcome = await _group.Execute(
                command, (book, versions) => Step(book, decide(book, versions.Standing, clock.GetUtcNow()), versions));
            // A repeated command may look wrong by now: the item has moved on since its first try.
            if (outcome.IsRefused && await receipts.FindEarlier(command) is { } earlier)
                return Answer(earlier, command);
            return outcome.Item is { } item
                ? outcome with { Item = item with { Position = _commit.Position } }
                : outcome;
        }
        catch (DuplicateCommandException duplicate)
        {
            return Answer(duplicate.Receipt, command);
        }
        catch (CommitRefusedException refused) when (refused.Constraint == SkuUnique)
        {
            return new StockOutcome { Refusal = StockRefusal.SkuTaken };
        }

        GroupStep<StockBook, StockOutcome> Step(StockBook book, StockDecision decision, GroupVersions versions)
        {
            if (decision.Next is not { Head: { } head } next)
            {
                return new(null, new StockOutcome
                {
                    Item = book.Head is { } standing ? View(standing, versions.Standing) : null,
                    Refusal = decision.Refusal,
                    IsReplayed = decision.Refusal is null,
                });
            }

            return new(
                next, new StockOutcome { Item = View(head, versions.Written) },
                StockEvents.Of(book.Head, decision, versions.Written),
                [
                    .. decision.Changes.Select(change => (IRow)new StockMovementRow(
                        head.AccountId, head.Id, change, head.UpdatedAt, command.Actor.ToString())),
                    .. decision.Reservations.Select(one => new StockReservationRow(
                        head.AccountId, head.Id, one,
                        one.Status == ReservationStatus.Active ? null : head.UpdatedAt)),
                ],
                command.ReceiptOf(status, head.Id, versions.Written));
        }
    }

    private StockOutcome Answer(Receipt? earlier, Command command) =>
        earlier?.IsOf(command) == true && _group.Committed.Head is { } head && head.Id == earlier.SubjectId
            ? new StockOutcome { Item = View(head, _commit.Version), IsReplayed = true }
            : new StockOutcome { Refusal = StockRefusal.KeyReused };

    private StockItem View(StockHead head, long version) => new()
    {
        Id = head.Id,
        AccountId = head.AccountId,
        Details = head.Details,
        OnHand = head.OnHand,
        Reserved = head.Reserved,
        IsLow = head.IsLow,
        CreatedAt = head.CreatedAt,
        UpdatedAt = head.UpdatedAt,
        Version = version,
        Position = _commit.Position,
    };
}
