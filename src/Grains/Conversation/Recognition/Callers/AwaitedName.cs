using System.Text.RegularExpressions;

namespace Platform.Conversation;

/// <summary>Finds the name in an answer to the question for it, where nothing announces it: "Fine. Ada Park", "Ada from
/// the office", "put my mother, Ada Park". What was asked for stands between words that are no part of it.</summary>
internal static partial class AwaitedName
{
    private const int WordsMax = 4;
    private const int ParticlesMax = 3;

    // Everyday words that are family names, too; only after a first name.
    private static readonly HashSet<string> AlsoFamilies =
        [.. ("long little small good best price power wall walls lock light place house cool may june march key garden "
            + "day week friend lane street rice early young").Split(' ')];

    /// <summary>The words of the name, the fullest and latest that was said, or null.</summary>
    public static Span? Find(Utterance u)
    {
        Span? best = null;
        for (var from = 0; from < u.Words.Count; from++)
        {
            var end = End(u, from);
            if (end == from)
                continue;
            var span = new Span(from, end);
            if (Stands(u, span) && (best is not { } other || Length(span) >= Length(other)))
                best = span;
            from = end - 1;
        }

        return best;
    }

    private static int Length(Span span) => span.To - span.From;

    private static int End(Utterance u, int from)
    {
        var (at, words, particles) = (from, 0, 0);
        while (at < u.Words.Count && words < WordsMax && particles <= ParticlesMax
            && IsWord(u, at, isFirst: words == 0))
        {
            if (NameRecognizer.IsParticle(u.Words[at].Text))
                particles++;
            else
                words++;
            if (u.Words[at++].Break)
                break;
        }

        while (at > from && NameRecognizer.IsParticle(u.Words[at - 1].Text) && at < u.Words.Count)
            at--;
        return words == 0 ? from : at;
    }

    private static bool IsWord(Utterance u, int at, bool isFirst)
    {
        var text = u.Words[at].Text;
        if (u.IsTaken(at) || !NameRecognizer.IsSpelt(text) || Trades.IsTradeWord(text) && !AlsoFamilies.Contains(text))
            return false;
        if (u.Words[at].IsLetter)
            return !isFirst && at + 1 < u.Words.Count && text is not ("i" or "a") && IsWord(u, at + 1, isFirst: true);
        return !Vocabulary.IsCommon(text) || NameRecognizer.IsParticle(text) && !isFirst
            || (isFirst ? NameRecognizer.IsAlsoName(text) : AlsoFamilies.Contains(text));
    }

    // "The super" is what somebody does; "leaking and" is no name before "and", alone it may be anybody's.
    private static bool Stands(Utterance u, Span span)
    {
        var before = span.From == 0 || u.IsTaken(span.From - 1) ? "" : u.Words[span.From - 1].Text;
        var isFirst = before.Length == 0 || u.Words[span.From - 1].Break;
        if (!isFirst && !(Lead.IsMatch(before) && !(before == "for" && !IsMeantFor(u, span.From - 1))))
            return false;
        var isLast = span.To == u.Words.Count || u.Words[span.To - 1].Break || u.IsTaken(span.To);
        if (!isLast && !Follow.IsMatch(u.Words[span.To].Text))
            return false;
        var words = u.Words.Skip(span.From).Take(Length(span)).ToList();
        var isWhole = isFirst && isLast || u.Words.Count <= Length(span) + 2;
        return (isWhole || !words.Any(word => Inflected.IsMatch(word.Text)))
            && !(words is [var only] && NameRecognizer.IsAlsoName(only.Text) && Vocabulary.IsCommon(only.Text)
                && !(isFirst || Lead.IsMatch(before)) | !isLast);
    }

    // "Ask for Ada", "it's for Ada": not "waiting for parts".
    private static bool IsMeantFor(Utterance u, int at) =>
        at == 0 || u.Words[at - 1].Break
            || u.Words[at - 1].Text is "it's" or "is" or "that's" or "ask" or "be" or "account" or "order" or "this"
                or "it" or "appointment" or "me" or "but";

    [GeneratedRegex(@"^(?:hi|hello|hey|yes|yeah|yep|yup|sure|sorry|apologies|okay|so|well|it's|its|it|is|that's|that"
        + @"|this|i'm|oh|alright|right|morning|afternoon|evening|of|course|thanks|and|name|would|be|just|fine|good"
        + @"|great"
        + @"|perfect|put|down|for|under|use|tell|them|said|say|called|but|uhhuh|am|mother|mom|father|dad|wife|husband"
        + @"|son|daughter|sister|brother|neighbor|tenant|partner|boss|no|actually|again|llamo|soy|then|write|myself)$")]
    private static partial Regex Lead { get; }

    [GeneratedRegex(@"^(?:please|thanks|thank|you|here|speaking|is|the|my|name|by|way|and|sir|ma'am|that's|it|it's|for"
        + @"|now|actually|spelled|with|as|in|but|at|from|on|like|i|i'm|i've|said|calling|or|because|he|she|they|who"
        + @"|this|last|first|again|okay|yeah|yes|right|no|we|we're|so|then|same|you're|your|can|just)$")]
    private static partial Regex Follow { get; }

    [GeneratedRegex(@"(?:ing|ed|ly)$")]
    private static partial Regex Inflected { get; }
}
