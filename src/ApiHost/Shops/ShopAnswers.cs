using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using Platform.Conversation;
using Platform.Http;
using Platform.Money;

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

    /// <summary>What it sells.</summary>
    public IReadOnlyList<ShopGoodsAnswer> Goods { get; init; } = [];

    /// <summary>The towns that it serves.</summary>
    public IReadOnlyList<string> Towns { get; init; } = [];

    /// <summary>How people reach it otherwise than by its own lines.</summary>
    public ShopContactBody? Contact { get; init; }

    /// <summary>Whether customers may cancel where they track their order, until somebody is on the way.</summary>
    public bool CustomersMayCancel { get; init; } = true;
}

/// <summary>Goods of the catalogue, as HTTP answers it.</summary>
public sealed record ShopGoodsAnswer(
    string Name, IReadOnlyList<string> Aliases, decimal UnitPrice, long UnitPriceMinor, Guid? ItemId);

/// <summary>A service of the catalogue, as HTTP answers it.</summary>
public sealed record ShopServiceAnswer(
    DraftCategory Category, string Label, IReadOnlyList<string> Aliases, decimal? BasePrice, long? BasePriceMinor,
    int? Minutes = null);

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
    private const string CurrencyDefault = "USD";

    public static ShopDetails Details(ShopRequest request) => new()
    {
        Name = request.Name.Trim(),
        TimeZone = request.Timezone,
        Currency = request.Currency ?? CurrencyDefault,
        Greeting = request.Greeting ?? "",
        LegacyLocationId = request.LegacyLocationId,
        Area = Area(request.ServiceArea) ?? ServiceArea.Unknown,
        Services = [.. (request.Services ?? []).Select(
            service => Service(service, request.Currency ?? CurrencyDefault))],
        Hours = [.. (request.Hours ?? []).Select(Hours)],
        WebsiteUrl = request.WebsiteUrl,
        Goods = [.. (request.Goods ?? []).Select(goods => Goods(goods, request.Currency ?? CurrencyDefault))],
        Towns = Towns(request.Towns ?? []),
        Contact = Contact(request.Contact),
        StaffCancelOnly = request.CustomersMayCancel == false,
    };

    public static ShopDetails Patched(ShopDetails shop, ShopPatch patch) => shop with
    {
        Name = patch.Name?.Trim() ?? shop.Name,
        TimeZone = patch.Timezone ?? shop.TimeZone,
        Currency = patch.Currency ?? shop.Currency,
        Greeting = patch.Greeting ?? shop.Greeting,
        LegacyLocationId = patch.LegacyLocationId ?? shop.LegacyLocationId,
        Area = Area(patch.ServiceArea) ?? shop.Area,
        Services = patch.Services is { } services
            ? [.. services.Select(service => Service(service, patch.Currency ?? shop.Currency))]
            : shop.Services,
        Hours = patch.Hours is { } hours ? [.. hours.Select(Hours)] : shop.Hours,
        WebsiteUrl = patch.WebsiteUrl ?? shop.WebsiteUrl,
        Goods = patch.Goods is { } goods
            ? [.. goods.Select(item => Goods(item, patch.Currency ?? shop.Currency))]
            : shop.Goods,
        Towns = patch.Towns is { } towns ? Towns(towns) : shop.Towns,
        Contact = patch.Contact is { } contact ? Contact(contact) : shop.Contact,
        StaffCancelOnly = patch.CustomersMayCancel is { } may ? !may : shop.StaffCancelOnly,
    };

    public static ShopAnswer Answer(VersionedShop found)
    {
        var (shop, details) = (found.Shop, found.Shop.Details);
        return new ShopAnswer(
            shop.Id, details.Name, details.TimeZone, details.LegacyLocationId, details.Currency, details.Greeting,
            new ServiceAreaBody(
                details.Area.Latitude, details.Area.Longitude, details.Area.RadiusKm, details.Area.PostalCodes),
            [.. details.Services.Select(service => new ShopServiceAnswer(
                service.Category, service.Label, service.Aliases,
                service.BasePriceMinor / MinorPerMajor(details.Currency), service.BasePriceMinor, service.Minutes))],
            [.. shop.Numbers.Select(number => number.E164)],
            [.. details.Hours.Select(hours => new OpeningHoursBody(
                hours.Day.ToString().ToLowerInvariant(), Time(hours.Opens), Time(hours.Closes)))],
            shop.CreatedAt, shop.UpdatedAt, found.Version)
        {
            WebsiteUrl = details.WebsiteUrl,
            Goods =
            [
                .. details.Goods.Select(goods => new ShopGoodsAnswer(
                    goods.Name, goods.Aliases, goods.UnitPriceMinor / MinorPerMajor(details.Currency),
                    goods.UnitPriceMinor, goods.ItemId)),
            ],
            Towns = details.Towns,
            Contact = details.Contact is { } contact
                ? new ShopContactBody(contact.Phone, contact.Email, contact.Address)
                : null,
            CustomersMayCancel = !details.StaffCancelOnly,
        };
    }

    // 0, 0 lies in the ocean: it is what a form sends that nobody filled in.
    internal static ServiceArea? Area(ServiceAreaBody? area) => area is null ? null
        : area is { Latitude: 0, Longitude: 0 } ? new ServiceArea(null, null, null, [.. area.PostalCodes ?? []])
        : new ServiceArea(area.Latitude, area.Longitude, area.RadiusKm, [.. area.PostalCodes ?? []]);

    private static ShopService Service(ShopServiceBody service, string currency) => new(
        service.Category, service.Label.Trim(), [.. service.Aliases ?? []],
        service.BasePrice is { } price ? Minor(price, currency) : null, service.Minutes);

    private static ShopContact? Contact(ShopContactBody? contact)
    {
        var (phone, email, address) = (
            Phones.PhoneNumber.TryRead(contact?.Phone, "US"), Said(contact?.Email), Said(contact?.Address));
        return phone is null && email is null && address is null ? null : new(phone, email, address);
    }

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static ShopGoods Goods(ShopGoodsBody goods, string currency) => new(
        goods.Name.Trim(), [.. goods.Aliases ?? []], Minor(goods.UnitPrice, currency), goods.ItemId);

    private static ImmutableArray<string> Towns(IReadOnlyList<string> towns) =>
        [.. towns.Select(town => town.Trim()).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static long Minor(decimal price, string currency) =>
        (long)Math.Round(price * MinorPerMajor(currency), MidpointRounding.AwayFromZero);

    // A currency that nobody knows is refused with the first order; until then its prices have cents.
    private static decimal MinorPerMajor(string currency) =>
        Currency.IsKnown(currency) ? (decimal)Math.Pow(10, Currency.ExponentOf(currency)) : 100;

    internal static OpeningHours Hours(OpeningHoursBody hours) => new(
        Enum.Parse<DayOfWeek>(hours.Day, ignoreCase: true),
        TimeOnly.Parse(hours.Opens, CultureInfo.InvariantCulture),
        TimeOnly.Parse(hours.Closes, CultureInfo.InvariantCulture));

    internal static string Time(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
