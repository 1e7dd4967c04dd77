using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.Conversation;

/// <summary>Reads what follows a street: unit, town, state, ZIP.</summary>
internal static partial class AddressParts
{
    private const int StreetWordsMax = 3;
    private const int ZipLength = 5;

    public static DraftAddress Read(Utterance u, Span street, IReadOnlyCollection<string> cities)
    {
        var line1 = Line1(u, street);
        u.Take(street);
        if (HouseAfter(u, street.To) is { } house && !IsHouse(line1.Split(' ')[0]))
        {
            line1 = $"{house} {line1}";
            street = new Span(street.From, street.To + 2);
            u.Take(street);
        }

        var unit = AddressUnit.Find(u, street, out var at);
        var city = Town.Find(u, ref at, cities);
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

        return Town.Find(u, ref at, cities);
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
    public static string? UnitAlone(Utterance u) => AddressUnit.Find(u, new Span(0, 0), out _);

    /// <summary>A street without its house number: "it's Elm Avenue". What it is not is passed over.</summary>
    public static string? StreetAlone(Utterance u)
    {
        for (var end = 1; end < u.Words.Count; end++)
        {
            if (u.IsTaken(end) || !Places.IsStreetType(u.Words[end].Text) || u.Words[end - 1].Break)
                continue;
            var from = end;
            while (from > 0 && end - from < StreetWordsMax && !u.IsTaken(from - 1)
                && (from == end || !u.Words[from - 1].Break)
                && (!Vocabulary.IsCommon(u.Words[from - 1].Text) || Ordinal.IsMatch(u.Words[from - 1].Text))
                && u.Words[from - 1].Text.All(char.IsAsciiLetterOrDigit) && !u.Words[from - 1].IsNumber)
            {
                from--;
            }

            if (from < end && (from == 0 || u.Words[from - 1].Text is not ("not" or "of" or "than")))
                return Street(u, new Span(from, end + 1));
        }

        return null;
    }

    public static string Title(string text) =>
        CultureInfo.InvariantCulture.TextInfo.ToTitleCase(text.ToLowerInvariant());

    private static string Line1(Utterance u, Span street)
    {
        var number = "";
        var at = street.From;
        for (; at < street.To && (IsHouse(u.Words[at].Text) || IsHyphen(u, at, street)); at++)
            number += IsHyphen(u, at, street) ? "-" : u.Words[at].Text.ToUpperInvariant();
        // "Sixteen B Maple Avenue": the letter belongs to the house, unless it is all the name there is.
        if (at + 2 < street.To && u.Words[at].IsLetter && !Places.IsDirection(u.Words[at].Text)
            && !Places.IsStreetType(u.Words[at + 1].Text))
        {
            number += u.Words[at++].Text.ToUpperInvariant();
        }

        return $"{number} {Street(u, new Span(at, street.To))}".Trim();
    }

    /// <summary>The name of a street, as it is written.</summary>
    public static string Street(Utterance u, Span name) =>
        string.Join(' ', Enumerable.Range(name.From, name.To - name.From).Select(i => StreetWord(u.Words[i].Text)));

    private static bool IsHouse(string word) => char.IsAsciiDigit(word[0]) && !Ordinal.IsMatch(word);

    /// <summary>Whether this word joins two halves of a house number: "62-11", "sixty two dash eleven".</summary>
    public static bool IsHyphen(Utterance u, int at, Span within) =>
        at > within.From && at + 1 < within.To && u.Words[at - 1].IsNumber && u.Words[at + 1].IsNumber
        && (u.Words[at].Text is "dash" or "hyphen"
            || (u.Words[at].Text == "to" && u.Slice(new Span(at, at + 1)) is "-" or "–"));

    // "Kent Avenue, number 212": where the house number comes last, as in many countries.
    private static string? HouseAfter(Utterance u, int at) =>
        at + 1 < u.Words.Count && !u.IsTaken(at + 1) && u.Words[at].Text is "number" or "no" && u.Words[at + 1].IsNumber
            ? u.Words[at + 1].Text
            : null;

    // As on signs: "Fifth", and from ten on digits, "10th".
    private static string StreetWord(string word) =>
        SpokenOrdinal.Value(word) is >= 10 and { } value ? SpokenOrdinal.Written(value)
        : Ordinal.IsMatch(word) ? word : word is "ne" or "nw" or "se" or "sw" ? word.ToUpperInvariant() : Title(word);

    /// <summary>Whether this word is a ZIP by its length.</summary>
    public static bool IsZip(Utterance u, int at) =>
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

    [GeneratedRegex(@"\b(zip|zipcode|postal)( code)?('s| is| it's)? (?<zip>\d{5}|\d{1,3} \d{2,4})\b")]
    private static partial Regex ZipSaid { get; }
}
