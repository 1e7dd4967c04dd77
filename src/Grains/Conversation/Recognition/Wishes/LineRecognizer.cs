using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.Conversation;

/// <summary>Hears goods of the shop's catalogue, with how many of them there shall be: none of those that are taken
/// back.</summary>
internal static partial class LineRecognizer
{
    public const int LinesMax = 10;
    private const int QuantityMax = 999;
    private const int WordsBetween = 3;

    private static readonly HashSet<string> Determiners = [.. "the those that these any my a an".Split(' ')];

    /// <param name="known">What is ordered already: "two more" come on top of it.</param>
    public static ImmutableArray<DraftLine> Find(
        Utterance u, ImmutableArray<CatalogueItem> items, ImmutableArray<DraftLine> known)
    {
        var found = new List<(int At, DraftLine Line)>();
        // Longer names first, so that "large pepperoni pizza" is not taken for "pizza".
        var phrases = items
            .SelectMany(item => item.Aliases.Append(item.Name).Select(name => (Item: item, Words: Words(name))))
            .Where(phrase => phrase.Words.Length > 0)
            .OrderByDescending(phrase => phrase.Words.Length);
        foreach (var (item, words) in phrases)
        {
            for (var at = 0; at + words.Length <= u.Words.Count; at++)
            {
                if (!Matches(u, at, words))
                    continue;
                var has = known.FirstOrDefault(line => line.Name == item.Name)?.Quantity ?? 0;
                var isDropped = IsDropped(u, at, at + words.Length);
                var span = new Span(at, at + words.Length);
                var quantity = isDropped ? 0 : Quantity(u, at, at + words.Length, has, out span);
                u.Take(span);
                // "A shovel. No, no shovel": taken back in the same breath.
                if (isDropped)
                    found.RemoveAll(other => other.Line.Name == item.Name && other.At < at);
                if (!isDropped || has > 0)
                    found.Add((at, new DraftLine(item.Name, quantity, item.ItemId, item.PriceMinor)));
            }
        }

        return [.. found.OrderBy(line => line.At).Select(line => Mended(u, line.At, line.Line, found)).Take(LinesMax)];
    }

    // "Ten bags of mulch, no, better fifteen": the number that follows a second thought, before other goods are named.
    private static DraftLine Mended(Utterance u, int at, DraftLine line, List<(int At, DraftLine Line)> found)
    {
        var next = found.Where(other => other.At > at).Select(other => other.At).DefaultIfEmpty(u.Words.Count).Min();
        for (var i = at + 1; i < next; i++)
        {
            var isEnd = i + 1 == u.Words.Count || u.Words[i].Break
                || u.Words[i + 1].Text is "please" or "and" or "of" or "instead" or "then";
            if (line.Quantity > 0 && isEnd && !u.IsTaken(i) && u.Words[i] is { IsNumber: true, Text.Length: <= 3 }
                && SecondThought.IsMatch(u.Words[i - 1].Text))
            {
                u.Take(new Span(i, i + 1));
                return line with { Quantity = Limit(Number(u.Words[i].Text)) };
            }
        }

        return line;
    }

    /// <summary>How many, when it is said after the goods: "I'd take two", "make it three".</summary>
    /// <param name="isAwaited">Whether a bare number can mean nothing else.</param>
    public static int? QuantityAlone(string text, bool isAwaited)
    {
        var match = Alone.Match(text);
        if (!match.Success && isAwaited)
            match = Bare.Match(text);
        return match.Success ? Limit(Number(match.Groups["n"].Value)) : null;
    }

    /// <summary>Lines after more was heard: the same goods again replace their number, none of them takes the line
    /// out.</summary>
    public static ImmutableArray<DraftLine> Merge(ImmutableArray<DraftLine> known, ImmutableArray<DraftLine> heard)
    {
        foreach (var line in heard)
        {
            var at = known.ToList().FindIndex(old => old.Name == line.Name);
            known = line.Quantity == 0 ? known.RemoveAll(old => old.Name == line.Name)
                : at >= 0 ? known.SetItem(at, line)
                : known.Length < LinesMax ? known.Add(line) : known;
        }

        return known;
    }

