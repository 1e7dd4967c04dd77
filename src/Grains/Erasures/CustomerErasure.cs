using Platform.Calls;
using Platform.Commits;
using Platform.Consumers;
using Platform.Customers;
using Platform.Ids;
using Platform.Live;
using Platform.Orders;

namespace Platform.Erasures;

/// <summary>Takes a customer out of all their orders and calls. From the log, a few at a time: each step asks for the
/// next, so that it goes on after whatever stopped it, and what was erased is not found again.</summary>
internal sealed class CustomerErasure(IGrainFactory grains, ICustomerTraces traces) : IGrainEffect
{
    // Together well within the time that an event has.
    private const int AtOnceMax = 20;

    public string Name => "customer-erasure";

    public bool Concerns(LogEntry entry) =>
        entry.AccountId is not null && entry.Kind is CustomerEvents.PersonErased or CustomerEvents.ErasureWentOn;

    public async Task Apply(LogEntry entry, CancellationToken cancellationToken)
    {
        var account = entry.AccountId!.Value;
        var id = Guid.Parse(entry.Subject.AsSpan(entry.Subject.IndexOf('/') + 1));
        var grain = grains.GetGrain<ICustomerGrain>(GrainKey.Of(account, id));
        var customer = (await grain.FindAt(entry.Position)).Customer;
        if (customer is not { ErasingPhone: { } phone, Erasure.Reason: { } reason })
            return;

        var found = await traces.FindAsync(account, phone, AtOnceMax, cancellationToken);
        foreach (var order in found.OrderIds)
        {
            await grains.GetGrain<IOrderGrain>(GrainKey.Of(account, order))
                .ErasePerson(reason, Command("orders.erase-person"));
        }

        foreach (var call in found.CallIds)
        {
            await grains.GetGrain<ICallSessionGrain>(GrainKey.Of(account, call))
                .ErasePerson(reason, Command("calls.erase-person"));
        }

        var isDone = found.OrderIds.Count == 0 && found.CallIds.Count == 0;
        await grain.ErasureWentOn(isDone, Command("customers.erase-person"));

        Command Command(string operation) => new(account, Actor.System, operation);
    }
}
