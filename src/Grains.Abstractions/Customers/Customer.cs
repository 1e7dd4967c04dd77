using System.Text.Json.Serialization;
using Orleans.Concurrency;
using Platform.Commits;
using Platform.Ids;

namespace Platform.Customers;

/// <summary>Who ordered from an account, known by telephone number. A record, not a login. Personal data, and the one
/// row to erase.</summary>
[GenerateSerializer, Immutable, Alias("Platform.Customer")]
public sealed record Customer
{
    [Id(0)] public required Guid Id { get; init; }
    [Id(1)] public required Guid AccountId { get; init; }

    /// <summary>E.164; null once erased.</summary>
    [Id(2)] public string? Phone { get; init; }

    [Id(3)] public string? Name { get; init; }
    [Id(4)] public string? Email { get; init; }
    [Id(5)] public required DateTimeOffset FirstOrderAt { get; init; }
    [Id(6)] public required DateTimeOffset LastOrderAt { get; init; }

    /// <summary>The last order that was counted.</summary>
    [Id(7)] public Guid? LastOrderId { get; init; }

    [Id(8)] public required long OrderCount { get; init; }
    [Id(9)] public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>The customer of a number in an account.</summary>
    public static Guid IdOf(Guid accountId, string phone) => NameBasedId.Of("customer", accountId.ToString("N"), phone);
}

/// <summary>One customer. Key: <c>{account}/{customer}</c>.</summary>
[Alias("Platform.ICustomerGrain")]
public interface ICustomerGrain : IGrainWithStringKey
{
    /// <summary>The customer as committed, or null.</summary>
    [AlwaysInterleave, Alias("Find")]
    Task<Customer?> Find();

    /// <summary>Notes that the customer ordered. The same order again changes nothing, whatever was ordered in
    /// between.</summary>
    [Alias("Ordered")]
    Task Ordered(string phone, string? name, string? email, Guid orderId, Command command);

    /// <summary>Removes the person and keeps the figures.</summary>
    [Alias("Erase")]
    Task Erase(Command command);
}

/// <summary>How customers are kept.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Customer))]
public sealed partial class CustomerJson : JsonSerializerContext;
