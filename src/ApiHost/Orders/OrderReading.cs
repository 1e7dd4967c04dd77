using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Platform.Money;
using Platform.Phones;
using Platform.Shops;

namespace Platform.Orders;

/// <summary>Turns what HTTP says into what the order understands: decimals into minor units, words into their kind.
/// What the order itself judges is left to it.</summary>
internal static class OrderReading
{
    private const string CurrencyDefault = "USD";
    private const string TooManyDecimals = "must be an amount with the decimals of its currency";

    /// <summary>The command behind a request.</summary>
    /// <param name="shop">The order's shop, whose currency and zone count where the request says nothing.</param>
    /// <param name="wrong">Told the amounts that cannot be written in the currency.</param>
    public static PlaceOrder Read(CreateOrderRequest request, Shop? shop, Action<string, string> wrong)
    {
        var currency = request.Currency?.Trim().ToUpperInvariant() ?? shop?.Details.Currency ?? CurrencyDefault;
        return new()
        {
            Kind = request.Kind,
            Source = OrderSource.Api,
            ShopId = request.ShopId,
            Timezone = shop?.Details.TimeZone ?? "UTC",
            Draft = request.Draft,
            Customer = new(request.Customer.Name, PhoneRaw: request.Customer.Phone, Email: request.Customer.Email),
            Address = request.Address,
            Location = Location(request.Location, wrong),
            BusinessName = request.BusinessName,
            ServiceCategory = request.ServiceCategory,
            ServiceLabel = request.ServiceLabel,
            Description = request.Description,
            Priority = request.Priority ?? Priority.Medium,
            RequestedTime = request.RequestedTime,
            Lines = Lines(request.Lines, currency, wrong),
            Currency = currency,
            TotalMinor = Minor("/total", request.Total, currency, wrong),
            EstimatedMinor = Minor("/estimated_value", request.EstimatedValue, currency, wrong),
            CustomerNotes = request.CustomerNotes,
            InternalNotes = request.InternalNotes,
            MetadataJson = request.Metadata is { ValueKind: not JsonValueKind.Null } metadata
                ? metadata.GetRawText()
                : null,
            SelectedVendors = request.SelectedVendors is { } vendors ? [.. vendors] : [],
            DefaultCountry = Countries.CodeOf(request.Address?.Country) ?? "US",
            AgentId = request.AgentId,
            PaymentMethod = request.PaymentMethod,
            ConversationId = request.ConversationId,
            EstimatedDelivery = request.EstimatedDelivery,
            PricePackage = request.PricePackage,
        };
    }

    /// <summary>The request that would make a draft as a patch leaves it.</summary>
    public static CreateOrderRequest Patched(Order draft, OrderPatch patch) => new(
        draft.Kind,
        patch.Customer ?? new(draft.Customer.Name ?? "", draft.Customer.PhoneRaw, draft.Customer.Email),
        patch.ShopId ?? draft.ShopId,
        // An address without anything in it takes the draft's out, where the order can do without one.
        patch.Address is { } said ? (said == new Address() ? null : said) : draft.Address,
        patch.Location ?? Kept(draft, patch.Address),
        patch.BusinessName ?? draft.BusinessName,
        // Another label is another service: unless the category is said, too, it follows from the label.
        patch.ServiceCategory ?? (patch.ServiceLabel is null ? draft.ServiceCategory : null),
        patch.ServiceLabel ?? draft.ServiceLabel,
        patch.Description ?? draft.Description,
        patch.Priority ?? draft.Priority,
        patch.RequestedTime ?? draft.RequestedTime,
        patch.Lines ?? [.. draft.Lines.Select(line => new LineRequest(
            line.Name, line.Quantity, Currency.ToAmount(line.UnitPriceMinor, draft.Currency), line.ItemId))],
        patch.Currency ?? draft.Currency,
        patch.Total,
        patch.EstimatedValue
            ?? (draft.EstimatedMinor is { } minor ? Currency.ToAmount(minor, draft.Currency) : null),
        patch.CustomerNotes ?? draft.CustomerNotes,
        patch.InternalNotes ?? draft.InternalNotes,
        patch.Metadata ?? (draft.MetadataJson is { } metadata ? JsonElement.Parse(metadata) : null),
        Draft: true,
        patch.SelectedVendors ?? draft.SelectedVendors,
        patch.AgentId ?? draft.AgentId,
        patch.PaymentMethod ?? draft.PaymentMethod,
        draft.ConversationId,
        patch.EstimatedDelivery ?? draft.EstimatedDelivery,
        patch.PricePackage ?? draft.PricePackage);

    // Another address is another place, known again when somebody looks for it.
    private static LocationRequest? Kept(Order draft, Address? address) =>
        draft.Location is { } place && (address is null || address == draft.Address)
            ? new(place.Latitude, place.Longitude)
            : null;

    /// <summary>An amount in minor units; null when there is none or it was wrong.</summary>
    public static long? Minor(string pointer, decimal? amount, string currency, Action<string, string> wrong)
    {
        // A currency that does not exist is named by the order's own check.
        if (amount is not { } value || !Currency.IsKnown(currency))
            return null;
        var minor = Currency.TryToMinor(value, currency);
        if (minor is null)
            wrong(pointer, TooManyDecimals);
        return minor;
    }

    private static Location? Location(LocationRequest? location, Action<string, string> wrong)
    {
        if (location is null)
            return null;
        var (latitude, longitude) = (location.Latitude ?? location.Lat, location.Longitude ?? location.Lng);
        if (latitude is null)
            wrong("/location/latitude", "is required");
        if (longitude is null)
            wrong("/location/longitude", "is required");
        return latitude is { } north && longitude is { } east ? new(north, east) : null;
    }

    private static ImmutableArray<AskedLine> Lines(
        IReadOnlyList<LineRequest>? lines, string currency, Action<string, string> wrong)
    {
        if (lines is null || lines.Count == 0)
            return [];
        var read = ImmutableArray.CreateBuilder<AskedLine>(lines.Count);
        foreach (var line in lines)
        {
            var at = $"/lines/{read.Count.ToString(CultureInfo.InvariantCulture)}/unit_price";
            read.Add(new(line.ItemId, line.Name, line.Quantity, Minor(at, line.UnitPrice, currency, wrong) ?? 0));
        }

        return read.MoveToImmutable();
    }
}
