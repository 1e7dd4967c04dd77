using System.Text.RegularExpressions;

namespace Platform.Conversation;

/// <summary>Hears which part of a house is meant: a flat, a floor, a suite.</summary>
internal static partial class AddressUnit
{
    /// <summary>The unit, and where what follows it begins: after the street, or after a unit close to it.</summary>
    public static string? Find(Utterance u, Span street, out int at)
    {
        at = street.To;
        var match = UnitSaid.Match(u.Free());
        if (!match.Success)
            return UnitAfter(u, street, ref at);
        var span = u.SpanOf(match);
        // "Number 5" is a flat only right after the street; elsewhere it is anything, and "number I'm" is no flat.
        if (match.Groups["kind"].Value == "number"
            && (span.From != street.To || street.To == 0 || !char.IsAsciiDigit(match.Groups["value"].Value[0])))
        {
            return null;
        }

        u.Take(span);
        if (span.From >= street.To && span.From <= street.To + 2)
            at = span.To;
        if (match.Groups["floor"].Success)
            return AddressParts.Title(match.Groups["floor"].Value) + " Floor";
        var kind = match.Groups["kind"].Value switch
        {
            "apartment" or "apt" => "Apt",
            "suite" or "ste" => "Suite",
            "building" or "bldg" => "Building",
            "number" => "Unit",
            var other => AddressParts.Title(other),
        };
        var value = match.Groups["value"].Value.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        // "Building C, apartment 9": a flat of a building is one of several numbers.
        var inner = kind is "Building" or "Floor" && UnitSaid.IsMatch(u.Free()) ? Find(u, span, out at) : null;
        return inner is null ? $"{kind} {value}" : $"{kind} {value}, {inner}";
    }

    // "340 Hicks Street, 4F": a number with a letter right after the street; "the tenant in 2B".
    private static string? UnitAfter(Utterance u, Span street, ref int at)
    {
        for (var i = 0; i < u.Words.Count; i++)
        {
            var isAfter = i == street.To && street.To > 0;
            if (u.IsTaken(i) || !BareUnit.IsMatch(u.Words[i].Text)
                || !(isAfter || (i > 1 && u.Words[i - 1].Text is "in" or "tenant" && u.Words[i - 2].Text is not "at")
                    || (i > 0 && u.Words[i - 1].Text is "it's" or "is" && UnitNamed.IsMatch(u.Text))))
            {
                continue;
            }

            u.Take(new Span(i, i + 1));
            at = isAfter ? i + 1 : at;
            return $"Unit {u.Words[i].Text.ToUpperInvariant()}";
        }

        return null;
    }

    [GeneratedRegex(@"\b(?:apartment|apt|unit|flat)\b")]
    private static partial Regex UnitNamed { get; }

    [GeneratedRegex("^(?:[0-9]{1,3}[a-hj-z]|[a-hj-z][0-9]{1,3})$")]
    private static partial Regex BareUnit { get; }

    // "Apartment 5, I'm on the left": the caller begins to speak of themselves.
    private const string NotI = "(?<!i(?='| am| need| have| want| would| can| live| think))";

    [GeneratedRegex(
        @"\b(?<kind>apartment|apt|unit|suite|ste|building|bldg|room|lot|number|floor|flat|door|penthouse)( number"
        + @"| is)? (?<value>\d{1,5}( ?[a-z]\b" + NotI
        + @")?|[a-z]\b" + NotI + @"( ?\d{1,4})?|[a-z]\d{1,4})"
        + @"|\b(?<floor>\d+(st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|top"
        + @"|ground) floor\b")]
    private static partial Regex UnitSaid { get; }
}
