using Platform.Commits;
using Platform.Conversation;
using Platform.Customers;
using Platform.Ids;
using Platform.Orders;
using Platform.Shops;

namespace Platform.Calls;

/// <summary>What a call owes to others. It is in the call's state before it is tried, and stays there until it is known
/// to be done; every try has the same command id, so it happens once.</summary>
internal sealed partial class CallSessionGrain
{
    private static readonly TimeSpan GeocodingPatience = TimeSpan.FromSeconds(2);

    public async Task WakeWhenDue()
    {
        if (_commit.Committed is not { } call)
            return;

        var command = Command.BySystem(call.AccountId, "calls.wake", $"{call.Id:N}/wake");
        if (CallRules.IsForgotten(call, clock.GetUtcNow()))
            await Save(CallRules.Forget(call, clock.GetUtcNow()), command, [], []);
        if (_commit.Committed is { } waiting && CallRules.IsHeardOut(waiting, clock.GetUtcNow()))
            await Leave(waiting.RelayNo, command);
        await DoWork(command, asked: null);
    }

    private async Task DoWork(Command command, CallBackReason? asked)
    {
        // An order that is refused leaves a task behind, so there can be a second round; never a third.
        for (var round = 0; round < 2; round++)
        {
            switch (_commit.Committed?.Work)
            {
                case CallWork.PlaceOrder:
                    await Try(() => PlaceOrder(_commit.Committed, command));
                    break;
                case CallWork.OpenTask:
                    await Try(() => OpenTask(_commit.Committed, asked, command));
                    break;
                case CallWork.ErasePerson:
                    await Try(() => EraseElsewhere(_commit.Committed));
                    break;
                case null:
                    return;
            }
        }
    }

    // The caller is on the line: a part that does not answer now is tried again when the call is due. A conflict about
    // this call's own row escapes, since only a fresh activation can go on.
    private async Task Try(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is StorageUnavailableException or TimeoutException)
        {
            LogWorkPostponed(_commit.Committed!.Id, _commit.Committed.Work, e.GetType().Name);
        }
    }

    private async Task PlaceOrder(Call call, Command command)
    {
        var shop = await GrainFactory.GetGrain<IShopGrain>(GrainKey.Of(call.AccountId, call.ShopId)).Find();
        var draft = call.Talk!.Draft;
        var place = await Locate(draft);
        var order = CallOrder.Of(call, draft, shop.Value?.Shop.Details, place);
        var orderId = CallId.OrderOf(call.Id);
        OrderOutcome outcome;
        try
        {
            outcome = await GrainFactory.GetGrain<IOrderGrain>(GrainKey.Of(call.AccountId, orderId))
                .Place(order, PlaceCommand(call, command.TraceId));
        }
        catch (CommitRefusedException refused)
        {
            // It would be refused for ever: a person has to see to it.
            LogOrderNotStored(call.Id, refused.Constraint);
            await Save(CallRules.NotPlaced(call, clock.GetUtcNow()), command, [], []);
            return;
        }

        if (outcome.IsRefused)
        {
            LogOrderRefused(call.Id, outcome.Refusal.Value);
            await Save(CallRules.NotPlaced(call, clock.GetUtcNow()), command, [], []);
            return;
        }

        var customerId = await NoteCustomer(call, outcome.Order, command.TraceId);
        await Save(CallRules.Placed(call, outcome.Order.Number, customerId, clock.GetUtcNow()), command, [], []);
    }

    private async Task<Guid?> NoteCustomer(Call call, Order order, string? traceId)
    {
        if (order.Customer.Phone is not { } phone)
            return null;

        var customerId = Customer.IdOf(call.AccountId, phone);
        await GrainFactory.GetGrain<ICustomerGrain>(GrainKey.Of(call.AccountId, customerId)).Ordered(
            phone, order.Customer.Name, order.Customer.Email, order.Id, PlaceCommand(call, traceId));
        return customerId;
    }

    private async Task OpenTask(Call call, CallBackReason? asked, Command command)
    {
        var task = CallRules.TaskOf(call, asked, clock.GetUtcNow());
        await GrainFactory.GetGrain<ICallTaskGrain>(GrainKey.Of(call.AccountId, task.Id)).Open(
            task, new Command(call.AccountId, new Actor(ActorKind.Call, call.Id.ToString("N")), "tasks.open"));
        await Save(CallRules.TaskOpened(call, clock.GetUtcNow()), command, [], []);
    }

    private async Task<Place?> Locate(Draft draft)
    {
        if (draft.Address is not { } address)
            return null;

        using var patience = new CancellationTokenSource(GeocodingPatience, clock);
        return await geocoder.LocateAsync(
            new PlaceQuery(
                address.Line1 ?? address.Raw, address.City, address.State, address.PostalCode, address.Country),
            patience.Token);
    }

    private static Command PlaceCommand(Call call, string? traceId) => new(
        call.AccountId, new Actor(ActorKind.Call, call.Id.ToString("N")), "orders.place", $"{call.Id:N}/place",
        TraceId: traceId);
}
