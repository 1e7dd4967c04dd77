using System.Collections.Immutable;
using Platform.Commits;

namespace Platform.Orders;

/// <summary>How an order comes to be: at once, as a draft, or after the stock has answered.</summary>
internal sealed partial class OrderGrain
{
    private const int Created = 201;

    public async Task<OrderOutcome> Place(PlaceOrder order, Command command)
    {
        if (_commit.Committed is { } made)
            return await PlaceAgain(made, command);

        var now = Now;
        var problems = OrderPlacing.Problems(order, draft: null, now);
        if (!problems.IsEmpty)
            return Refuse(OrderRefusal.Invalid, problems);
        if (await FindUnknownItems(order, command.AccountId) is { IsEmpty: false } unknown)
            return await Execute(OrderPlacing.UnknownItems(order, unknown), command);

        var year = OrderPlacing.DayOf(now, order.Timezone).Year;
        var sequence = await numbers.NextAsync(year, CancellationToken.None);
        var decision = OrderPlacing.First(order, command.AccountId, Id, sequence, command.RequestHash, now);
        var outcome = await Execute(decision, command, Created);
        return decision.Next!.Reservation == ReservationState.Pending
            ? await FinishReservation(command.TraceId)
            : outcome;
    }

    // The grain's key follows from the command's key: it is the same command, or another request under its key.
    private async Task<OrderOutcome> PlaceAgain(OrderHead made, Command command)
    {
        if (!string.Equals(_details.RequestHash, command.RequestHash, StringComparison.Ordinal))
            return OrderRefusal.KeyReused;
        if (made is { Status: OrderStatus.Draft, Reservation: ReservationState.Pending })
            return await FinishReservation(command.TraceId);
        return IsOutOfStock(made)
            ? await RefuseOutOfStock()
            : new OrderOutcome { Order = _view, IsReplayed = true };
    }

    // An answer that never came leaves the draft waiting; due work asks again. The stock knows the order by its id, so
    // asking twice keeps once.
    private async Task<OrderOutcome> FinishReservation(string? traceId)
    {
        var draft = _commit.Committed!;
        var command =
            Command.BySystem(draft.AccountId, "orders.reserve", $"{draft.Id:N}/reserve/{draft.Entries}") with
            {
                TraceId = traceId,
            };
        var answer = await reservations.Reserve(draft.AccountId, draft.Id, OrderPlacing.ItemsOf(_lines));
        switch (answer)
        {
            case ReservationAnswer.Reserved:
                return await Execute(OrderPlacing.Reserved(draft, Now), command);
            case ReservationAnswer.OutOfStock:
                await Execute(OrderPlacing.OutOfStock(draft, Now), command);
                await SettleStock();
                return await RefuseOutOfStock();
            default:
                throw new InvalidOperationException($"The stock answered {answer}.");
        }
    }

    private async Task<ImmutableArray<Guid>> FindUnknownItems(PlaceOrder order, Guid accountId)
    {
        ImmutableArray<Guid> asked =
        [
            .. order.Lines.Where(line => line.ItemId is not null).Select(line => line.ItemId!.Value).Distinct().Order(),
        ];
        return asked.IsEmpty ? [] : await reservations.FindUnknown(accountId, order.ShopId, asked);
    }

    // After what was kept for it is given back: so none of it counts as missing.
    private async Task<OrderOutcome> RefuseOutOfStock()
    {
        var missing = await reservations.FindShort(_commit.Committed!.AccountId, OrderPlacing.ItemsOf(_lines));
        return Refuse(OrderRefusal.OutOfStock, OrderPlacing.Missing(_lines, missing));
    }

    private static bool IsOutOfStock(OrderHead head) =>
        head is { Status: OrderStatus.Expired, CancelReason: "out_of_stock" };
}
