using Platform.Calls;
using Platform.Commits;
using Platform.Consumers;
using Platform.Customers;
using Platform.Ids;
using Platform.Images;
using Platform.Invoices;
using Platform.Live;
using Platform.Orders;

namespace Platform.Erasures;

/// <summary>Takes a person who was erased from an order out of all that hangs on it: the pictures, the invoice's names,
/// the call it came from, the customer record. From the log, so that every step happens whatever stops in between;
/// doing one twice does nothing.</summary>
internal sealed class PersonErasure(IGrainFactory grains, IInvoiceNames invoices, TimeProvider clock) : IGrainEffect
{
    public string Name => "person-erasure";

    public bool Concerns(LogEntry entry) => entry.AccountId is not null && entry.Kind == OrderEvents.PersonErased;

    public async Task Apply(LogEntry entry, CancellationToken cancellationToken)
    {
        var account = entry.AccountId!.Value;
        var id = Guid.Parse(entry.Subject.AsSpan(entry.Subject.IndexOf('/') + 1));
        var order = grains.GetGrain<IOrderGrain>(GrainKey.Of(account, id));
        await grains.GetGrain<IOrderAlbumGrain>(GrainKey.Of(account, id)).Erase(Command("images.erase"));
        await invoices.EraseAsync(account, id, clock.GetUtcNow(), cancellationToken);
        await order.FindAt(entry.Position); // The person is erased there, whichever activation answers.
        if (await order.FindErasure() is not { } owed)
            return;

        // The call first: it may still be noting the customer, and it answers when it no longer is.
        if (owed.CallId is { } call)
            await EraseCall(grains.GetGrain<ICallSessionGrain>(GrainKey.Of(account, call)), owed.Reason);
        if (owed.CustomerId is { } customer)
            await grains.GetGrain<ICustomerGrain>(GrainKey.Of(account, customer)).Erase(Command("customers.erase"));

        await order.FinishErasure(owed.Entry, Command("orders.finish-erasure"));

        async Task EraseCall(ICallSessionGrain call, string reason)
        {
            var outcome = await call.ErasePerson(reason, Command("calls.erase-person"));
            if (outcome.View?.Call.Erasure?.State == ErasureState.Running)
                throw new StorageUnavailableException("The call's erasure waits for the database.");
        }

        Command Command(string operation) => new(account, Actor.System, operation);
    }
}
