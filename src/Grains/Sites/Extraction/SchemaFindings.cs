using Platform.Money;
using Platform.Shops;

namespace Platform.Sites.Extraction;

/// <summary>What things in the words of schema.org say about a shop: LocalBusiness and its kin,
/// OpeningHoursSpecification, Offer, Service and their catalogues. Pure.</summary>
internal static class SchemaFindings
{
    private const int DepthMax = 12;

    private static readonly string[] NoBusiness =
        ["Person", "Service", "Offer", "Product", "Event", "Review", "WebSite", "WebPage", "OfferCatalog"];

    private static readonly string[] OfBusinesses =
        ["address", "telephone", "openingHours", "openingHoursSpecification", "hasOfferCatalog", "priceRange"];

    private static readonly string[] SayHowLong = ["duration", "timeRequired", "name", "description"];

    public static void Read(IEnumerable<SchemaNode> things, string shopCurrency, string country, Findings findings)
    {
        foreach (var thing in things)
            Read(thing, shopCurrency, country, findings, 0);
    }

    private static void Read(SchemaNode thing, string shopCurrency, string country, Findings findings, int depth)
    {
        if (depth > DepthMax)
            return;
        if (IsBusiness(thing))
            Business(thing, country, findings);
        if (thing.Is("Offer") || thing.Is("AggregateOffer"))
            Offer(thing, null, shopCurrency, findings);
        else if (thing.Is("Service"))
            Service(thing, shopCurrency, findings);

        // Of a service its own offers were read with its name; catalogues and what a business offers come below it.
        var skipped = thing.Is("Service") ? "offers" : thing.Is("Offer") ? "itemOffered" : "";
        foreach (var (property, values) in thing.Properties)
        {
            if (property == skipped || property is "review" or "author" or "event" or "employee")
                continue;
            foreach (var inner in values.OfType<SchemaNode>())
                Read(inner, shopCurrency, country, findings, depth + 1);
        }
    }

    // Its types are many and grow; what it has says more: a name, and something that only a place of business has.
    private static bool IsBusiness(SchemaNode thing) =>
        thing.Text("name") is not null && !NoBusiness.Any(thing.Is)
        && OfBusinesses.Any(thing.Properties.ContainsKey);

    private static void Business(SchemaNode thing, string country, Findings findings)
    {
        findings.Name(thing.Text("name"), thing.Source);
        findings.Phone(thing.Text("telephone"), country, thing.Source);
        findings.Email(thing.Text("email"), thing.Source);
        findings.Address(
            thing.Things("address").FirstOrDefault() is { } address ? Address(address) : thing.Text("address"),
            thing.Source);
        var hours = thing.Things("openingHoursSpecification").SelectMany(Hours)
            .Concat(thing.Texts("openingHours").SelectMany(text => (IEnumerable<OpeningHours>)HoursText.Read(text)));
        findings.Hours(hours, thing.Source);
    }

    private static string Address(SchemaNode address)
    {
        var town = string.Join(
            ' ', new[] { address.Text("addressRegion"), address.Text("postalCode") }.OfType<string>());
        var country = address.Text("addressCountry") ?? address.Things("addressCountry").FirstOrDefault()?.Text("name");
        return string.Join(", ", new[]
        {
            address.Text("streetAddress"), address.Text("addressLocality"), town, country,
        }.Where(part => !string.IsNullOrWhiteSpace(part)));
    }

    private static IEnumerable<OpeningHours> Hours(SchemaNode day)
    {
        // What is valid from a day to a day is a holiday's, not every week's.
        if (day.Properties.ContainsKey("validFrom") || day.Properties.ContainsKey("validThrough")
            || HoursText.TimeOf(day.Text("opens") ?? "") is not { } opens
            || HoursText.TimeOf(day.Text("closes") ?? "") is not { } closes)
        {
            return [];
        }

        var end = closes == TimeOnly.MinValue ? new TimeOnly(23, 59) : closes;
        var days = day.Texts("dayOfWeek").SelectMany(text => HoursText.Days(SchemaNode.Bare(text)));
        return opens < end ? days.Select(one => new OpeningHours(one, opens, end)) : [];
    }

    private static void Service(SchemaNode service, string shopCurrency, Findings findings)
    {
        var offers = service.Things("offers").ToList();
        if (offers.Count > 0)
        {
            foreach (var offer in offers)
                Offer(offer, service, shopCurrency, findings);
        }
        else
        {
            findings.Service(
                service.Text("name"), PriceOf(service, shopCurrency), MinutesOf(service), service.Source);
        }
    }

    private static void Offer(SchemaNode offer, SchemaNode? service, string shopCurrency, Findings findings)
    {
        var offered = service ?? offer.Things("itemOffered").FirstOrDefault(item => !item.Is("Product"));
        if (offered is null && offer.Things("itemOffered").Any())
            return; // Goods are no service.
        findings.Service(
            offered?.Text("name") ?? offer.Text("itemOffered") ?? offer.Text("name"),
            PriceOf(offer, shopCurrency) ?? (offered is null ? null : PriceOf(offered, shopCurrency)),
            MinutesOf(offer) ?? (offered is null ? null : MinutesOf(offered)), offer.Source);
    }

    private static (long, string)? PriceOf(SchemaNode offer, string shopCurrency)
    {
        foreach (var at in new[] { offer }.Concat(offer.Things("priceSpecification")))
        {
            var currency = at.Text("priceCurrency")?.ToUpperInvariant() ?? shopCurrency;
            var number = at.Text("price") ?? at.Text("lowPrice") ?? at.Text("minPrice");
            if (number is not null && Currency.IsKnown(currency) && PriceText.Minor(number, currency) is { } minor)
                return (minor, currency);
        }

        return null;
    }

    private static int? MinutesOf(SchemaNode thing) =>
        SayHowLong.SelectMany(thing.Texts)
            .Select(text => text.Length <= 300 ? DurationText.Find(text)?.Minutes : null)
            .FirstOrDefault(minutes => minutes is not null);
}
