using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Commits;

namespace Platform.Customers;

/// <summary>What happens to a customer's record, for the log: no personal data.</summary>
internal static class CustomerEvents
{
    public const string PersonErased = "customer.person_erased";
    public const string ErasureWentOn = "customer.erasure_went_on";
    public const string ErasureFinished = "customer.erasure_finished";

    public static PendingEvent Of(string kind, Customer customer, long version) => new(
        kind, $"customers/{customer.Id:D}", JsonSerializer.Serialize(
            new CustomerErased(customer.Id, version), CustomerEventJson.Default.CustomerErased));
}

/// <summary>Body of the events about a customer.</summary>
internal sealed record CustomerErased(Guid CustomerId, long Version);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CustomerErased))]
internal sealed partial class CustomerEventJson : JsonSerializerContext;
