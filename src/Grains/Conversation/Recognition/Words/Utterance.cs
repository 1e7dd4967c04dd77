using System.Text.RegularExpressions;

namespace Platform.Conversation;

/// <summary>A word as the recognisers see it: lower case, numbers as digits.</summary>
/// <param name="Text">For comparing.</param>
/// <param name="Start">Where it begins in what was transcribed.</param>
/// <param name="End">Where it ends there.</param>
/// <param name="Break">A pause follows: a comma or the end of a sentence.</param>
internal sealed record Word(string Text, int Start, int End, bool Break)
{
    public bool IsNumber => Text.Length > 0 && Text.All(char.IsAsciiDigit);

    public bool IsLetter => Text.Length == 1 && char.IsAsciiLetterLower(Text[0]);
}

/// <summary>Some words of an utterance, from the first up to but not including the last.</summary>
internal readonly record struct Span(int From, int To);

/// <summary>One utterance, cut into words. Recognisers mark the words they have used, so that a telephone number is not
/// read again as a house number.</summary>
internal sealed class Utterance
{
    /// <summary>Longer speech is cut: nobody dictates an order in one breath of this length.</summary>
    public const int LengthMax = 2000;

    private const char TakenMark = '~';
    private readonly bool[] _taken;
    private readonly int[] _offsets;

    private Utterance(string raw, IReadOnlyList<Word> words)
    {
        Raw = raw;
        Words = words;
        _taken = new bool[words.Count];
        _offsets = new int[words.Count];
        Text = string.Join(' ', words.Select(word => word.Text));
        for (int i = 0, at = 0; i < words.Count; at += words[i].Text.Length + 1, i++)
            _offsets[i] = at;
    }

    /// <summary>As transcribed.</summary>
    public string Raw { get; }

    public IReadOnlyList<Word> Words { get; }

    /// <summary>The words with one space between them.</summary>
    public string Text { get; }

    public bool IsEmpty => Words.Count == 0;

    /// <summary>How many words nobody has used yet.</summary>
    public int LeftOver => _taken.Count(taken => !taken);

    public static Utterance Of(string text)
    {
        var raw = text.Length > LengthMax ? text[..LengthMax] : text;
        return new Utterance(raw, Speech.Clean(SpokenNumber.Merge(Tokens.Cut(raw))));
    }

    public bool IsTaken(int word) => _taken[word];

    public bool IsFree(Span span)
    {
        for (var i = span.From; i < span.To; i++)
        {
            if (_taken[i])
                return false;
        }

        return true;
    }

    public void Take(Span span)
    {
        for (var i = span.From; i < span.To; i++)
            _taken[i] = true;
    }

    /// <summary>Like <see cref="Text"/>, of the same length, with used words blotted out.</summary>
    public string Free()
    {
        var text = Text.ToCharArray();
        for (var i = 0; i < Words.Count; i++)
        {
            if (_taken[i])
                text.AsSpan(_offsets[i], Words[i].Text.Length).Fill(TakenMark);
        }

        return new string(text);
    }

    /// <summary>The words that a match in <see cref="Text"/> or <see cref="Free"/> covers.</summary>
    public Span SpanOf(Capture capture) => new(WordAt(capture.Index), WordAt(capture.Index + capture.Length - 1) + 1);

    /// <summary>The words as they were transcribed.</summary>
    public string Slice(Span span) =>
        span.To <= span.From ? "" : Raw[Words[span.From].Start..Words[span.To - 1].End];

    /// <summary>Whether the word was written with a capital letter.</summary>
    public bool IsCapital(int word) => char.IsUpper(Raw[Words[word].Start]);

    private int WordAt(int offset)
    {
        var found = Array.BinarySearch(_offsets, offset);
        return found >= 0 ? found : ~found - 1;
    }
}
