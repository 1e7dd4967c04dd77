using System.Text.RegularExpressions;

namespace Platform.Conversation;

/// <summary>Hears towns: those that the shop serves anywhere, others where a town stands.</summary>
internal static class Town
{
    private const int WordsMax = 3;

    private static readonly Dictionary<string, string> Nicknames = new()
    {
        ["nyc"] = "New York",
    };

    private const int ZipLength = 5;

    /// <summary>The town at this place or, where it is one that is known, further on.</summary>
    public static string? Find(Utterance u, ref int at, IReadOnlyCollection<string> cities)
    {
        while (at < u.Words.Count
            && u.Words[at].Text is "in" or "at" or "over" or "here" or "that's" or "it's" or "its" or "which"
                or "is" or "up" or "down"
                or "the")
        {
            at++;
        }

        if (Nicknames.TryGetValue(u.Words.ElementAtOrDefault(at)?.Text ?? "", out var meant) && !u.IsTaken(at))
        {
            u.Take(new Span(at, ++at));
            return meant;
        }

        // "New Rochelle, New York": the town stands before its state, also where a town has the state's name.
        var isStateNext = TownEnd(u, at) is var town && town > at && town < u.Words.Count
            && Places.StateAt(u, town) is not null && !HasCity(u, new Span(at, town), cities);
        if (!isStateNext && KnownCity(u, ref at, cities) is { } known)
            return known;
        var wasIn = at > 0 && u.Words[at - 1].Text == "in";
        var end = TownEnd(u, at);
        if (end == at)
            return null;
        var isFollowed = end < u.Words.Count && (Places.StateAt(u, end) is not null || AddressParts.IsZip(u, end));
        var isState = Places.StateAt(u, at) is var (_, stateEnd) && stateEnd >= end && !isFollowed;
        var isCapital = u.IsCapital(at);
        var isAtEnd = end == u.Words.Count || u.Words[end - 1].Break;
        if (isState && !(wasIn && u.Words[at].Text == "new") || !(isFollowed || isCapital || wasIn || isAtEnd))
            return null;
        var city = AddressParts.Title(u.Slice(new Span(at, end)));
        u.Take(new Span(at, end));
        at = end;
        return city;
    }

    private static int TownEnd(Utterance u, int at)
    {
        var end = at;
        while (end < u.Words.Count && end < at + WordsMax && IsCityWord(u, end))
        {
            // "New York New York", "Kansas City Missouri": a state ends the town, unless it is the town's first word.
            if (end > at && Places.StateAt(u, end) is not null)
                break;
            end++;
            if (u.Words[end - 1].Break)
                break;
        }

        return end;
    }

    private static bool HasCity(Utterance u, Span span, IReadOnlyCollection<string> cities)
    {
        var words = " " + string.Join(' ', u.Words.Skip(span.From).Take(span.To - span.From).Select(w => w.Text)) + " ";
        return cities.Any(city => words.Contains($" {city} ", StringComparison.OrdinalIgnoreCase));
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
}
