using System.Text.RegularExpressions;

namespace Platform.Conversation;

/// <summary>Hears street addresses: a house number, a street, then perhaps a unit, a town, a state, a ZIP.</summary>
internal static partial class AddressRecognizer
{
    private const int StreetWordsMax = 4;
    private const int LengthMax = 160;

    private static readonly HashSet<string> NotInStreets =
        [.. ("in at is and or but the it's its i i'm my we our you your a an for to from on with of by not no please "
            + "need "
        + "have has had was are be am pm oclock minutes hours days weeks hour day week people rooms years times units "
        + "bedroom bedrooms bathroom bathrooms would could can thank thanks tomorrow today morning afternoon evening")
            .Split(' ')];

    private static readonly HashSet<string> UnitWords =
        [.. "apartment apt unit suite ste room floor lot building".Split(' ')];

    private static readonly HashSet<string> Numbered = [.. "highway hwy route interstate rr".Split(' ')];

    private static readonly HashSet<string> BeforeBareStreet =
        [.. "at address live located".Split(' ')];

    /// <summary>The address, or null. <paramref name="isAwaited"/> lets a street stand without its kind, as in
    /// "450 Peachtree".</summary>
    public static DraftAddress? Find(Utterance u, bool isAwaited, IReadOnlyCollection<string> cities)
    {
        return Streets(u, cities, from => StreetEnd(u, from.To))
            ?? Streets(u, cities, from => BareStreetEnd(u, from.From, from.To, isAwaited, cities))
            ?? (isAwaited ? Loose(u, cities) : null);
    }

    // The last one counts: "two doors down from her", then the address itself.
    private static DraftAddress? Streets(Utterance u, IReadOnlyCollection<string> cities, Func<Span, int?> end)
    {
        Span? found = null;
        for (var i = 0; i < u.Words.Count; i++)
        {
            if (u.IsTaken(i) || !IsHouseNumber(u, i) || (i > 0 && UnitWords.Contains(u.Words[i - 1].Text)))
                continue;
            var number = i;
            while (number + 1 < u.Words.Count && !u.Words[number].Break && IsHouseOn(u, number))
            {
                // "Thirty three, uh, thirty three hundred": the number begins anew.
                if (u.Words[number].Text.Length > 1
                    && u.Words[number + 1].Text.StartsWith(u.Words[number].Text, StringComparison.Ordinal)
                    && u.Words[number + 1].Text.Length > u.Words[number].Text.Length)
                {
                    i = number + 1;
                }

                number++;
            }

            if (end(new Span(i, number + 1)) is not { } streetEnd)
                continue;
            // What follows belongs to the last street, so that one is read when all are known.
            if (found is { } earlier)
                u.Take(earlier);
            found = new Span(i, streetEnd);
            i = streetEnd - 1;
        }

        return found is { } street ? AddressParts.Read(u, street, cities) : null;
    }

    private static bool IsHouseNumber(Utterance u, int at)
    {
        var text = u.Words[at].Text;
        return (u.Words[at].IsNumber && text.Length <= 6)
            || (text.Length is >= 2 and <= 6 && char.IsAsciiDigit(text[0]) && char.IsAsciiLetter(text[^1])
                && text[..^1].All(char.IsAsciiDigit));
    }

    // The number goes on: with more of it, or with a hyphen and more of it.
    private static bool IsHouseOn(Utterance u, int at) =>
        IsHouseNumber(u, at + 1)
        || (at + 2 < u.Words.Count && AddressParts.IsHyphen(u, at + 1, new Span(at, at + 3)))
        || AddressParts.IsHyphen(u, at, new Span(Math.Max(0, at - 1), Math.Min(u.Words.Count, at + 2)));

    private static int? StreetEnd(Utterance u, int from)
    {
        for (var i = from; i < u.Words.Count && i <= from + StreetWordsMax; i++)
        {
            var text = u.Words[i].Text;
            if (u.IsTaken(i) || (i > from && u.Words[i - 1].Break))
                return null;
            if (Numbered.Contains(text) && i + 1 < u.Words.Count && u.Words[i + 1].IsNumber)
                return i + 2;
            if (text is "avenue" or "road" or "county" && i + 1 < u.Words.Count && !u.Words[i].Break
                && i == from && (u.Words[i + 1].IsLetter || u.Words[i + 1].IsNumber))
            {
                return i + 2;
            }

            // "County Road 12"
            if (text == "road" && i > from && u.Words[i - 1].Text is "county" or "state" && i + 1 < u.Words.Count
                && u.Words[i + 1].IsNumber && !u.Words[i].Break)
            {
                return i + 2;
            }

            if (Places.IsStreetType(text) && (i > from || text == "broadway"))
                return TypesEnd(u, i);
            if (NotInStreets.Contains(text) || u.Words[i].IsNumber)
                return null;
        }

        return null;
    }

