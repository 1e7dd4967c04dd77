using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.Conversation;

/// <summary>How sure it is that words are the caller's name.</summary>
internal enum NameCue
{
    /// <summary>Words that may be a name, without anything that says so.</summary>
    Bare = 1,

    /// <summary>"This is …", "I'm …": may be followed by other things.</summary>
    Weak = 2,

    /// <summary>"My name is …".</summary>
    Strong = 3,
}

/// <summary>A name that was heard.</summary>
internal sealed record HeardName(string Name, NameCue Cue);

/// <summary>Hears names by what stands around them, not by a list of names.</summary>
internal static partial class NameRecognizer
{
    private const int NameWordsMax = 3;
    private const int LengthMax = 80;

    private static readonly HashSet<string> Particles =
        [.. "de la del van von der den da dos di du el al bin mc mac st san le o ter ten".Split(' ')];

    // Everyday words that many people are called.
    private static readonly HashSet<string> AlsoNames =
        [.. "will mark may grace rose bill frank rich hope april june august dawn ray guy miles art chase".Split(' ')];

    private static readonly HashSet<string> NeverFirst =
        [.. ("not on in at the a an going calling spelled spelling and is it i to for about regarding just also what "
            + "your my "
        + "there here from with that this no yes yeah okay so correct wrong right where when how please under s")
            .Split(' ')];

    public static bool IsParticle(string word) => Particles.Contains(word);

    public static bool IsAlsoName(string word) => AlsoNames.Contains(word);

    /// <summary>Whether a word is made of what names are made of.</summary>
    public static bool IsSpelt(string word) =>
        word.All(c => char.IsLetter(c) || c is '\'' or '.') && !Contraction.IsMatch(word);

    public static HeardName? Find(Utterance u, bool isAwaited, bool mayBeBare)
    {
        var text = u.Free();
        if (NameOrder.FirstAndLast(u, text, isAwaited) is { } both)
            return new HeardName(both, NameCue.Strong);
        // "They call me Al, but the name on the account is Alan Park".
        foreach (var match in Strong.Matches(text).OrderBy(match => CalledMe.IsMatch(match.Value)))
        {
            if (Collect(u, u.SpanOf(match).To, NameCue.Strong) is { } name)
                return new HeardName(name, NameCue.Strong);
        }

        foreach (Match match in Weak.Matches(text))
        {
            if ((isAwaited || !IsThing(u, match)) && Collect(u, u.SpanOf(match).To, NameCue.Weak) is { } name)
                return new HeardName(name, NameCue.Weak);
        }

        if (BeforeHere(u, text) is { } speaking)
            return new HeardName(speaking, NameCue.Weak);
        return isAwaited ? Awaited(u)
            : mayBeBare && Alone(u) is { } alone ? new HeardName(alone, NameCue.Bare)
            : null;
    }

    private static HeardName? Awaited(Utterance u)
    {
        if (AwaitedName.Find(u) is not { } span)
            return null;
        if (u.Words.Count is 2 or 3 && NameOrder.IsFamilyFirst(u))
        {
            u.Take(new Span(0, u.Words.Count));
            return new HeardName($"{Cased(u, u.Words.Count - 1, u.Words.Count)} {Cased(u, 0, 1)}", NameCue.Bare);
        }

        var (from, to) = Fuller(u, span.From, span.To);
        u.Take(new Span(from, to));
        return new HeardName(Cased(u, from, to), NameCue.Bare);
    }

    /// <summary>The name that begins at this word, or null; its words are marked as used.</summary>
    public static string? Collect(Utterance u, int from, NameCue cue)
    {
        if (from >= u.Words.Count || u.IsTaken(from))
            return null;
        var end = from;
        var words = 0;
        while (end < u.Words.Count && words < NameWordsMax && IsNameWord(u, end, cue, isFirst: end == from))
        {
            if (!Particles.Contains(u.Words[end].Text))
                words++;
            end++;
            if (u.Words[end - 1].Break || Possessive.IsMatch(u.Words[end - 1].Text))
                break;
        }

        // "Call me Al": a particle alone, at the end, is the name itself.
        if (end == from || (words == 0 && (end - from > 1 || end < u.Words.Count)))
            return null;
        (from, end) = Fuller(u, from, end);
        u.Take(new Span(from, end));
        return Cased(u, from, end);
    }

