using Platform.Conversation;
using Platform.Http;

namespace Platform.Shops;

/// <summary>A shop as it is set up. Absent parts are empty.</summary>
public sealed record ShopRequest(
    string Name,
    string Timezone,
    string? Currency = null,
    int? LegacyLocationId = null,
    string? Greeting = null,
    ServiceAreaBody? ServiceArea = null,
    IReadOnlyList<ShopServiceBody>? Services = null,
    IReadOnlyList<OpeningHoursBody>? Hours = null,
    string? WebsiteUrl = null,
    IReadOnlyList<ShopGoodsBody>? Goods = null,
    IReadOnlyList<string>? Towns = null,
    ShopContactBody? Contact = null,
    bool? CustomersMayCancel = null) : IChecked
{
    public void Check(FieldErrors errors)
    {
        ShopChecks.Check(errors, Name, Timezone, Currency, LegacyLocationId, Greeting, ServiceArea, Services, Hours);
        ShopChecks.CheckGoods(Goods, errors);
        ShopChecks.CheckTowns(Towns, errors);
        ShopChecks.CheckWebsite(WebsiteUrl, errors);
        errors.In("/contact", Contact, ShopChecks.CheckContact);
    }
}

/// <summary>What shall be another; absent parts stay.</summary>
public sealed record ShopPatch(
    string? Name = null,
    string? Timezone = null,
    string? Currency = null,
    int? LegacyLocationId = null,
    string? Greeting = null,
    ServiceAreaBody? ServiceArea = null,
    IReadOnlyList<ShopServiceBody>? Services = null,
    IReadOnlyList<OpeningHoursBody>? Hours = null,
    string? WebsiteUrl = null,
    IReadOnlyList<ShopGoodsBody>? Goods = null,
    IReadOnlyList<string>? Towns = null,
    ShopContactBody? Contact = null,
    bool? CustomersMayCancel = null) : IChecked
{
    public void Check(FieldErrors errors)
    {
        ShopChecks.Check(errors, Name, Timezone, Currency, LegacyLocationId, Greeting, ServiceArea, Services, Hours);
        ShopChecks.CheckGoods(Goods, errors);
        ShopChecks.CheckTowns(Towns, errors);
        ShopChecks.CheckWebsite(WebsiteUrl, errors);
        errors.In("/contact", Contact, ShopChecks.CheckContact);
    }
}

/// <summary>Where a shop's people go, as HTTP says it.</summary>
public sealed record ServiceAreaBody(
    double? Latitude = null, double? Longitude = null, double? RadiusKm = null,
    IReadOnlyList<string>? PostalCodes = null);

/// <summary>A service of the catalogue, as HTTP says it.</summary>
public sealed record ShopServiceBody(
    DraftCategory Category, string Label, IReadOnlyList<string>? Aliases = null, decimal? BasePrice = null,
    int? Minutes = null);

/// <summary>How people reach a shop otherwise than by its own lines, as HTTP says it. Replaced whole.</summary>
public sealed record ShopContactBody(string? Phone = null, string? Email = null, string? Address = null);

/// <summary>Goods of the catalogue, as HTTP says it.</summary>
/// <param name="ItemId">The item of the stock that it is; left out where no stock is kept of it.</param>
public sealed record ShopGoodsBody(
    string Name, decimal UnitPrice, IReadOnlyList<string>? Aliases = null, Guid? ItemId = null);

/// <summary>Opening hours of a day, as HTTP says it: <c>monday</c>, <c>08:00</c>, <c>17:30</c>.</summary>
public sealed record OpeningHoursBody(string Day, string Opens, string Closes);

/// <summary>A number that shall ring in a shop.</summary>
public sealed record NumberRequest(string PhoneNumber, string? Provider = null) : IChecked
{
    public void Check(FieldErrors errors)
    {
        errors.Require(
            Phones.PhoneNumber.TryRead(PhoneNumber, "US") is not null, "/phone_number",
            "must be a number in E.164, +15550100");
        errors.Require(Provider is null or "twilio", "/provider", "must be twilio");
    }
}

/// <summary>A third party's secret; it is never answered.</summary>
public sealed record CredentialRequest(string Provider, string Secret, string? ExternalAccountId = null) : IChecked
{
    private const int LengthMax = 200;

    public void Check(FieldErrors errors)
    {
        errors.Require(ProviderWords.Read(Provider) is not null, "/provider", "must be twilio or elevenlabs");
        errors.Text("/secret", Secret, LengthMax);
        errors.Text("/external_account_id", ExternalAccountId, LengthMax);
        errors.Require(
            Provider != "twilio" || ExternalAccountId is { Length: > 0 }, "/external_account_id",
            "must be the AccountSid");
    }
}

