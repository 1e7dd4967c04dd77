using System.Text;
using System.Text.RegularExpressions;

namespace Platform.Conversation;

/// <summary>Lets a model's words through one by one, and holds back what must not be spoken: that an order was placed
/// when none was, and what is no speech.</summary>
internal sealed partial class SpeechGuard
{
    private const int LengthMax = 700;

    private readonly StringBuilder _word = new();
    private readonly StringBuilder _sentence = new();
    private readonly StringBuilder _said = new();

    /// <summary>What was let through.</summary>
    public string Said => _said.ToString();

    /// <summary>Why nothing more is let through, or null.</summary>
    public string? Trouble { get; private set; }

    /// <summary>The whole words that may be spoken now; empty while one is still coming.</summary>
    public string Add(string text, bool isPlaced)
    {
        var from = _said.Length;
        foreach (var c in text)
        {
            _word.Append(c);
            if (char.IsWhiteSpace(c))
                Let(isPlaced);
        }

        return _said.ToString(from, _said.Length - from);
    }

    /// <summary>The last word, when no more comes.</summary>
    public string Flush(bool isPlaced)
    {
        var from = _said.Length;
        Let(isPlaced);
        return _said.ToString(from, _said.Length - from);
    }

    /// <summary>Words of the platform's own, said as they are.</summary>
    public string Speak(string text)
    {
        var own = _said.Length > 0 && !char.IsWhiteSpace(_said[^1]) ? " " + text : text;
        _said.Append(own);
        return own;
    }

    private void Let(bool isPlaced)
    {
        var word = _said.Length == 0 ? _word.ToString().TrimStart() : _word.ToString();
        _word.Clear();
        if (Trouble is not null || word.Length == 0)
            return;
        Trouble = NoSpeech.IsMatch(word) ? "no speech"
            : _said.Length + word.Length > LengthMax ? "too long"
            : !isPlaced && Claim.IsMatch(_sentence + word) ? "claims an order"
            : null;
        if (Trouble is not null)
            return;
        _said.Append(word);
        _sentence.Append(word);
        if (word.TrimEnd() is [.., '.' or '?' or '!'])
            _sentence.Clear();
    }

    [GeneratedRegex(@"[{}<>|\[\]`\\\p{Cc}-[\s]]|^[*#_]{2,}")]
    private static partial Regex NoSpeech { get; }

    // Said in any tense but as a question or a wish: "I've placed", "is booked", "you're all set".
    [GeneratedRegex(
        @"\b(?:(?:is|are|was|been|now|have|has|'s|'ve|just|already|i|we) (?:now |just |all |been |already )*"
        + @"(?:placed|booked|confirmed|scheduled|reserved|ordered|submitted)"
        + @"|(?:order|booking|appointment)(?: is|'s) (?:in|done|complete|set)|all set"
        + @"|is on (?:its|his|her|their|the) way)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Claim { get; }
}
