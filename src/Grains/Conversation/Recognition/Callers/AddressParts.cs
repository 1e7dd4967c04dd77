using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.Conversation;

/// <summary>Reads what follows a street: unit, town, state, ZIP.</summary>
internal static partial class AddressParts
{
    private const int CityWordsMax = 3;
    private const int ZipLength = 5;

    public static DraftAddress Read(Utterance u, Span street, IReadOnlyCollection<string> cities)
    {
        var line1 = Line1(u, street);
        u.Take(street);
        if (HouseAfter(u, street.To) is { } house && !char.IsAsciiDigit(line1[0]))
        {
            line1 = $"{house} {line1}";
            street = new Span(street.From, street.To + 2);
            u.Take(street);
        }

        var unit = Unit(u, street, out var at);
        var city = City(u, ref at, cities);
        string? state = null;
        if (at < u.Words.Count && !u.IsTaken(at) && Places.StateAt(u, at) is var (code, end))
        {
            state = code;
            u.Take(new Span(at, end));
            at = end;
        }

        var zip = Zip(u, ref at);
        var raw = string.Join(", ", new[] { line1, unit, city, Join(state, zip) }.Where(part => part is not null));
        return new DraftAddress(raw, line1, unit, city, state, zip, state is null ? null : "US");
    }

    /// <summary>A town that is said alone, to complete an address.</summary>
    public static string? CityAlone(Utterance u, IReadOnlyCollection<string> cities)
    {
        var at = 0;
        while (at < u.Words.Count
            && u.Words[at].Text is "in" or "it's" or "its" or "that's" or "the" or "city" or "of" or "is")
        {
            at++;
        }

        return City(u, ref at, cities);
    }

    /// <summary>A ZIP that is said alone or with its word.</summary>
    public static string? ZipAlone(Utterance u)
    {
        var match = ZipSaid.Match(u.Free());
        if (!match.Success)
            return null;
        u.Take(u.SpanOf(match));
        return match.Groups["zip"].Value.Replace(" ", "", StringComparison.Ordinal);
    }

    /// <summary>A unit that is said alone: "apartment 4B".</summary>
    public static string? UnitAlone(Utterance u) => Unit(u, new Span(0, 0), out _);

    public static string Title(string text) =>
        CultureInfo.InvariantCulture.TextInfo.ToTitleCase(text.ToLowerInvariant());

    private static string Line1(Utterance u, Span street)
    {
        var number = "";
        var at = street.From;
        for (; at < street.To && char.IsAsciiDigit(u.Words[at].Text[0]) && !Ordinal.IsMatch(u.Words[at].Text); at++)
            number += u.Words[at].Text.ToUpperInvariant();
        var name = string.Join(' ', Enumerable.Range(at, street.To - at).Select(i => StreetWord(u.Words[i].Text)));
        return $"{number} {name}".Trim();
    }

    // "Kent Avenue, number 212": where the house number comes last, as in many countries.
    private static string? HouseAfter(Utterance u, int at) =>
        at + 1 < u.Words.Count && !u.IsTaken(at + 1) && u.Words[at].Text is "number" or "no" && u.Words[at + 1].IsNumber
            ? u.Words[at + 1].Text
            : null;

    private static string StreetWord(string word) =>
        Ordinal.IsMatch(word) ? word : word is "ne" or "nw" or "se" or "sw" ? word.ToUpperInvariant() : Title(word);

    private static string? Unit(Utterance u, Span street, out int at)
    {
        at = street.To;
        var match = UnitSaid.Match(u.Free());
        if (!match.Success)
            return null;
        var span = u.SpanOf(match);
        // "Number 5" is a flat only right after the street; elsewhere it is anything, and "number I'm" is no flat.
        if (match.Groups["kind"].Value == "number"
            && (span.From != street.To || !char.IsAsciiDigit(match.Groups["value"].Value[0])))
        {
            return null;
        }

        u.Take(span);
        if (span.From >= street.To && span.From <= street.To + 2)
            at = span.To;
        if (match.Groups["floor"].Success)
            return Title(match.Groups["floor"].Value) + " Floor";
        var kind = match.Groups["kind"].Value switch
        {
            "apartment" or "apt" => "Apt",
            "suite" or "ste" => "Suite",
            "building" or "bldg" => "Building",
            "number" => "Unit",
            var other => Title(other),
        };
        var value = match.Groups["value"].Value.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        return $"{kind} {value}";
    }