/// <summary>The rules of a shop's fields, for making and for changing one.</summary>
internal static class ShopChecks
{
    private const int NameLengthMax = 120;
    private const int GreetingLengthMax = 500;
    private const int AddressLengthMax = 500;
    private const int ListMax = 200;
    private const int PostalCodesMax = 2_000;
    private const decimal PriceMax = 10_000_000;
    private const int MinutesMax = 7 * 24 * 60;

    public static void Check(
        FieldErrors errors, string? name, string? timezone, string? currency, int? locationId, string? greeting,
        ServiceAreaBody? area, IReadOnlyList<ShopServiceBody>? services, IReadOnlyList<OpeningHoursBody>? hours)
    {
        errors.Text("/name", name, NameLengthMax);
        errors.Require(timezone is null || IsZone(timezone), "/timezone", "must be an IANA zone, America/New_York");
        errors.Require(
            currency is null || Money.Currency.IsKnown(currency), "/currency", "must be a currency of ISO 4217, USD");
        errors.Range("/legacy_location_id", locationId, 0, int.MaxValue);
        errors.Require(greeting is null || greeting.Length <= GreetingLengthMax, "/greeting", "is too long");
        errors.In("/service_area", area, CheckArea);
        errors.Items("/services", services, 0, ListMax, CheckService);
        errors.Items("/hours", hours, 0, ListMax, CheckHours);
    }

    internal static void CheckWebsite(string? address, FieldErrors errors)
    {
        errors.Text("/website_url", address, AddressLengthMax);
        errors.Require(
            address is null
            || (Uri.TryCreate(address, UriKind.Absolute, out var page) && page.Scheme is ("http" or "https")),
            "/website_url", "must be an address, https://example.com");
    }

    internal static bool IsZone(string zone) =>
        zone == "UTC" || (zone.Contains('/', StringComparison.Ordinal)
            && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _));

    internal static void CheckArea(ServiceAreaBody area, FieldErrors errors)
    {
        errors.Require(area.Latitude is null or (>= -90 and <= 90), "/latitude", "must be from -90 to 90");
        errors.Require(area.Longitude is null or (>= -180 and <= 180), "/longitude", "must be from -180 to 180");
        errors.Require(area.RadiusKm is null or (> 0 and <= 20_000), "/radius_km", "must be more than 0");
        errors.Require(
            (area.Latitude is null) == (area.Longitude is null), "/longitude", "goes together with latitude");
        errors.Items("/postal_codes", area.PostalCodes, 0, PostalCodesMax, (code, found) => found.Text("", code, 12));
    }

    private static void CheckService(ShopServiceBody service, FieldErrors errors)
    {
        errors.Text("/label", service.Label, NameLengthMax);
        errors.Items("/aliases", service.Aliases, 0, ListMax, (alias, found) => found.Text("", alias, NameLengthMax));
        errors.Range("/base_price", service.BasePrice, 0, PriceMax);
        errors.Range("/minutes", service.Minutes, 1, MinutesMax);
    }

    internal static void CheckContact(ShopContactBody contact, FieldErrors errors)
    {
        errors.Require(
            contact.Phone is null or "" || Phones.PhoneNumber.TryRead(contact.Phone, "US") is not null, "/phone",
            "must be a telephone number; begin it with + and the country code");
        errors.Require(
            contact.Email is null or "" || (contact.Email.Length <= NameLengthMax
                && contact.Email.Split('@') is [{ Length: > 0 }, { Length: > 0 }]),
            "/email", "must be an e-mail address");
        errors.Require(
            contact.Address is null || contact.Address.Length <= AddressLengthMax, "/address", "is too long");
    }

    internal static void CheckGoods(IReadOnlyList<ShopGoodsBody>? goods, FieldErrors errors)
    {
        errors.Items("/goods", goods, 0, ListMax, (item, found) =>
        {
            found.Text("/name", item.Name, NameLengthMax);
            found.Items(
                "/aliases", item.Aliases, 0, ListMax, (alias, wrong) => wrong.Text("", alias, NameLengthMax));
            found.Range("/unit_price", item.UnitPrice, 0, PriceMax);
        });
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < goods?.Count; i++)
            errors.Require(names.Add(goods[i].Name.Trim()), $"/goods/{i}/name", "stands there twice");
    }

    internal static void CheckTowns(IReadOnlyList<string>? towns, FieldErrors errors) =>
        errors.Items("/towns", towns, 0, ListMax, (town, found) => found.Text("", town, NameLengthMax));

    internal static void CheckHours(OpeningHoursBody hours, FieldErrors errors)
    {
        errors.Require(Enum.TryParse<DayOfWeek>(hours.Day, ignoreCase: true, out _), "/day", "must be a day, monday");
        errors.Require(TimeOnly.TryParse(hours.Opens, out _), "/opens", "must be a time, 08:00");
        errors.Require(TimeOnly.TryParse(hours.Closes, out _), "/closes", "must be a time, 17:30");
    }
}
