using Platform.Commits;
using Platform.Ids;

namespace Platform.Customers;

/// <summary>The only writer of one customer.</summary>
[GrainType("customer")]
internal sealed class CustomerGrain(
    [PersistentState("customers", "platform")] IPersistentState<Stored<Customer>> state, TimeProvider clock)
    : Grain, ICustomerGrain
{
    private readonly Commit<Customer> _commit = new(state);

    public Task<Customer?> Find() => Task.FromResult(_commit.Committed);

    public async Task Ordered(string phone, string? name, string? email, Guid orderId, Command command)
    {
        var next = CustomerRules.Ordered(
            this.GetPrimaryKeyString(), _commit.Committed, phone, name, email, orderId, clock.GetUtcNow());
        if (next != _commit.Committed)
            await _commit.Write(next, command, []);
    }

    public async Task Erase(Command command)
    {
        if (_commit.Committed is { ErasedAt: null } customer)
            await _commit.Write(CustomerRules.Erase(customer, clock.GetUtcNow()), command, []);
    }
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
