using System.Globalization;
using System.Text;

namespace Platform.Conversation;

/// <summary>Writes spoken numbers as digits. Callers read numbers out in pieces ("one twenty three", "five five five",
/// "twelve hundred", "double four"), so pieces stand side by side instead of being added up.</summary>
internal static class SpokenNumber
{
    private static readonly string[] Small =
        ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        + "seventeen eighteen nineteen").Split(' ');

    private static readonly string[] Tens = "twenty thirty forty fifty sixty seventy eighty ninety".Split(' ');

    // "this one", "no one": a pronoun.
    private static readonly HashSet<string> BeforePronoun =
        [.. "this that the no which any some every another other new old right wrong same only".Split(' ')];

    public static List<Word> Merge(List<Word> words)
    {
        var merged = new List<Word>(words.Count);
        for (var i = 0; i < words.Count;)
        {
            var end = SpokenOrdinal.Read(words, i, out var digits);
            if (end == i)
                end = Read(words, i, out digits);
            if (end == i)
            {
                merged.Add(words[i++]);
                continue;
            }

            merged.Add(new Word(digits, words[i].Start, words[end - 1].End, words[end - 1].Break));
            i = end;
        }

        return merged;
    }

    /// <summary>The number of a single word ("seven", "12"), or null.</summary>
    public static int? Value(string word) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value
        : Array.IndexOf(Small, word) is >= 0 and var small ? small
        : Array.IndexOf(Tens, word) is >= 0 and var tens ? (tens + 2) * 10
        : null;

    private static int Read(List<Word> words, int from, out string digits)
    {
        var run = new StringBuilder();
        var at = from;
        var spoken = false;
        while (at < words.Count && (at == from || !words[at - 1].Break))
        {
            var next = Piece(words, at, run);
            if (next == at)
                break;
            spoken |= !words[at].IsNumber;
            at = next;
        }

        digits = run.ToString();
        var isPronoun = at == from + 1 && words[from].Text == "one" && from > 0
            && BeforePronoun.Contains(words[from - 1].Text);
        return spoken && !isPronoun ? at : from;
    }

    private static int Piece(List<Word> words, int at, StringBuilder run)
    {
        var text = words[at].Text;
        if (text is "oh" or "o")
            return Zero(words, at, run);
        if (text is "double" or "triple" && at + 1 < words.Count && Digit(words[at + 1].Text) is { } repeated)
        {
            run.Append(repeated, text == "double" ? 2 : 3);
            return at + 2;
        }

        if (words[at].IsNumber)
        {
            run.Append(text);
            return at + 1;
        }

        var end = Below100(words, at, out var value);
        if (end == at)
            return at;
        if (end < words.Count && !words[end - 1].Break && words[end].Text is "hundred" or "thousand")
            end = Scaled(words, end, ref value);
        run.Append(value.ToString(CultureInfo.InvariantCulture));
        return end;
    }

    private static int Zero(List<Word> words, int at, StringBuilder run)
    {
        var next = at + 1 < words.Count && IsNumeric(words[at + 1].Text);
        var second = at + 2 < words.Count && IsNumeric(words[at + 2].Text);
        var before = at > 0 && IsNumeric(words[at - 1].Text);
        if (run.Length == 0 ? !(next && (second || before)) : !(next || run.Length > 1))
            return at;
        run.Append('0');
        return at + 1;
    }

    private static int Below100(List<Word> words, int at, out int value)
    {
        value = Array.IndexOf(Small, words[at].Text);
        if (value >= 0)
            return at + 1;
        var tens = Array.IndexOf(Tens, words[at].Text);
        if (tens < 0)
            return at;
        value = (tens + 2) * 10;
        if (at + 1 == words.Count || words[at].Break)
            return at + 1;
        // "twenty first street": the tens belong to the ordinal, which is not a number of pieces.
        if (SpokenOrdinal.Value(words[at + 1].Text) is >= 1 and <= 9)
            return at;
        var unit = Array.IndexOf(Small, words[at + 1].Text);
        if (unit is < 1 or > 9)
            return at + 1;
        value += unit;
        return at + 2;
    }

    private static int Scaled(List<Word> words, int at, ref int value)
    {
        value *= words[at].Text == "hundred" ? 100 : 1000;
        var end = at + 1;
        var isThousand = words[at].Text == "thousand";
        if (end < words.Count && words[end].Text == "and" && end + 1 < words.Count)
            end++;
        if (end == words.Count || words[end - 1].Break)
            return end;
        var next = Below100(words, end, out var rest);
        if (next == end)
            return words[end - 1].Text == "and" ? end - 1 : end;
        if (isThousand && next < words.Count && words[next].Text == "hundred")
            next = Scaled(words, next, ref rest);
        value += rest;
        return next;
    }

    private static char? Digit(string text) =>
        Value(text) is >= 0 and <= 9 and { } digit ? (char)('0' + digit) : text is "oh" or "o" ? '0' : null;

    private static bool IsNumeric(string text) =>
        Value(text) is not null || text is "oh" or "o" or "double" or "triple";
}