    private static string? City(Utterance u, ref int at, IReadOnlyCollection<string> cities)
    {
        while (at < u.Words.Count
            && u.Words[at].Text is "in" or "at" or "over" or "here" or "that's" or "which" or "is" or "up" or "down")
        {
            at++;
        }

        if (KnownCity(u, ref at, cities) is { } known)
            return known;
        var wasIn = at > 0 && u.Words[at - 1].Text == "in";
        var end = at;
        while (end < u.Words.Count && end < at + CityWordsMax && IsCityWord(u, end))
        {
            // "New York New York", "Kansas City Missouri": a state ends the town, unless it is the town's first word.
            if (end > at && Places.StateAt(u, end) is not null)
                break;
            end++;
            if (u.Words[end - 1].Break)
                break;
        }

        if (end == at)
            return null;
        var isFollowed = end < u.Words.Count && (Places.StateAt(u, end) is not null || IsZip(u, end));
        var isState = Places.StateAt(u, at) is var (_, stateEnd) && stateEnd >= end && !isFollowed;
        var isCapital = u.IsCapital(at);
        var isAtEnd = end == u.Words.Count || u.Words[end - 1].Break;
        if (isState && !(wasIn && u.Words[at].Text == "new") || !(isFollowed || isCapital || wasIn || isAtEnd))
            return null;
        var city = Title(u.Slice(new Span(at, end)));
        u.Take(new Span(at, end));
        at = end;
        return city;
    }

    private static string? KnownCity(Utterance u, ref int at, IReadOnlyCollection<string> cities)
    {
        var free = u.Free();
        var (from, first) = (at, (City: (string?)null, Span: new Span(int.MaxValue, 0)));
        foreach (var city in cities.OrderByDescending(city => city.Length))
        {
            var name = Regex.Escape(city.ToLowerInvariant().Replace(".", "", StringComparison.Ordinal));
            var match = Regex.Match(free, $@"\b{name}\b");
            // "Brooklyn, New York": the town that is said first.
            if (match.Success && u.SpanOf(match) is var span && (span.From >= from || from >= u.Words.Count)
                && span.From < first.Span.From)
            {
                first = (city, span);
            }
        }

        if (first.City is null)
            return null;
        u.Take(first.Span);
        at = first.Span.To;
        return first.City;
    }

    private static bool IsCityWord(Utterance u, int at) =>
        !u.IsTaken(at) && u.Words[at].Text.Length > 1
            && u.Words[at].Text.All(c => char.IsAsciiLetter(c) || c is '\'' or '.')
        && (!Vocabulary.IsCommon(u.Words[at].Text)
        || u.Words[at].Text is "new" or "city" or "park" or "beach" or "lake" or "spring")
        && !Vocabulary.IsTimeWord(u.Words[at].Text);

    private static bool IsZip(Utterance u, int at) =>
        u.Words[at] is { IsNumber: true } word && word.Text.Length == ZipLength;

    private static string? Zip(Utterance u, ref int at)
    {
        while (at < u.Words.Count
            && u.Words[at].Text is "zip" or "zip's" or "zipcode" or "code" or "and" or "the" or "is" or "postal")
        {
            at++;
        }

        if (at < u.Words.Count && !u.IsTaken(at) && IsZip(u, at))
        {
            u.Take(new Span(at, at + 1));
            return u.Words[at++].Text;
        }

        return ZipAlone(u);
    }

    private static string? Join(string? state, string? zip) =>
        (state, zip) is (null, null) ? null : $"{state} {zip}".Trim();

    [GeneratedRegex(@"^\d+(st|nd|rd|th)$")]
    private static partial Regex Ordinal { get; }

    // "Apartment 5, I'm on the left": the caller begins to speak of themselves.
    private const string NotI = "(?<!i(?='| am| need| have| want| would| can| live| think))";

    [GeneratedRegex(
        @"\b(?<kind>apartment|apt|unit|suite|ste|building|bldg|room|lot|number|floor)( number"
        + @"| is)? (?<value>\d{1,5}( ?[a-z]\b" + NotI
        + @")?|[a-z]\b" + NotI + @"( ?\d{1,4})?|[a-z]\d{1,4})"
        + @"|\b(?<floor>\d+(st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|top"
        + @"|ground) floor\b")]
    private static partial Regex UnitSaid { get; }

    [GeneratedRegex(@"\b(zip|zipcode|postal)( code)?('s| is| it's)? (?<zip>\d{5}|\d{1,3} \d{2,4})\b")]
    private static partial Regex ZipSaid { get; }
}
