using System.Text.RegularExpressions;

namespace Platform.Conversation;

/// <summary>Puts the spelling of a word where the word was heard: "27 Skermer, that's S C H E R M E R, Street" becomes
/// "27 Schermer Street".</summary>
internal static partial class SpelledAloud
{
    private const int LettersMin = 4;

    /// <summary>The text with each spelled word in place of the word before it.</summary>
    public static string Fold(string text)
    {
        var u = Utterance.Of(text);
        for (var i = u.Words.Count - 1; i > 0; i--)
        {
            var end = i + 1;
            if (!u.Words[i].IsLetter)
                continue;
            while (i > 0 && u.Words[i - 1].IsLetter)
                i--;
            var heard = i - 1;
            while (heard > 0 && Lead.IsMatch(u.Words[heard].Text))
                heard--;
            var letters = string.Concat(Enumerable.Range(i, end - i).Select(at => u.Words[at].Text));
            if (letters.Length < LettersMin || heard < 0 || u.Words[heard].IsNumber
                || !SpelledName.IsLike(u.Words[heard].Text, letters))
            {
                continue;
            }

            text = $"{text[..u.Words[heard].Start]}{NameRecognizer.Case(letters)}{Tail(text[u.Words[end - 1].End..])}";
        }

        return text;
    }

    // The pause after the letters is none of the address.
    private static string Tail(string rest) => Pause.Replace(rest, "", 1);

    [GeneratedRegex(@"^(?:that's|it's|spelled|spelt|spelling|as|in|is|which)$")]
    private static partial Regex Lead { get; }

    [GeneratedRegex(@"^\s*[,.;]")]
    private static partial Regex Pause { get; }
}
