using System.Text.Json.Serialization;
using Orleans.Concurrency;
using Platform.Commits;
using Platform.Erasures;
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

    /// <summary>That all their orders and calls were erased, too.</summary>
    [Id(10)] public Erasure? Erasure { get; init; }

    /// <summary>The number by which the rest of them is found while that runs; null else.</summary>
    [Id(11)] public string? ErasingPhone { get; init; }

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

    /// <summary>Removes the person from this record and keeps the figures.</summary>
    [Alias("Erase")]
    Task Erase(Command command);

    /// <summary>Removes the person from this record, and from all their orders and calls by and by: <see
    /// cref="Customer.Erasure"/> says how far that is. Also for whom no record is kept. Again does nothing while it
    /// runs.</summary>
    /// <param name="phone">The number they are found by; null where it is not known any more, so that nothing is left
    /// to do.</param>
    [Alias("ErasePerson")]
    Task<CustomerErasureOutcome> ErasePerson(string? phone, string reason, Command command);

    /// <summary>The customer, not as it stood before a position of the log.</summary>
    [Alias("FindAt")]
    Task<KnownCustomer> FindAt(long position);

    /// <summary>Says that orders and calls of the person were erased, and whether any are left.</summary>
    [Alias("ErasureWentOn")]
    Task ErasureWentOn(bool isDone, Command command);
}

/// <summary>A customer as committed.</summary>
/// <param name="Customer">Null when there is none.</param>
/// <param name="Version">Its version.</param>
/// <param name="Position">The log position at which it is true.</param>
[GenerateSerializer, Immutable, Alias("Platform.KnownCustomer")]
public sealed record KnownCustomer(
    [property: Id(0)] Customer? Customer, [property: Id(1)] long Version, [property: Id(2)] long Position);

/// <summary>The answer to an erasure.</summary>
/// <param name="Customer">As it stands.</param>
/// <param name="Version">Its version.</param>
/// <param name="Position">The log position at which it is true.</param>
/// <param name="IsKeyReused">The command's key was used for another request.</param>
/// <param name="IsReplayed">It had been asked for before.</param>
[GenerateSerializer, Immutable, Alias("Platform.CustomerErasureOutcome")]
public sealed record CustomerErasureOutcome(
    [property: Id(0)] Customer Customer,
    [property: Id(1)] long Version,
    [property: Id(2)] long Position,
    [property: Id(3)] bool IsKeyReused = false,
    [property: Id(4)] bool IsReplayed = false);

/// <summary>Where something is kept of a person, besides the customer's own record.</summary>
public interface ICustomerTraces
{
    /// <summary>Orders and calls that still have this number, the oldest first; of each at most so many.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be reached.</exception>
    Task<CustomerTraces> FindAsync(
        Guid accountId, string phone, int limit, CancellationToken cancellationToken);
}

/// <summary>Orders and calls of a person.</summary>
public sealed record CustomerTraces(IReadOnlyList<Guid> OrderIds, IReadOnlyList<Guid> CallIds);

/// <summary>How customers are kept.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Customer))]
public sealed partial class CustomerJson : JsonSerializerContext;
