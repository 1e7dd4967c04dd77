using System.Globalization;

namespace Platform.Conversation;

/// <summary>Writes ordinals of several words as digits: "seventy second" is "72nd". Those of one word stay words: they
/// are everyday language ("first thing", "a second").</summary>
internal static class SpokenOrdinal
{
    private static readonly string[] Units = "first second third fourth fifth sixth seventh eighth ninth".Split(' ');

    private static readonly string[] Teens =
        ("tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth")
            .Split(' ');

    private static readonly string[] Tens =
        "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth".Split(' ');

    /// <summary>The value of an ordinal of one word, or null.</summary>
    public static int? Value(string word) =>
        Array.IndexOf(Units, word) is >= 0 and var unit ? unit + 1
        : Array.IndexOf(Teens, word) is >= 0 and var teen ? teen + 10
        : Array.IndexOf(Tens, word) is >= 0 and var tens ? (tens + 2) * 10
        : null;

    /// <summary>As it stands on a street sign: "72nd".</summary>
    public static string Written(int value) => value.ToString(CultureInfo.InvariantCulture) + (value % 100 is 11 or 12
        or 13 ? "th" : (value % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" });

    /// <summary>Where the ordinal that begins at this word ends, with its digits; the same place when none
    /// does.</summary>
    public static int Read(List<Word> words, int from, out string digits)
    {
        digits = "";
        var at = from;
        var value = 0;
        if (Hundreds(words, at) is var (count, end))
            (value, at) = (count * 100, end);
        var tens = at < words.Count ? SpokenNumber.Value(words[at].Text) : null;
        if (tens is >= 20 and < 100 && tens % 10 == 0 && !words[at].Break && !words[at].IsNumber
            && at + 1 < words.Count && Value(words[at + 1].Text) is >= 1 and <= 9 and { } unit)
        {
            digits = Written(value + tens.Value + unit);
            return at + 2;
        }

        if (value == 0 || at >= words.Count || Value(words[at].Text) is not { } last)
            return from;
        digits = Written(value + last);
        return at + 1;
    }

    // "One hundred and", and "one twenty fifth" after a direction: a street has no house in its name.
    private static (int Count, int End)? Hundreds(List<Word> words, int at)
    {
        if (words[at].Break || words[at].IsNumber || SpokenNumber.Value(words[at].Text) is not (>= 1 and <= 9)
            || at + 1 >= words.Count)
        {
            return null;
        }

        var count = SpokenNumber.Value(words[at].Text)!.Value;
        if (words[at + 1].Text == "hundred")
            return (count, at + 2 < words.Count && words[at + 2].Text == "and" ? at + 3 : at + 2);
        return at > 0 && words[at - 1].Text.Length > 1 && Places.IsDirection(words[at - 1].Text)
            ? (count, at + 1)
            : null;
    }
}
