using System.Globalization;
using System.Text.Json.Serialization;
using Platform.Conversation;
using Platform.Http;

namespace Platform.Shops;

/// <summary>A shop as HTTP says it.</summary>
public sealed record ShopAnswer(
    Guid Id,
    string Name,
    string Timezone,
    int? LegacyLocationId,
    string Currency,
    string Greeting,
    ServiceAreaBody ServiceArea,
    IReadOnlyList<ShopServiceAnswer> Services,
    IReadOnlyList<string> PhoneNumbers,
    IReadOnlyList<OpeningHoursBody> Hours,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    long Version)
{
    /// <summary>The shop's own page.</summary>
    public string? WebsiteUrl { get; init; }
}

/// <summary>A service of the catalogue, as HTTP answers it.</summary>
public sealed record ShopServiceAnswer(
    DraftCategory Category, string Label, IReadOnlyList<string> Aliases, decimal? BasePrice, long? BasePriceMinor);

/// <summary>A credential without its secret.</summary>
public sealed record CredentialAnswer(
    Guid Id, string Provider, string ExternalAccountId, DateTimeOffset CreatedAt);

/// <summary>How shops travel over HTTP.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ShopRequest))]
[JsonSerializable(typeof(ShopPatch))]
[JsonSerializable(typeof(NumberRequest))]
[JsonSerializable(typeof(CredentialRequest))]
[JsonSerializable(typeof(ShopAnswer))]
[JsonSerializable(typeof(Page<ShopAnswer>))]
[JsonSerializable(typeof(CredentialAnswer))]
[JsonSerializable(typeof(Page<CredentialAnswer>))]
internal sealed partial class ShopHttpJson : JsonSerializerContext;

/// <summary>Between what is kept and what travels. Pure.</summary>
internal static class ShopShapes
{
    private const decimal MinorPerMajor = 100;

    public static ShopDetails Details(ShopRequest request) => new()
    {
        Name = request.Name.Trim(),
        TimeZone = request.Timezone,
        Currency = request.Currency ?? "USD",
        Greeting = request.Greeting ?? "",
        LegacyLocationId = request.LegacyLocationId,
        Area = Area(request.ServiceArea) ?? ServiceArea.Unknown,
        Services = [.. (request.Services ?? []).Select(Service)],
        Hours = [.. (request.Hours ?? []).Select(Hours)],
        WebsiteUrl = request.WebsiteUrl,
    };

    public static ShopDetails Patched(ShopDetails shop, ShopPatch patch) => shop with
    {
        Name = patch.Name?.Trim() ?? shop.Name,
        TimeZone = patch.Timezone ?? shop.TimeZone,
        Currency = patch.Currency ?? shop.Currency,
        Greeting = patch.Greeting ?? shop.Greeting,
        LegacyLocationId = patch.LegacyLocationId ?? shop.LegacyLocationId,
        Area = Area(patch.ServiceArea) ?? shop.Area,
        Services = patch.Services is { } services ? [.. services.Select(Service)] : shop.Services,
        Hours = patch.Hours is { } hours ? [.. hours.Select(Hours)] : shop.Hours,
        WebsiteUrl = patch.WebsiteUrl ?? shop.WebsiteUrl,
    };

    public static ShopAnswer Answer(VersionedShop found)
    {
        var (shop, details) = (found.Shop, found.Shop.Details);
        return new ShopAnswer(
            shop.Id, details.Name, details.TimeZone, details.LegacyLocationId, details.Currency, details.Greeting,
            new ServiceAreaBody(
                details.Area.Latitude, details.Area.Longitude, details.Area.RadiusKm, details.Area.PostalCodes),
            [.. details.Services.Select(service => new ShopServiceAnswer(
                service.Category, service.Label, service.Aliases, service.BasePriceMinor / MinorPerMajor,
                service.BasePriceMinor))],
            [.. shop.Numbers.Select(number => number.E164)],
            [.. details.Hours.Select(hours => new OpeningHoursBody(
                hours.Day.ToString().ToLowerInvariant(), Time(hours.Opens), Time(hours.Closes)))],
            shop.CreatedAt, shop.UpdatedAt, found.Version)
        {
            WebsiteUrl = details.WebsiteUrl,
        };
    }

    // 0, 0 lies in the ocean: it is what a form sends that nobody filled in.
    internal static ServiceArea? Area(ServiceAreaBody? area) => area is null ? null
        : area is { Latitude: 0, Longitude: 0 } ? new ServiceArea(null, null, null, [.. area.PostalCodes ?? []])
        : new ServiceArea(area.Latitude, area.Longitude, area.RadiusKm, [.. area.PostalCodes ?? []]);

    private static ShopService Service(ShopServiceBody service) => new(
        service.Category, service.Label.Trim(), [.. service.Aliases ?? []],
        service.BasePrice is { } price ? (long)Math.Round(price * MinorPerMajor, MidpointRounding.AwayFromZero) : null);

    internal static OpeningHours Hours(OpeningHoursBody hours) => new(
        Enum.Parse<DayOfWeek>(hours.Day, ignoreCase: true),
        TimeOnly.Parse(hours.Opens, CultureInfo.InvariantCulture),
        TimeOnly.Parse(hours.Closes, CultureInfo.InvariantCulture));

    internal static string Time(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
