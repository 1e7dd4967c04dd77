using System.Text.Json.Serialization;
using Platform.Erasures;
using Platform.Http;
using Platform.Orders;

namespace Platform.Customers;

/// <summary>A customer as HTTP says it.</summary>
/// <param name="Erasure">That all their orders and calls were erased; null else.</param>
public sealed record CustomerRecordAnswer(
    Guid Id, string? Name, string? Phone, string? Email, long OrderCount, DateTimeOffset FirstOrderAt,
    DateTimeOffset LastOrderAt, Erasure? Erasure, long Version);

/// <summary>A request to remove a person from all that is kept of them.</summary>
/// <param name="Reason">Why, without saying who: it stays with each order and call.</param>
/// <param name="CustomerId">Who; or else by <paramref name="Phone"/>.</param>
/// <param name="Phone">The number under which they ordered or called, however it is written.</param>
public sealed record EraseCustomerRequest(string Reason, Guid? CustomerId = null, string? Phone = null) : IChecked
{
    /// <inheritdoc/>
    public void Check(FieldErrors errors)
    {
        errors.Text("/reason", Reason, OrderLimits.ReasonLengthMax);
        errors.Require(
            CustomerId is null != Phone is null, "/phone", "must be given, or else customer_id; not both");
        errors.Require(
            Phone is null || Phones.PhoneNumber.TryRead(Phone, "US") is not null, "/phone",
            "must be a telephone number");
    }
}

/// <summary>How customers travel over HTTP.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CustomerRecordAnswer))]
[JsonSerializable(typeof(EraseCustomerRequest))]
internal sealed partial class CustomerHttpJson : JsonSerializerContext;

/// <summary>Between what is kept and what travels. Pure.</summary>
internal static class CustomerShapes
{
    private static readonly Guid Id = Guid.Parse("01980000-0000-8000-8000-00000000000c");
    private static readonly DateTimeOffset At = new(2026, 3, 4, 16, 0, 0, TimeSpan.Zero);

    /// <summary>What the OpenAPI document shows.</summary>
    public static CustomerRecordAnswer Example { get; } =
        new(Id, "John Smith", "+15550123456", "john@example.com", 3, At, At, Erasure: null, 3);

    /// <summary>The same, erased.</summary>
    public static CustomerRecordAnswer Erased { get; } =
        new(Id, null, null, null, 3, At, At, new(At, ErasureState.Running, "They asked for it"), 4);

    public static CustomerRecordAnswer Answer(Customer customer, long version) => new(
        customer.Id, customer.Name, customer.Phone, customer.Email, customer.OrderCount, customer.FirstOrderAt,
        customer.LastOrderAt, customer.Erasure, version);
}
