using Microsoft.Extensions.Logging;
using Platform.Commits;
using Platform.DueWork;
using Platform.Ids;
using Platform.Orders;
using Platform.Shops;

namespace Platform.Dispatch;

/// <summary>The only one who looks for a vendor for one order. It keeps when to look next, and no more: each look
/// starts from what the order says, so that one which was cut off is simply done again.</summary>
[GrainType(Type)]
internal sealed partial class DispatchGrain(
    [PersistentState("dispatches", "platform")] IPersistentState<Stored<DispatchState>> state,
    ICandidateReader candidates, IGeocoder geocoder, IReceipts receipts, DispatchOptions options, TimeProvider clock,
    ILogger<DispatchGrain> logger)
    : Grain, IDispatchGrain, IDueGrain
{
    /// <summary>Part of what the database keeps: never changes.</summary>
    public const string Type = "dispatch";

    private const int Ok = 200;

    private readonly Commit<DispatchState> _commit = new(state);

    public async Task<OrderOutcome> Start(StartDispatch start, Command command)
    {
        if (await Order.Find() is not { } order)
            return OrderRefusal.Absent;
        // A repetition finds the order moved on by its own first try.
        if (await receipts.FindEarlier(command) is { } earlier)
        {
            return earlier.IsOf(command)
                ? new OrderOutcome { Order = order, IsReplayed = true }
                : OrderRefusal.KeyReused;
        }

        if (start.ExpectedVersion is { } expected && expected != order.Version)
            return OrderRefusal.VersionMismatch;
        if (order is not { Kind: OrderKind.Service, Status: OrderStatus.New })
            return Illegal(order);
        if (start.VendorId is { } chosen && !await TakesOrders(chosen))
            return NoVendor();
        if (start.Reason is { } reason)
            await Order.AddNote(new AddOrderNote(reason), command with { Operation = $"{command.Operation}/note" });

        await Begin(start.VendorId, command, command.ReceiptOf(Ok, OrderId, order.Version));
        await Look();
        return (await Order.Find())!;
    }

    public async Task<OrderOutcome> Reassign(StartDispatch start, Command command)
    {
        if (start.VendorId is { } chosen && !await TakesOrders(chosen))
            return NoVendor();
        if (await Order.Find() is { Kind: OrderKind.Product } goods)
            return Illegal(goods);

        var back = await Order.ChangeStatus(
            new ChangeOrderStatus(OrderWords.Of(OrderStatus.New), start.ExpectedVersion, Note: start.Reason), command);
        if (back.IsRefused)
            return back;
        await Begin(start.VendorId, By("reassign") with { Actor = command.Actor });
        await Look();
        return back with { Order = (await Order.Find())! };
    }

    public async Task Opened(long position, DateTimeOffset at)
    {
        if (_commit.Committed?.Position >= position
            || await Order.FindAt(position) is not { Kind: OrderKind.Service } order)
        {
            return;
        }

        // Who ever dispatched this order, or chose vendors for it, wants it dispatched; otherwise the shop has to have
        // somebody to ask.
        var isWanted = _commit.Committed is not null
            || !order.SelectedVendors.IsEmpty
            || (order.ShopId is not null && await candidates.HasVendorsAsync(AccountId, CancellationToken.None));
        if (!isWanted || at + options.StaleAfter < clock.GetUtcNow() || order.Status != OrderStatus.New)
            return;

        await Begin(_commit.Committed?.Chosen, By("opened"), position: position);
        await Look();
    }

    public async Task Answered()
    {
        if (_commit.Committed?.Phase == DispatchPhase.Looking)
            await Look();
    }

    public async Task WakeWhenDue()
    {
        if (_commit.Committed?.DueAt <= clock.GetUtcNow())
            await Look();
    }

    private IOrderGrain Order => GrainFactory.GetGrain<IOrderGrain>(this.GetPrimaryKeyString());

    private Guid OrderId => GrainKey.IdOf(this.GetPrimaryKeyString());

    private Guid AccountId => GrainKey.AccountOf(this.GetPrimaryKeyString())!.Value;

    // Written before the first look: from here on due work sees to it, whatever happens to this process.
    private async Task Begin(Guid? chosen, Command command, Receipt? receipt = null, long position = 0)
    {
        var offers = (await Order.Offers()).Value;
        var before = _commit.Committed ?? new DispatchState { OrderId = OrderId, AccountId = AccountId };
        var next = DispatchRules.Begin(before, offers, chosen, clock.GetUtcNow());
        await _commit.Write(
            next with { Position = Math.Max(position, before.Position) }, command, [], receipt: receipt);
    }

    private async Task Save(DispatchState next, string why)
    {
        if (next != _commit.Committed)
            await _commit.Write(next, By(why), []);
    }

    private Command By(string why, string? key = null) => key is null
        ? new(AccountId, Actor.System, $"dispatch.{why}")
        : Command.BySystem(AccountId, $"dispatch.{why}", key);

    private static OrderOutcome Illegal(Order order) => new()
    {
        Refusal = OrderRefusal.IllegalTransition,
        Current = order.Status,
        Allowed = order.Allowed,
    };

    private static OrderOutcome NoVendor() => new()
    {
        Refusal = OrderRefusal.Invalid,
        Problems = [new("/vendor_id", "is no approved vendor of this account who has accepted its invitation")],
    };
}