    private static string[] Words(string name) =>
        [.. ServiceRecognizer.Normal(name).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Singular)];

    private static bool Matches(Utterance u, int at, string[] words) =>
        u.IsFree(new Span(at, at + words.Length))
        && words.Index().All(word => Singular(u.Words[at + word.Index].Text) == word.Item);

    private static string Singular(string word) =>
        word.Length > 4 && word.EndsWith("ies", StringComparison.Ordinal) ? word[..^3] + "y"
        : word.Length > 4 && Plural.IsMatch(word) ? word[..^2]
        : word.Length > 3 && word[^1] == 's' && word[^2] != 's' ? word[..^1]
        : word;

    // "Leave out the gloves", "no gloves", "a shovel instead of the hose", "take the gloves off".
    private static bool IsDropped(Utterance u, int from, int to)
    {
        var start = from;
        while (start > 0 && Determiners.Contains(u.Words[start - 1].Text) && !u.Words[start - 1].Break)
            start--;
        var first = start;
        while (first > 0 && first > start - WordsBetween && !u.Words[first - 1].Break)
            first--;
        var before = string.Join(' ', u.Words.Skip(first).Take(start - first).Select(word => word.Text));
        return DroppedBefore.IsMatch(before)
            || (TakenBefore.IsMatch(before) && to < u.Words.Count && u.Words[to].Text is "out" or "off" or "away");
    }

    private static int Quantity(Utterance u, int from, int to, int has, out Span span)
    {
        span = new Span(from, to);
        if (NumberAfter(u, to) is var (number, end))
        {
            span = new Span(from, end);
            return number;
        }

        if (to < u.Words.Count && !u.Words[to - 1].Break && After.Match(u.Words[to].Text) is { Success: true } after)
        {
            span = new Span(from, to + 1);
            return Limit(Number(after.Groups["n"].Value));
        }

        var more = 0;
        for (var i = from - 1; i >= 0 && i >= from - WordsBetween - 1 && !u.IsTaken(i) && !u.Words[i].Break; i--)
        {
            var text = u.Words[i].Text;
            if (text == "dozen")
            {
                var isHalf = i > 0 && (u.Words[i - 1].Text == "half" || (i > 1 && u.Words[i - 2].Text == "half"));
                var times = i > 0 && u.Words[i - 1].IsNumber ? Number(u.Words[i - 1].Text) : 1;
                span = new Span(Math.Max(0, i - (isHalf || times > 1 ? 1 : 0)), to);
                return Limit(more + (isHalf ? 6 : 12 * times));
            }

            if (text is "couple" or "pair")
            {
                span = new Span(i, to);
                return Limit(more + 2);
            }

            if (u.Words[i].IsNumber && text.Length <= 3)
            {
                span = new Span(i, to);
                return Limit(more + Number(text));
            }

            if (text is "more" or "extra" or "additional" or "another")
                more = has;
            if (text is "a" or "an" or "the" or "and" or "with" or "plus" or "another")
                break;
        }

        return Limit(more + 1);
    }

    // "Change the mulch to 4", "the hoses should be 3": only where nothing follows that the number could belong to.
    private static (int Number, int End)? NumberAfter(Utterance u, int to)
    {
        var at = to;
        while (at < u.Words.Count && at < to + WordsBetween && (at == to || !u.Words[at - 1].Break)
            && u.Words[at].Text is "to" or "should" or "be" or "make" or "it" or "is")
        {
            at++;
        }

        return at > to && at < u.Words.Count && u.Words[at] is { IsNumber: true, Text.Length: <= 3 } word
            && !u.IsTaken(at)
            && (at + 1 == u.Words.Count || word.Break
                || u.Words[at + 1].Text is "please" or "instead" or "not" or "and")
            ? (Limit(Number(word.Text)), at + 1)
            : null;
    }

    private static int Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : QuantityMax;

    private static int Limit(int quantity) => Math.Clamp(quantity, 0, QuantityMax);

    [GeneratedRegex("^(?:better|rather|actually|say|no|nah|wait|sorry|mean|it|them|that)$")]
    private static partial Regex SecondThought { get; }

    [GeneratedRegex(@"(?:ch|sh|ss|x|z)es$|toes$")]
    private static partial Regex Plural { get; }

    [GeneratedRegex(@"\b(?:take|want|need|like|get|give me|gimme|have|do|make (?:it|that)|just|only|for) (?<n>\d{1,3})"
        + @"(?: of (?:them|those|it))?(?:$| please)")]
    private static partial Regex Alone { get; }

    [GeneratedRegex(@"^(?:(?:yes|yeah|yep|no|nope|sure|okay|oh|um|actually|please|just|maybe|then) )*(?<n>\d{1,3})"
        + @"(?: \w+)?(?: of (?:them|those|it|these))?(?: please| then| thanks| thank you)*$")]
    private static partial Regex Bare { get; }

    [GeneratedRegex(@"\b(?:without|remove|drop|cancel|skip|forget|delete|scratch|minus|leave (?:out|off)|take (?:out"
        + @"|off|away|back)|get rid of|(?:don't|do not) (?:want|need)|no|no more|not|instead of|rather than)$")]
    private static partial Regex DroppedBefore { get; }

    [GeneratedRegex(@"\b(?:leave|take|keep)$")]
    private static partial Regex TakenBefore { get; }

    [GeneratedRegex(@"^x(?<n>\d{1,3})$")]
    private static partial Regex After { get; }
}
