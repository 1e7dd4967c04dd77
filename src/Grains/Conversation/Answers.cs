using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace Platform.Conversation;

/// <summary>Answers what the shop's own data can answer; null for everything else, which a person has to.</summary>
internal static partial class Answers
{
    public static string? To(Hearing heard, Draft draft, ShopContext shop)
    {
        var text = heard.Said.Text;
        return Price.IsMatch(text) ? PriceOf(heard, draft, shop)
            : OpeningHours.IsMatch(text) ? HoursOf(shop)
            : Area.IsMatch(text) && shop.Cities.Length > 0 ? AreaOf(text, shop)
            : Robot.IsMatch(text) ? $"I'm the automated assistant of {shop.Name}."
            : Offer.IsMatch(text) ? OfferOf(heard, shop)
            : null;
    }

    private static string? PriceOf(Hearing heard, Draft draft, ShopContext shop)
    {
        var label = heard.Service?.Label ?? draft.ServiceLabel;
        var service = shop.Services.FirstOrDefault(service => service.Label == label);
        if (heard.Lines.Length > 0 && heard.Lines[0].UnitPriceMinor is { } price)
            return $"{heard.Lines[0].Name} is {Phrases.Money(price, shop.Currency)}.";
        return service?.PriceMinor is { } from
            ? $"{service.Label} starts at {Phrases.Money(from, shop.Currency)}."
            : null;
    }

    private static string? HoursOf(ShopContext shop)
    {
        if (shop.Hours.IsEmpty)
            return null;
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(shop.TimeZone) ?? DateTimeZone.Utc;
        var today = Instant.FromDateTimeOffset(shop.Now).InZone(zone).DayOfWeek;
        var days = shop.Hours.OrderBy(hours => ((int)hours.Day - ((int)today % 7) + 7) % 7).Select(hours =>
            $"{((int)hours.Day == (int)today % 7 ? "today" : hours.Day.ToString())} from {Clock(hours.Opens)} to "
                + Clock(hours.Closes));
        return $"We're open {string.Join(", ", days)}.";
    }

    private static string AreaOf(string text, ShopContext shop)
    {
        var named = shop.Cities.FirstOrDefault(city => text.Contains(city, StringComparison.OrdinalIgnoreCase));
        return named is not null ? $"Yes, we serve {named}." : $"We serve {string.Join(", ", shop.Cities)}.";
    }

    private static string? OfferOf(Hearing heard, ShopContext shop)
    {
        var service = shop.Services.FirstOrDefault(service => service.Label == heard.Service?.Label);
        if (service is not null)
            return $"Yes, we do {service.Label}.";
        if (heard.Lines is [var line, ..])
        {
            return line.UnitPriceMinor is { } price
                ? $"Yes, we have {line.Name} for {Phrases.Money(price, shop.Currency)}."
                : $"Yes, we have {line.Name}.";
        }

        if (heard.Unsold is { } unsold)
            return $"{Phrases.NotSold(unsold)} {Phrases.Sold(shop)}";
        return !WhatOffer.IsMatch(heard.Said.Text) ? null
            : shop.Services.Length > 0
                ? $"We do {string.Join(", ", shop.Services.Select(offered => offered.Label))}."
            : shop.Items.Length > 0 ? Phrases.Sold(shop)
            : null;
    }

    /// <summary>Work that the catalogue does not name: whether it is done, only a person knows.</summary>
    public static string? Unlisted(Hearing heard, ShopContext shop) =>
        heard.Service is { } service && shop.Services.Length > 0
        && Offer.IsMatch(heard.Said.Text) && shop.Services.All(offered => offered.Label != service.Label)
            ? $"I don't have {service.Label} on my list. {Phrases.AskCallBackAbout}"
            : null;

    private static string Clock(TimeOnly time) =>
        time.ToString(time.Minute == 0 ? "h tt" : "h:mm tt", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\b(?:how much|price|prices|pricing|cost|costs|charge|rate|rates|fees?|quote|ballpark|expensive"
        + @"|set me back|run me)\b|\bwhat\b.*\bruns?$")]
    private static partial Regex Price { get; }

    [GeneratedRegex(@"\b(?:hours|open|close|closed|what time do you|(?:do|work|come|available)(?: on| in the)? "
        + @"(?:evenings?"
        + @"|weekends?|saturdays?|sundays?|nights?|mornings?))\b")]
    private static partial Regex OpeningHours { get; }

    [GeneratedRegex(@"\b(?:serve|service area|area|cover|come (?:out )?to|travel|work in|deliver to|located"
        + @"|where are)\b")]
    private static partial Regex Area { get; }

    [GeneratedRegex(@"\b(?:real person|robot|machine|computer|human|bot|ai|recording)\b")]
    private static partial Regex Robot { get; }

    [GeneratedRegex(@"\b(?:do you|can you|offer|have|services|carry|sell)\b")]
    private static partial Regex Offer { get; }

    [GeneratedRegex(@"\b(?:what (?:services|kind|type|do you|else)|which services|services)\b")]
    private static partial Regex WhatOffer { get; }
}