    public static bool IsNameWord(Utterance u, int at, NameCue cue, bool isFirst)
    {
        var text = u.Words[at].Text;
        if (u.IsTaken(at) || !text.All(c => char.IsLetter(c) || c is '\'' or '.'))
            return false;
        // "Helen Marsh's practice" names her; "John's mother" names somebody else.
        var isOwner = !isFirst && Possessive.IsMatch(text) && !Vocabulary.IsCommon(text[..^2]) && u.IsCapital(at);
        if (Contraction.IsMatch(text) && !isOwner)
            return false;
        if (text.Length == 1)
        {
            return !isFirst && at + 1 < u.Words.Count && u.Words[at + 1].Text.Length > 1 && text is not ("i" or "a")
                && !Vocabulary.IsCommon(u.Words[at + 1].Text);
        }

        if (!Vocabulary.IsCommon(text))
            return cue == NameCue.Strong || !VerbLike.IsMatch(text) || u.IsCapital(at);
        if (NeverFirst.Contains(text) && !Particles.Contains(text))
            return false;
        // "My name is Will", "Mark Price": an everyday word can be a name where a name was announced.
        return isFirst ? cue == NameCue.Strong && (u.IsCapital(at) || AlsoNames.Contains(text)) : u.IsCapital(at)
            && cue != NameCue.Bare && !u.Words[at - 1].Break;
    }

    // "It's heavy" is about the couch. A name shows its capital, or is whole and comes first: "it's maria alvarez".
    private static bool IsThing(Utterance u, Match cue)
    {
        var (from, at) = u.SpanOf(cue);
        if (About.IsMatch(cue.Value) && at + 1 < u.Words.Count && Places.IsStreetType(u.Words[at + 1].Text)
            && u.Words[at + 1].Text is not ("park" or "hill" or "lane" or "grove" or "walk" or "way" or "row"
                or "close"))
        {
            return true;
        }

        return About.IsMatch(cue.Value) && at < u.Words.Count && !u.IsCapital(at)
            && !(u.Words.Take(from).All(word => Lead.IsMatch(word.Text)) && !u.Words[at].Break
                && at + 1 < u.Words.Count && IsNameWord(u, at + 1, NameCue.Weak, isFirst: false));
    }

    private static string? BeforeHere(Utterance u, string text)
    {
        var match = Here.Match(text);
        if (!match.Success)
            return null;
        var end = u.SpanOf(match).From;
        var from = end;
        while (from > 0 && end - from < NameWordsMax && !u.Words[from - 1].Break
            && IsNameWord(u, from - 1, NameCue.Weak, isFirst: true))
        {
            from--;
        }

        var isAtStart = from == 0 || u.Words[from - 1].Break || Lead.IsMatch(u.Words[from - 1].Text);
        if (from == end || !isAtStart)
            return null;
        u.Take(new Span(from, end + 1));
        return Cased(u, from, end);
    }

    // A sentence that is a first and a last name and nothing else, apart from "yes, it's …".
    private static string? Alone(Utterance u)
    {
        var from = 0;
        while (from < u.Words.Count && (Lead.IsMatch(u.Words[from].Text) || u.IsTaken(from)))
            from++;
        var end = from;
        while (end < u.Words.Count && end - from < NameWordsMax + 1 && IsNameWord(u, end, NameCue.Bare, end == from))
        {
            end++;
            if (u.Words[end - 1].Break)
                break;
        }

        var isWhole = Enumerable.Range(end, u.Words.Count - end)
            .All(i => u.IsTaken(i) || u.Words[i].IsLetter || Tail.IsMatch(u.Words[i].Text));
        if (!isWhole || end - from is not (2 or 3) || from > 2
            || Enumerable.Range(from, end - from).Any(i => Trades.IsTradeWord(u.Words[i].Text)))
        {
            return null;
        }

        (from, end) = Fuller(u, from, end);
        u.Take(new Span(from, end));
        return Cased(u, from, end);
    }

    // "Bond, James Bond": the name that is said again, in full.
    private static (int From, int To) Fuller(Utterance u, int from, int to)
    {
        if (!u.Words[to - 1].Break)
            return (from, to);
        var end = to;
        while (end < u.Words.Count && end - to < NameWordsMax && IsNameWord(u, end, NameCue.Bare, end == to))
        {
            end++;
            if (u.Words[end - 1].Break)
                break;
        }

        var known = u.Words.Skip(from).Take(to - from).Select(word => word.Text).ToHashSet();
        var isSame = u.Words.Skip(to).Take(end - to).Any(word => known.Contains(word.Text));
        return end - to > to - from && isSame ? (to, end) : (from, to);
    }

