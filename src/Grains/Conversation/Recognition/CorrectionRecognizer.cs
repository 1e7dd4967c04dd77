using System.Text.RegularExpressions;

namespace Platform.Conversation;

/// <summary>Something that replaces something: "124, not 123".</summary>
internal sealed record Swap(string Old, string New, Span Span);

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
        foreach (var pattern in (Regex[])[NewNotOld, NotOldButNew])
        {
            foreach (Match match in pattern.Matches(u.Text))
                yield return new Swap(match.Groups["old"].Value, match.Groups["new"].Value, u.SpanOf(match));
        }
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
        + @"|it's \w+(?: \w+)? not|better)\b|^(?:no|nope|nah)\b(?! (?:thanks|that's (?:right|all|it)))")]
    private static partial Regex Cue { get; }

    [GeneratedRegex(
        @"\b(?:(?<email>email|mail address)|(?<phone>phone|number|cell|telephone|mobile|digits)|(?<address>address"
        + @"|street|house number|zip|city|unit|apartment|location)|(?<name>name|spelling|spelled|spelt)|(?<time>time"
        + @"|date|day|hour|appointment|schedule)|(?<lines>quantity|items?|how many|amount)|(?<service>service|problem"
        + @"|job|work))\b")]
    private static partial Regex Field { get; }

    private const string Lead = @"(?:it's|its|it is|is|should be|that's|i said|i meant|make it|make that|to|at|on|for"
        + @"|it should be)";

    [GeneratedRegex(
        @"(?:\b" + Lead + @" )?\b(?<new>[\w.'@]+(?: [\w.'@]+)?) (?:and not|not|instead of|rather than) (?:at |on "
        + @"|for |in )?(?<old>[\w.'@]+)$"
        + @"|(?:\b" + Lead + @" )?\b(?<new>[\w.'@]+) (?:and not|not|instead of|rather than) (?:at |on |for "
        + @"|in )?(?<old>[\w.'@]+)\b")]
    private static partial Regex NewNotOld { get; }

    [GeneratedRegex(@"\bnot (?:at |on |for |in )?(?<old>[\w.'@]+) (?:but|it's|its|it is|i said|rather)(?: at| on"
        + @"| for)? (?<new>[\w.'@]+)\b")]
    private static partial Regex NotOldButNew { get; }

    [GeneratedRegex(
        @"\b(?:not|instead of|rather than) (?:at |on |for |in |the )?(?:\d[\w:]*|monday|tuesday|wednesday|thursday"
        + @"|friday|saturday|sunday|today|tomorrow|morning|afternoon|evening|noon)(?: (?:am|pm|morning|afternoon"
        + @"|evening))?\b")]
    private static partial Regex NotValue { get; }
}
