using System.Collections.Immutable;
using System.Text.Json;
using Platform.Conversation;
using Platform.Customers;
using Platform.Orders;
using Platform.Shops;

namespace Platform.Calls;

/// <summary>Makes an order of a confirmed draft: every field points at the turn it came from. Pure.</summary>
internal static class CallOrder
{
    public static PlaceOrder Of(Call call, Draft draft, ShopDetails? shop, Place? place)
    {
        // Who gives no number is reached at the one they call from.
        var phone = draft.CustomerPhone ?? Phones.PhoneNumber.TryRead(call.Facts.From, "US");
        var isProduct = draft.Kind == DraftKind.Product;
        return new PlaceOrder
        {
            Kind = isProduct ? OrderKind.Product : OrderKind.Service,
            Source = OrderSource.Call,
            ShopId = call.ShopId,
            CallId = call.Id,
            Timezone = shop?.TimeZone ?? "UTC",
            Currency = shop?.Currency ?? "USD",
            Customer = new OrderCustomer(draft.CustomerName, Phone: null, phone, draft.Email),
            Address = AddressOf(draft.Address),
            Location = place is null ? null : new Location(place.Latitude, place.Longitude),
            ServiceCategory = isProduct ? null : CategoryOf(draft.ServiceCategory ?? DraftCategory.Other),
            ServiceLabel = draft.ServiceLabel,
            Description = isProduct ? draft.Description : draft.Description ?? draft.ServiceLabel,
            Priority = PriorityOf(draft.Priority),
            RequestedTime = draft.RequestedTime is { } time
                ? new RequestedTime(time.From?.ToUniversalTime(), time.To?.ToUniversalTime(), time.Text)
                : null,
            Lines = isProduct
                ? [.. draft.Lines.Select(line =>
                    new AskedLine(line.ItemId, line.Name, line.Quantity, line.UnitPriceMinor ?? 0))]
                : [],
            EstimatedMinor = isProduct ? null : BasePrice(draft, shop),
            FieldTurns = draft.FieldTurns.ToImmutableSortedDictionary(
                field => FieldOf(field.Key), field => field.Value, StringComparer.Ordinal),
            MetadataJson = CustomerReference(call, phone),
        };
    }

    /// <summary>The order's name of a draft's field.</summary>
    private static string FieldOf(string field) => field switch
    {
        DraftFields.Name => "customer.name",
        DraftFields.Phone => "customer.phone",
        DraftFields.Email => "customer.email",
        DraftFields.Intent => "kind",
        _ => field,
    };

    private static Address? AddressOf(DraftAddress? address) => address is null ? null : new Address(
        address.Line1, address.Line2, address.City, address.State, address.PostalCode, address.Country, address.Raw);

    private static long? BasePrice(Draft draft, ShopDetails? shop) =>
        shop?.Services.FirstOrDefault(service =>
            string.Equals(service.Label, draft.ServiceLabel, StringComparison.OrdinalIgnoreCase))?.BasePriceMinor;

    private static string? CustomerReference(Call call, string? phone) =>
        phone is not null && Phones.PhoneNumber.TryRead(phone, "US") is { } e164
            ? JsonSerializer.Serialize(
                new Dictionary<string, string> { ["customer_id"] = Customer.IdOf(call.AccountId, e164).ToString("D") },
                CallOrderJson.Default.DictionaryStringString)
            : null;

    private static ServiceCategory CategoryOf(DraftCategory category) => category switch
    {
        DraftCategory.Cleaning => ServiceCategory.Cleaning,
        DraftCategory.Repairs => ServiceCategory.Repairs,
        DraftCategory.Installation => ServiceCategory.Installation,
        DraftCategory.Maintenance => ServiceCategory.Maintenance,
        DraftCategory.Delivery => ServiceCategory.Delivery,
        DraftCategory.Other => ServiceCategory.Other,
    };

    private static Priority PriorityOf(DraftPriority priority) => priority switch
    {
        DraftPriority.Low => Priority.Low,
        DraftPriority.Medium => Priority.Medium,
        DraftPriority.High => Priority.High,
        DraftPriority.Urgent => Priority.Urgent,
    };
}

/// <summary>JSON of what a call adds to its order.</summary>
[System.Text.Json.Serialization.JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class CallOrderJson : System.Text.Json.Serialization.JsonSerializerContext;