    public static string Cased(Utterance u, int from, int to)
    {
        var name = "";
        for (var i = from; i < to; i++)
        {
            var raw = Owner.Replace(u.Slice(new Span(i, i + 1)), "");
            var joint = i == from ? "" : u.Raw[u.Words[i - 1].End..u.Words[i].Start] == "-" ? "-" : " ";
            name += joint + (raw.Any(char.IsUpper) && !raw.All(char.IsUpper) ? raw : Case(raw));
        }

        return name.Length > LengthMax ? name[..LengthMax] : name;
    }

    public static string Case(string word)
    {
        var title = CultureInfo.InvariantCulture.TextInfo.ToTitleCase(word.ToLowerInvariant());
        if (title.StartsWith("Mc", StringComparison.Ordinal) && title.Length > 3)
            return "Mc" + char.ToUpperInvariant(title[2]) + title[3..];
        return title.Length > 2 && title[1] == '\'' ? $"{title[0]}'{char.ToUpperInvariant(title[2])}{title[3..]}"
            : title;
    }

    [GeneratedRegex(
        @"\bname on (?:the|my) \w+(?: is|'s)?\b|\b(?:(?:my|the|full|our|caller|customer|customer's|husband's|wife's"
        + @"|contact) )?(?:full )?name(?:'s| is"
        + @"| would be| will be| should be| was)(?: actually| like| still)?(?: it's)?\b"
        + @"|\b(?:my|full|the) name\b(?= \w)(?! on (?:the|my))|\bname's\b|(?:^|\b(?:you can|can|just|please"
        + @"|everyone|people"
        + @"|they) )calls? me\b|\b(?:i'm|i am) (?:called|known as)\b"
        + @"|\b(?:under|put (?:it|that|me|this) (?:in |down )?(?:under|as|for)|book it for|make it out to"
        + @"|ask for)(?: the name(?: of)?)?\b(?! (?:her|his|their|my) )"
        + @"|\b(?:in|under|by|on) (?:the|her|his|their|my \w+'s) name(?: of| it's| which is| that's)?\b"
        + @"|\b\b(?:me llamo|mi nombre es|soy)\b|\bi go by\b|\bmy name it's\b|\bfirst name(?: is)?\b|\bname of\b"
        + @"|\b(?:mister|mr|mrs|miss|missus|ms|doctor|dr)\b")]
    private static partial Regex Strong { get; }

    [GeneratedRegex(@"\b(?:this is|i'm|i am|im|it's|it is|you're speaking (?:with|to)|you are speaking (?:with"
        + @"|to)|speaking with|that's|that would be|that'd be)\b")]
    private static partial Regex Weak { get; }

    [GeneratedRegex(@"\bcalls? me$|\bknown as$|\bgo by$")]
    private static partial Regex CalledMe { get; }

    [GeneratedRegex(@"\b(?:here|speaking|calling)\b")]
    private static partial Regex Here { get; }

    [GeneratedRegex(@"^(?:hi|hello|hey|yes|yeah|yep|sure|sorry|apologies|okay|so|well|it's|its|it|is|that's|that|this"
        + @"|i'm|oh|alright"
        + @"|right|morning|afternoon|evening|of|course|thanks|and|the|name|would|be|just)$")]
    private static partial Regex Lead { get; }

    [GeneratedRegex(@"^(?:please|thanks|thank|you|here|speaking|is|the|my|name|by|way|and|sir|ma'am|that's|it|for|now"
        + @"|actually|spelled|with|as|in)$")]
    private static partial Regex Tail { get; }

    [GeneratedRegex(@"^(?:it's|it is|that's|that would be|that'd be)$")]
    private static partial Regex About { get; }

    [GeneratedRegex(@"^[a-z]{2,}'s$")]
    private static partial Regex Possessive { get; }

    [GeneratedRegex(@"['’][sS]$")]
    private static partial Regex Owner { get; }

    [GeneratedRegex(@"'(?:s|ll|re|ve|d|m|t)$")]
    private static partial Regex Contraction { get; }

    [GeneratedRegex(@"(?:ing|ed|ly)$")]
    private static partial Regex VerbLike { get; }
}
