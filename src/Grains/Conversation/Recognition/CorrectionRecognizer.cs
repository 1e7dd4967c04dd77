using System.Text.RegularExpressions;

namespace Platform.Conversation;

/// <summary>Something that replaces something: "124, not 123", "Elm Avenue, not Elm Street".</summary>
/// <param name="Old">What it is not, up to three words, of which the first ones may be the ones.</param>
/// <param name="New">What it is, up to three words.</param>
/// <param name="IsNewFirst">Whether the new words came first: then the last of them are the ones.</param>
internal sealed record Swap(string Old, string New, bool IsNewFirst = true)
{
    private static readonly char[] Digits = [.. "0123456789"];

    /// <summary>The value with the old words replaced by as many new ones, or null when it has none of them.</summary>
    public string? In(string? value)
    {
        if (value is null)
            return null;
        var words = value.Split(' ');
        var old = Old.Split(' ');
        for (var count = old.Length; count > 0; count--)
        {
            for (var at = 0; at + count <= words.Length; at++)
            {
                if (Enumerable.Range(0, count).All(i => Same(words[at + i], old[i]))
                    && Chosen(count, old[0].Any(char.IsAsciiDigit)) is { } chosen)
                {
                    return string.Join(' ', [.. words[..at], .. chosen.Select(Cased), .. words[(at + count)..]]);
                }
            }
        }

        return null;
    }

    private string[]? Chosen(int count, bool isNumber)
    {
        var words = New.Split(' ');
        if (isNumber && count == 1)
            return words.LastOrDefault(word => word.IndexOfAny(Digits) >= 0) is { } number ? [number] : null;
        return words.Length < count ? words : IsNewFirst ? words[^count..] : words[..count];
    }

    private static bool Same(string a, string b) =>
        string.Equals(a.Trim('.', ','), b, StringComparison.OrdinalIgnoreCase);

    private static string Cased(string word) =>
        word.Any(char.IsAsciiDigit) ? word.ToUpperInvariant() : NameRecognizer.Case(word);
}

/// <summary>Hears that the caller takes something back, and which field is meant.</summary>
internal static partial class CorrectionRecognizer
{
    public static bool IsCorrection(string text) => Cue.IsMatch(text);

    /// <summary>The field that the words name, of <see cref="DraftFields"/>, or null.</summary>
    public static string? NamedField(string text)
    {
        var match = Field.Match(text);
        return !match.Success ? null
            : match.Groups["email"].Success ? DraftFields.Email
            : match.Groups["phone"].Success ? DraftFields.Phone
            : match.Groups["address"].Success ? DraftFields.Address
            : match.Groups["name"].Success ? DraftFields.Name
            : match.Groups["time"].Success ? DraftFields.Time
            : match.Groups["lines"].Success ? DraftFields.Lines
            : DraftFields.Service;
    }

    public static IEnumerable<Swap> Swaps(Utterance u)
    {
        foreach (Match match in NewNotOld.Matches(u.Text))
        {
            var added = Leads.Replace(match.Groups["new"].Value, "").Trim();
            if (added.Length > 0)
                yield return new Swap(match.Groups["old"].Value, added);
        }

        foreach (Match match in NotOldButNew.Matches(u.Text))
            yield return new Swap(match.Groups["old"].Value, match.Groups["new"].Value, IsNewFirst: false);
    }

    /// <summary>The words that say what it is not.</summary>
    public static Span? Negated(Utterance u)
    {
        var match = NotValue.Match(u.Text);
        return match.Success ? u.SpanOf(match) : null;
    }

    [GeneratedRegex(
        @"\b(?:actually|no wait|wait|i mean|i meant|meant to say|i said|should be|should have been|correction"
        + @"|correct(?: that| the| my)|change|changed|instead|make (?:it|that)|rather|wrong|scratch that"
        + @"|not \w+ (?:but|it's)|on second thought|sorry|update|switch|move it|let's (?:do|say|make)|my mistake"
        + @"|it's \w+(?: \w+)? not|better|except|wanted|asked for|but (?:the|it's|make))\b|^(?:no|nope|nah)\b(?! "
        + @"(?:thanks|that's (?:right|all|it)))")]
    private static partial Regex Cue { get; }

    [GeneratedRegex(
        @"\b(?:(?<email>email|mail address)|(?<phone>phone|number|cell|telephone|mobile|digits)|(?<address>address"
        + @"|street|house number|zip|city|unit|apartment|location)|(?<name>name|spelling|spelled|spelt)|(?<time>time"
        + @"|date|day|hour|appointment|schedule)|(?<lines>quantity|items?|how many|amount)|(?<service>service|problem"
        + @"|job|work(?! (?:phone|number|cell|line|address))))\b")]
    private static partial Regex Field { get; }

    [GeneratedRegex(@"^.*\b(?:it's|its|is|be|that's|said|meant|it|no|yes|but|the|at|on|for|in|to)(?: |$)")]
    private static partial Regex Leads { get; }

    private const string Phrase = @"[\w.'@]+(?: [\w.'@]+){0,2}";

    [GeneratedRegex(@"\b(?<new>" + Phrase + @") (?:and not|but not|not|instead of|rather than) (?:at |on |for |in "
        + @"|the )?(?<old>" + Phrase + @")\b")]
    private static partial Regex NewNotOld { get; }

    [GeneratedRegex(@"\bnot (?:at |on |for |in |the )?(?<old>" + Phrase + @"?) (?:but|it's|its|it is|i said|rather)"
        + @"(?: at| on| for)? (?<new>" + Phrase + @")\b")]
    private static partial Regex NotOldButNew { get; }

    [GeneratedRegex(
        @"\b(?:not|instead of|rather than) (?:at |on |for |in |the )?(?:\d[\w:]*|monday|tuesday|wednesday|thursday"
        + @"|friday|saturday|sunday|today|tomorrow|morning|afternoon|evening|noon)(?: (?:am|pm|morning|afternoon"
        + @"|evening))?\b")]
    private static partial Regex NotValue { get; }
}
