using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.Conversation;

/// <summary>Hears goods of the shop's catalogue, with how many of them.</summary>
internal static partial class LineRecognizer
{
    public const int LinesMax = 10;
    private const int QuantityMax = 999;
    private const int WordsBetween = 3;

    public static ImmutableArray<DraftLine> Find(Utterance u, ImmutableArray<CatalogueItem> items)
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
                var quantity = Quantity(u, at, at + words.Length, out var span);
                u.Take(span);
                found.Add((at, new DraftLine(item.Name, quantity, item.ItemId, item.PriceMinor)));
            }
        }

        return [.. found.OrderBy(line => line.At).Select(line => line.Line).Take(LinesMax)];
    }

    /// <summary>How many, when it is said after the goods: "I'd take two", "make it three".</summary>
    public static int? QuantityAlone(string text) =>
        Alone.Match(text) is { Success: true } match ? Limit(Number(match.Groups["n"].Value)) : null;

    /// <summary>Lines after more was heard: the same goods again replace their number.</summary>
    public static ImmutableArray<DraftLine> Merge(ImmutableArray<DraftLine> known, ImmutableArray<DraftLine> heard)
    {
        foreach (var line in heard)
        {
            var at = known.ToList().FindIndex(old => old.Name == line.Name);
            known = at >= 0 ? known.SetItem(at, line) : known.Length < LinesMax ? known.Add(line) : known;
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

    private static int Quantity(Utterance u, int from, int to, out Span span)
    {
        span = new Span(from, to);
        if (to < u.Words.Count && !u.Words[to - 1].Break && After.Match(u.Words[to].Text) is { Success: true } after)
        {
            span = new Span(from, to + 1);
            return Limit(Number(after.Groups["n"].Value));
        }

        for (var i = from - 1; i >= 0 && i >= from - WordsBetween - 1 && !u.IsTaken(i) && !u.Words[i].Break; i--)
        {
            var text = u.Words[i].Text;
            if (text == "dozen")
            {
                var isHalf = i > 0 && (u.Words[i - 1].Text == "half" || (i > 1 && u.Words[i - 2].Text == "half"));
                var times = i > 0 && u.Words[i - 1].IsNumber ? Number(u.Words[i - 1].Text) : 1;
                span = new Span(Math.Max(0, i - (isHalf || times > 1 ? 1 : 0)), to);
                return isHalf ? 6 : Limit(12 * times);
            }

            if (text is "couple" or "pair")
            {
                span = new Span(i, to);
                return 2;
            }

            if (u.Words[i].IsNumber && text.Length <= 3)
            {
                span = new Span(i, to);
                return Limit(Number(text));
            }

            if (text is "a" or "an" or "the" or "and" or "with" or "plus")
                return 1;
        }

        return 1;
    }

    private static int Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : QuantityMax;

    private static int Limit(int quantity) => Math.Clamp(quantity, 1, QuantityMax);

    [GeneratedRegex(@"(?:ch|sh|ss|x|z)es$|toes$")]
    private static partial Regex Plural { get; }

    [GeneratedRegex(@"\b(?:take|want|need|like|get|have|make (?:it|that)|just|only|for) (?<n>\d{1,3})"
        + @"(?: of (?:them|those|it))?(?:$| please)")]
    private static partial Regex Alone { get; }

    [GeneratedRegex(@"^x(?<n>\d{1,3})$")]
    private static partial Regex After { get; }
}
