using System.Text.RegularExpressions;

namespace Platform.Conversation;

/// <summary>Puts given and family names in order where the caller says which is which.</summary>
internal static partial class NameOrder
{
    /// <summary>"First name Kim, last name Park", in either order; "Kim, family name Park" where a name was asked
    /// for.</summary>
    public static string? FirstAndLast(Utterance u, string text, bool isAwaited)
    {
        var (given, family) = (GivenName.Match(text), FamilyName.Match(text));
        if (!family.Success || !(given.Success || isAwaited))
            return null;
        if (!given.Success)
            return GivenAndFamily(u, u.SpanOf(family).To);
        var first = NameRecognizer.Collect(u, u.SpanOf(given).To, NameCue.Strong);
        var last = NameRecognizer.Collect(u, u.SpanOf(family).To, NameCue.Strong);
        return first is null ? last : last is null ? first : $"{first} {last}";
    }

    // "Ada, family name is Park"
    private static string? GivenAndFamily(Utterance u, int at)
    {
        if (NameRecognizer.Collect(u, at, NameCue.Strong) is not { } family)
            return null;
        if (AwaitedName.Find(u) is not { } given)
            return family;
        u.Take(given);
        return $"{NameRecognizer.Cased(u, given.From, given.To)} {family}";
    }

    /// <summary>"Park, Ada": a list's order, with nothing but a comma between them.</summary>
    public static bool IsFamilyFirst(Utterance u)
    {
        var between = u.Raw[u.Words[0].End..u.Words[^1].Start].Trim();
        return u.Words.Count > 1 && between is "," or "comma" && u.IsFree(new Span(0, u.Words.Count))
            && new[] { 0, u.Words.Count - 1 }.All(at => NameRecognizer.IsNameWord(u, at, NameCue.Bare, isFirst: true));
    }

    [GeneratedRegex(@"\b(?:first|given) name(?:'s| is)?\b")]
    private static partial Regex GivenName { get; }

    [GeneratedRegex(@"\b(?:last|family|sur) ?name(?:'s| is)?\b")]
    private static partial Regex FamilyName { get; }
}
