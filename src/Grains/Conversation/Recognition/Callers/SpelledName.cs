using System.Text;
using System.Text.RegularExpressions;

namespace Platform.Conversation;

/// <summary>Letters that a caller spells: "s m i t h", "double l", "b as in boy".</summary>
internal static partial class SpelledName
{
    private const int LettersMin = 3;

    /// <summary>The spelled word, or null; the letters are marked as used.</summary>
    public static string? Find(Utterance u)
    {
        for (var i = 0; i < u.Words.Count; i++)
        {
            if (u.IsTaken(i) || (u.Words[i].Text == "a" && i > 0 && u.Words[i - 1].Text == "with"))
                continue;
            var end = Read(u, i, out var letters);
            if (IsExplained(u, i) && !(i > 2 && u.Words[i - 3].Text == letters))
            {
                i = letters.Length < LettersMin ? Math.Max(i, end - 1) : i;
                continue;
            }

            if (letters.Length < LettersMin)
                continue;
            u.Take(new Span(i, end));
            return NameRecognizer.Case(letters);
        }

        return null;
    }

    /// <summary>The name with the word that was meant replaced by its spelling.</summary>
    public static string Apply(string? name, string spelled)
    {
        if (string.IsNullOrEmpty(name))
            return spelled;
        var words = name.Split(' ');
        if (Aligned(words, spelled) is { } whole)
            return whole;
        var best = Enumerable.Range(0, words.Length)
            .OrderBy(i => Distance(words[i].ToLowerInvariant(), spelled.ToLowerInvariant()))
            .ThenByDescending(i => i)
            .First();
        // Nothing like what was heard: the spelled word is the last name that was still missing.
        var isNear = Distance(words[best].ToLowerInvariant(), spelled.ToLowerInvariant()) <= (spelled.Length + 1) / 2;
        if (!isNear && words.Length == 1)
            return $"{name} {spelled}";
        words[isNear ? best : words.Length - 1] = spelled;
        return string.Join(' ', words);
    }

    // The whole name was spelled in one go: cut where both parts come nearest to what was heard.
    private static string? Aligned(string[] words, string spelled)
    {
        var letters = spelled.ToLowerInvariant();
        if (words.Length != 2 || letters.Length <= words.Max(word => word.Length) + 1)
            return null;
        var cut = Enumerable.Range(1, letters.Length - 1).MinBy(Far);
        return Far(cut) <= letters.Length / 2
            ? $"{NameRecognizer.Case(letters[..cut])} {NameRecognizer.Case(letters[cut..])}"
            : null;

        int Far(int at) => Distance(words[0].ToLowerInvariant(), letters[..at])
            + Distance(words[1].ToLowerInvariant(), letters[at..]);
    }

    /// <summary>Whether the letters are those of a word of this name, one or two apart.</summary>
    public static bool IsOf(string? name, string spelled) =>
        name is not null && name.Split(' ').Any(word => word.Length > 3
            && Distance(word.ToLowerInvariant(), spelled.ToLowerInvariant()) <= 2);

    /// <summary>Whether letters can be the spelling of a word as a transcriber heard it.</summary>
    public static bool IsLike(string word, string letters) =>
        word[0] == letters[0] ? Distance(word, letters) <= (letters.Length + 1) / 2 : Distance(word, letters) <= 2;

    // "Kristin with an i, k r i s t i n", "Martha with a t h": these letters explain, others spell.
    private static bool IsExplained(Utterance u, int at) =>
        at > 0 && u.Words[at].IsLetter && (u.Words[at - 1].Text is "with" or "no"
            || (at > 1 && u.Words[at - 1].Text is "a" or "an" or "double" && u.Words[at - 2].Text == "with"));

    private static int Read(Utterance u, int from, out string letters)
    {
        var run = new StringBuilder();
        var at = from;
        while (at < u.Words.Count && !u.IsTaken(at))
        {
            var text = u.Words[at].Text;
            if (text == "double" && at + 1 < u.Words.Count && u.Words[at + 1].IsLetter)
            {
                run.Append(u.Words[at + 1].Text).Append(u.Words[at + 1].Text);
                at += 2;
            }
            else if (u.Words[at].IsLetter)
            {
                run.Append(text);
                at = SkipExample(u, at);
            }
            else
            {
                break;
            }
        }

        letters = run.ToString();
        return at;
    }

    // "b as in boy", "m for mary", "d like david" (the filler filter has already dropped that "like").
    private static int SkipExample(Utterance u, int at)
    {
        var letter = u.Words[at].Text[0];
        var next = string.Join(' ', u.Words.Skip(at + 1).Take(3).Select(word => word.Text));
        var match = Example.Match(next);
        if (match.Success && match.Groups["word"].Value[0] == letter)
            return at + 1 + match.Value.Split(' ').Length;
        return at + 1;
    }

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), corner + (a[i - 1] == b[j - 1] ? 0 : 1));
                corner = above;
            }
        }

        return row[^1];
    }

    [GeneratedRegex(@"^(?:as in |for |like |is for )(?<word>[a-z]{2,})")]
    private static partial Regex Example { get; }
}
