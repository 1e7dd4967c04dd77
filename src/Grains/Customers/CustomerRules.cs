using Platform.Erasures;
using Platform.Ids;

namespace Platform.Customers;

/// <summary>Every decision about a customer. Pure.</summary>
internal static class CustomerRules
{
    public static Customer Ordered(
        string key, Customer? known, string phone, string? name, string? email, Guid orderId, DateTimeOffset now)
    {
        if (known?.LastOrderId == orderId)
            return known;

        var customer = known ?? None(key, now);
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
            Erasure = customer.Erasure is { State: ErasureState.Running } running ? running : null,
        };
    }

    /// <summary>The record without its person, owing the erasure of all else that is kept of them.</summary>
    public static Customer BeginErasure(
        string key, Customer? known, string phone, string reason, DateTimeOffset now) =>
        Erase(known ?? None(key, now), now) with
        {
            Erasure = new Erasure(now, ErasureState.Running, reason),
            ErasingPhone = phone,
        };

    /// <summary>No order and no call has the number any more.</summary>
    public static Customer FinishErasure(Customer customer) => customer with
    {
        Erasure = customer.Erasure! with { State = ErasureState.Done },
        ErasingPhone = null,
    };

    public static Customer Erase(Customer customer, DateTimeOffset now) =>
        customer with { Phone = null, Name = null, Email = null, ErasedAt = now };

    private static Customer None(string key, DateTimeOffset now) => new()
    {
        Id = GrainKey.IdOf(key),
        AccountId = GrainKey.AccountOf(key)!.Value,
        FirstOrderAt = now,
        LastOrderAt = now,
        OrderCount = 0,
    };
}
