using Platform.Commits;
using Platform.Erasures;

namespace Platform.Customers;

/// <summary>The only writer of one customer.</summary>
[GrainType("customer")]
internal sealed class CustomerGrain(
    [PersistentState("customers", "platform")] IPersistentState<Stored<Customer>> state, IReceipts receipts,
    TimeProvider clock)
    : Grain, ICustomerGrain
{
    private const int Done = 200;

    private readonly Commit<Customer> _commit = new(state);

    public Task<Customer?> Find() => Task.FromResult(_commit.Committed);

    public async Task Ordered(string phone, string? name, string? email, Guid orderId, Command command)
    {
        var next = CustomerRules.Ordered(
            this.GetPrimaryKeyString(), _commit.Committed, phone, name, email, orderId, clock.GetUtcNow());
        if (next == _commit.Committed)
            return;
        try
        {
            await _commit.Write(next, command, [], receipt: ReceiptOf(orderId, command));
        }
        catch (DuplicateCommandException)
        {
            // Counted before, and the customer has ordered something else since.
        }
    }

    public async Task Erase(Command command)
    {
        if (_commit.Committed is { ErasedAt: null } customer)
            await _commit.Write(CustomerRules.Erase(customer, clock.GetUtcNow()), command, []);
    }

    public Task<KnownCustomer> FindAt(long position)
    {
        _commit.DemandPosition(position);
        return Task.FromResult(new KnownCustomer(_commit.Committed, _commit.Version, _commit.Position));
    }

    public async Task<CustomerErasureOutcome> ErasePerson(string? phone, string reason, Command command)
    {
        if (await receipts.FindEarlier(command) is { } earlier)
            return Answer(isKeyReused: !earlier.IsOf(command), isReplayed: true);
        // Whose number was forgotten was erased before.
        if (_commit.Committed is { } known && (phone is null || known.Erasure?.State == ErasureState.Running))
            return Answer(isReplayed: true);

        var next = CustomerRules.BeginErasure(
            this.GetPrimaryKeyString(), _commit.Committed, phone!, reason, clock.GetUtcNow());
        var version = _commit.Version + 1;
        try
        {
            await _commit.Write(
                next, command, [CustomerEvents.Of(CustomerEvents.PersonErased, next, version)],
                receipt: command.ReceiptOf(Done, next.Id, version));
        }
        catch (DuplicateCommandException duplicate)
        {
            return Answer(isKeyReused: duplicate.Receipt?.IsOf(command) == false, isReplayed: true);
        }

        return Answer();
    }

    public async Task ErasureWentOn(bool isDone, Command command)
    {
        if (_commit.Committed is not { Erasure.State: ErasureState.Running } customer)
            return;
        var next = isDone ? CustomerRules.FinishErasure(customer) : customer;
        var kind = isDone ? CustomerEvents.ErasureFinished : CustomerEvents.ErasureWentOn;
        await _commit.Write(next, command, [CustomerEvents.Of(kind, next, _commit.Version + 1)]);
    }

    private CustomerErasureOutcome Answer(bool isKeyReused = false, bool isReplayed = false) =>
        new(_commit.Committed!, _commit.Version, _commit.Position, isKeyReused, isReplayed);

    // Whoever tells of an order may tell of it again after the next one. An order counts once, whoever tells.
    private Receipt? ReceiptOf(Guid orderId, Command command) => Command
        .BySystem(command.AccountId, "customers.ordered", $"{this.GetPrimaryKeyString()}/{orderId:N}")
        .ReceiptOf(Done, orderId, _commit.Version + 1);
}
