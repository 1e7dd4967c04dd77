using Platform.Commits;
using Platform.Erasures;
using Platform.Ids;
using Platform.Images;

namespace Platform.Orders;

/// <summary>What happens to an order that exists.</summary>
internal sealed partial class OrderGrain
{
    public async Task<OrderOutcome> ChangeStatus(ChangeOrderStatus change, Command command)
    {
        if (_commit.Committed is not { } head)
            return OrderRefusal.Absent;

        var needsStock = OrderPlacing.NeedsStock(_lines);
        var decision = OrderPlacing.WithSelected(
            OrderRules.Move(head, _commit.Version, change, command.Actor, needsStock, Now), _details);
        var outcome = await Execute(decision, command);
        if (outcome.IsRefused)
            return outcome;
        if (outcome.IsReplayed && IsOutOfStock(_commit.Committed!) && IsPlacing(change, head.Kind))
            return await RefuseOutOfStock();
        if (_commit.Committed is { Status: OrderStatus.Draft, Reservation: ReservationState.Pending })
            return await FinishReservation(command.TraceId);
        return await SettleStock() ? outcome with { Order = _view } : outcome;
    }

    public async Task<OrderOutcome> Edit(EditDraft edit, Command command)
    {
        if (_commit.Committed is not { } head)
            return OrderRefusal.Absent;
        var problems = OrderPlacing.Problems(edit.Order, _details.RequestedTime, Now);
        if (!problems.IsEmpty)
            return Refuse(OrderRefusal.Invalid, problems);
        if (await FindUnknownItems(edit.Order, command.AccountId) is { IsEmpty: false } unknown)
            return await Execute(OrderPlacing.UnknownItems(edit.Order, unknown), command);
        return await Execute(
            OrderRules.Edit(head, _commit.Version, _details, _lines, edit, Now), command);
    }

    public async Task<OrderOutcome> Reopen(ReopenOrder reopen, Command command)
    {
        if (_commit.Committed is null)
            return OrderRefusal.Absent;

        // What its end owes the stock is settled first; a part of it may have been.
        var read = _commit.Version;
        if (await SettleStock() && reopen.ExpectedVersion == read)
            reopen = reopen with { ExpectedVersion = _commit.Version };
        return await Execute(OrderRules.Reopen(_commit.Committed, _commit.Version, reopen, Now), command);
    }

    public Task<OrderOutcome> AddNote(AddOrderNote note, Command command) =>
        _commit.Committed is { } head
            ? Execute(OrderRules.AddNote(head, _commit.Version, note, Now), command)
            : Task.FromResult<OrderOutcome>(OrderRefusal.Absent);

    public Task<OrderOutcome> RecordPayment(RecordPayment payment, Command command) =>
        _commit.Committed is { } head
            ? Execute(PaymentRules.Record(head, _commit.Version, payment, Now), command)
            : Task.FromResult<OrderOutcome>(OrderRefusal.Absent);

    public async Task<OrderOutcome> ErasePerson(string reason, Command command)
    {
        if (_commit.Committed is not { } head)
            return OrderRefusal.Absent;

        return await Execute(
            OrderErasing.Erase(head, _details, _noted, await HasPicturesAgain(head), reason, Now), command);
    }

    public Task<OrderOutcome> Rate(RateOrder rate, Command command) =>
        _commit.Committed is { } head
            ? Execute(OrderRatings.Rate(head, _details, rate, Now), command)
            : Task.FromResult<OrderOutcome>(OrderRefusal.Absent);

    public Task<OwedErasure?> FindErasure() =>
        Task.FromResult(_commit.Committed is { } head ? OrderErasing.Owed(head) : null);

    public async Task FinishErasure(int erasedEntry, Command command)
    {
        if (_commit.Committed is { } head)
            await Execute(OrderErasing.Finish(head, erasedEntry, Now), command);
    }

    public async Task WakeWhenDue()
    {
        if (_commit.Committed is not { } head)
            return;
        if (head is { Status: OrderStatus.Draft, Reservation: ReservationState.Pending })
        {
            if (head.DueAt <= Now)
                await FinishReservation(traceId: null);
            return;
        }

        if (await SettleStock())
            return;
        var decision = OrderRules.Due(head, Now);
        if (decision.Next is null)
            return;
        await Execute(decision, Command.BySystem(head.AccountId, "orders.due", $"{head.Id:N}/due/{head.Entries}"));
        await SettleStock();
    }

    // None is taken after an erasure; what came when some still were goes with the next one.
    private async Task<bool> HasPicturesAgain(OrderHead head)
    {
        if (head.Erasure is not { State: ErasureState.Done })
            return false;
        var album = GrainFactory.GetGrain<IOrderAlbumGrain>(GrainKey.Of(head.AccountId, head.Id));
        return !(await album.Find()).Value.IsEmpty;
    }

    private static bool IsPlacing(ChangeOrderStatus change, OrderKind kind) =>
        OrderWords.TryReadStatus(change.Asked, kind) == OrderLifecycle.Placed(kind);

    // Gives back what is kept for an order that ended, or takes out what went with the goods, then remembers that it
    // did.
    private async Task<bool> SettleStock()
    {
        var head = _commit.Committed!;
        if (OrderRules.StockOwed(head) is not { } settled)
            return false;

        var items = OrderPlacing.ItemsOf(_lines);
        if (settled == ReservationState.Released)
            await reservations.Release(head.AccountId, head.Id, items);
        else
            await reservations.Commit(head.AccountId, head.Id, items);
        var next = OrderDecision.To(head with { Reservation = settled, DueAt = null }, happened: "");
        await Execute(next, new Command(head.AccountId, Actor.System, "orders.settle-stock"));
        return true;
    }
}
