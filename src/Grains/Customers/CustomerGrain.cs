using Platform.Commits;
using Platform.Ids;

namespace Platform.Customers;

/// <summary>The only writer of one customer.</summary>
[GrainType("customer")]
internal sealed class CustomerGrain(
    [PersistentState("customers", "platform")] IPersistentState<Stored<Customer>> state, TimeProvider clock)
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

    // Whoever tells of an order may tell of it again after the next one. An order counts once, whoever tells.
    private Receipt? ReceiptOf(Guid orderId, Command command) => Command
        .BySystem(command.AccountId, "customers.ordered", $"{this.GetPrimaryKeyString()}/{orderId:N}")
        .ReceiptOf(Done, orderId, _commit.Version + 1);
}

/// <summary>Every decision about a customer. Pure.</summary>
internal static class CustomerRules
{
    public static Customer Ordered(
        string key, Customer? known, string phone, string? name, string? email, Guid orderId, DateTimeOffset now)
    {
        if (known?.LastOrderId == orderId)
            return known;

        var customer = known ?? new Customer
        {
            Id = GrainKey.IdOf(key),
            AccountId = GrainKey.AccountOf(key)!.Value,
            FirstOrderAt = now,
            LastOrderAt = now,
            OrderCount = 0,
        };
        // Whoever orders again after having been erased has given their name again.
        return customer with
        {
            Phone = phone,
            Name = name ?? customer.Name,
            Email = email ?? customer.Email,
            LastOrderAt = now,
            LastOrderId = orderId,
            OrderCount = customer.OrderCount + 1,
            ErasedAt = null,
        };
    }

    public static Customer Erase(Customer customer, DateTimeOffset now) =>
        customer with { Phone = null, Name = null, Email = null, ErasedAt = now };
}