    // "Park Place Drive", "Main Street Northwest": the last kind counts, a direction may follow.
    private static int TypesEnd(Utterance u, int at)
    {
        while (at + 1 < u.Words.Count && !u.Words[at].Break && Places.IsStreetType(u.Words[at + 1].Text))
            at++;
        if (at + 1 < u.Words.Count && !u.Words[at].Break && Places.IsDirection(u.Words[at + 1].Text)
            && !IsTownAfterDirection(u, at + 1))
        {
            at++;
        }

        return at + 1;
    }

    // In "Main Street East Orange" the direction belongs to the town, in "Main Street North" to the street.
    private static bool IsTownAfterDirection(Utterance u, int direction) =>
        direction + 1 < u.Words.Count && !u.Words[direction].Break && u.Words[direction].Text.Length > 2
        && u.IsCapital(direction + 1) && !Vocabulary.IsCommon(u.Words[direction + 1].Text);

    private static int? BareStreetEnd(
        Utterance u, int house, int from, bool isAwaited, IReadOnlyCollection<string> cities)
    {
        // "At 2 sharp": what can be an hour of the day is no house number, unless an address was asked for.
        var isCued = isAwaited || (house > 0 && BeforeBareStreet.Contains(u.Words[house - 1].Text)
            && !(u.Words[house].Text.Length <= 2 && u.Words[house - 1].Text == "at"));
        if (!isCued || u.Words[from - 1].Break)
            return null;
        var end = from;
        while (end < u.Words.Count && end < from + 2 && !u.IsTaken(end)
            && !(end > from && StartsCity(u, end, cities)) && !NotInStreets.Contains(u.Words[end].Text)
            && (!Vocabulary.IsCommon(u.Words[end].Text) || Places.IsDirection(u.Words[end].Text))
            && (u.Words[end].Text.Length > 2 || Places.IsDirection(u.Words[end].Text))
            && !Vocabulary.IsTimeWord(u.Words[end].Text)
            && (u.Words[end].Text.All(c => char.IsAsciiLetter(c) || c == '\'')
                || WrittenOrdinal.IsMatch(u.Words[end].Text)))
        {
            end++;
            if (u.Words[end - 1].Break)
                break;
        }

        return end == from ? null : end;
    }

    private static bool StartsCity(Utterance u, int at, IReadOnlyCollection<string> cities)
    {
        var rest = string.Join(' ', u.Words.Skip(at).Take(3).Select(word => word.Text)) + " ";
        return cities.Any(city => rest.StartsWith(city + " ", StringComparison.OrdinalIgnoreCase));
    }

    // A place without a house number, when a place was asked for: a corner, a building by its name.
    private static DraftAddress? Loose(Utterance u, IReadOnlyCollection<string> cities)
    {
        for (var i = 0; i < u.Words.Count; i++)
        {
            var text = u.Words[i].Text;
            if (u.IsTaken(i) || !(Places.IsStreetType(text) || text is "corner" or "building" or "apartments" or "box"))
                continue;
            var from = i;
            while (from > 0 && !u.IsTaken(from - 1) && !u.Words[from - 1].Break && i - from < 4
                && u.Words[from - 1].Text is not ("at" or "on" or "is" or "it's" or "in" or "near" or "and" or "half"))
            {
                from--;
            }

            if (text == "corner" && Corner(u, i, cities) is { } corner)
                return corner;
            if (from == i && text is not ("corner" or "box"))
                continue;
            var raw = u.Slice(new Span(from, u.Words.Count));
            var read = AddressParts.Read(u, new Span(from, i + 1), cities);
            return read with { Raw = raw.Length > LengthMax ? raw[..LengthMax] : raw };
        }

        return null;
    }

    // "The corner of 5th and Main in Brooklyn"
    private static DraftAddress? Corner(Utterance u, int at, IReadOnlyCollection<string> cities)
    {
        var and = at + 1;
        while (and < u.Words.Count && and < at + StreetWordsMax + 2 && u.Words[and].Text != "and")
            and++;
        if (at + 2 >= u.Words.Count || u.Words[at + 1].Text != "of" || and + 1 >= u.Words.Count || and == at + 2)
            return null;
        var end = and + 2;
        while (end < u.Words.Count && end < and + 3 && !u.Words[end - 1].Break && !StartsCity(u, end, cities)
            && Places.IsStreetType(u.Words[end].Text))
        {
            end++;
        }

        var first = AddressParts.Street(u, new Span(at + 2, and));
        var second = AddressParts.Street(u, new Span(and + 1, end));
        var read = AddressParts.Read(u, new Span(at, end), cities);
        return read with { Line1 = $"Corner of {first} and {second}" };
    }

    [GeneratedRegex(@"^\d+(?:st|nd|rd|th)$")]
    private static partial Regex WrittenOrdinal { get; }
}
