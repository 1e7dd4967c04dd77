using Platform.Http;
using Platform.Shops;

namespace Platform.Compatibility;

/// <summary>Sets a shop up, or up again.</summary>
/// <param name="LocationId">The number that the earlier system knows the shop by, unique in its account.</param>
/// <param name="WebsiteUrl">The shop's own page; it is read for what a person may then take over.</param>
/// <param name="Timezone">IANA name; without it the zone of the account's other shops, or UTC.</param>
public sealed record ShopSetupRequest(
    int LocationId, string PhoneNumber, string BusinessName, string? WebsiteUrl = null, string? Timezone = null)
    : IChecked
{
    private const int NameLengthMax = 120;

    /// <inheritdoc/>
    public void Check(FieldErrors errors)
    {
        errors.Range("/location_id", LocationId, 0, int.MaxValue);
        errors.Text("/business_name", BusinessName, NameLengthMax);
        errors.Require(
            Phones.PhoneNumber.TryRead(PhoneNumber, "US") is not null, "/phone_number",
            "must be a telephone number; begin it with + and the country code");
        errors.Require(
            Timezone is null || ShopChecks.IsZone(Timezone), "/timezone", "must be an IANA zone, America/New_York");
        ShopChecks.CheckWebsite(WebsiteUrl, errors);
    }
}

/// <summary>What stands after a setup.</summary>
/// <param name="Status"><c>created</c>, or <c>updated</c> when the shop was there.</param>
/// <param name="JobId">The reading of its web site, where one was named.</param>
/// <param name="JobStatus">Where that stands.</param>
public sealed record ShopSetupAnswer(
    bool Success, string Status, int LocationId, Guid ShopId, string BusinessName, string PhoneNumber,
    string? WebsiteUrl, string Timezone, Guid? JobId = null, string? JobStatus = null);

/// <summary>Shops that have a number of the earlier system, and those that have none yet.</summary>
public sealed record OlderShopsAnswer(IReadOnlyList<OlderShop> Shops, int Total, string? NextCursor);

/// <summary>A shop of the list.</summary>
public sealed record OlderShop(
    int? LocationId, Guid ShopId, string BusinessName, string? PhoneNumber, IReadOnlyList<string> PhoneNumbers,
    string? WebsiteUrl, string Timezone, int Services);

/// <summary>What a telephone service needs to answer for a shop.</summary>
public sealed record ShopConfigAnswer(
    int LocationId, Guid ShopId, string BusinessName, string? PhoneNumber, IReadOnlyList<string> PhoneNumbers,
    string? WebsiteUrl, string Timezone, string Currency, string Greeting, IReadOnlyList<OlderService> Services,
    IReadOnlyList<OpeningHoursBody> Hours, ServiceAreaBody ServiceArea);

/// <summary>A service of the catalogue.</summary>
/// <param name="PriceCents">In hundredths of the shop's currency, or null where no price is said.</param>
public sealed record OlderService(
    string Name, string Category, IReadOnlyList<string> Aliases, long? PriceCents, string Currency);

/// <summary>Writes shops as the earlier telephone service did.</summary>
internal static class OlderShopShapes
{
    public static ShopSetupAnswer Setup(VersionedShop found, string phoneNumber, bool isNew)
    {
        var (shop, details) = (found.Shop, found.Shop.Details);
        return new(
            true, isNew ? "created" : "updated", details.LegacyLocationId!.Value, shop.Id, details.Name, phoneNumber,
            details.WebsiteUrl, details.TimeZone);
    }

    public static OlderShop Listed(VersionedShop found)
    {
        var answer = ShopShapes.Answer(found);
        return new(
            answer.LegacyLocationId, answer.Id, answer.Name, answer.PhoneNumbers is [var first, ..] ? first : null,
            answer.PhoneNumbers, answer.WebsiteUrl, answer.Timezone, answer.Services.Count);
    }

    public static ShopConfigAnswer Config(VersionedShop found)
    {
        var answer = ShopShapes.Answer(found);
        return new(
            answer.LegacyLocationId!.Value, answer.Id, answer.Name,
            answer.PhoneNumbers is [var first, ..] ? first : null, answer.PhoneNumbers, answer.WebsiteUrl,
            answer.Timezone, answer.Currency, answer.Greeting,
            [.. answer.Services.Select(service => new OlderService(
                service.Label, service.Category.ToString().ToLowerInvariant(), service.Aliases, service.BasePriceMinor,
                answer.Currency))],
            answer.Hours, answer.ServiceArea);
    }
}
