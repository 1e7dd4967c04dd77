using System.Text.RegularExpressions;

namespace Platform.Conversation;

/// <summary>Cuts a transcript into words. Transcripts come with and without punctuation and capitals; both must
/// do.</summary>
internal static partial class Tokens
{
    private const string Edges = ".,;:!?\"()[]{}…“”-–—'*";
    private const string Pauses = ",.;:!?…—";

    private static readonly HashSet<string> Abbreviations =
        [.. "st ave av blvd rd dr ln ct pl apt ste mr mrs ms no hwy pkwy n s e w".Split(' ')];

    private static readonly Dictionary<string, string> Spellings = new()
    {
        ["p.m"] = "pm",
        ["a.m"] = "am",
        ["a/c"] = "ac",
        ["a.c"] = "ac",
        ["o'clock"] = "oclock",
        ["e-mail"] = "email",
        ["wi-fi"] = "wifi",
        ["u.s"] = "us",
        ["t.v"] = "tv",
        ["ok"] = "okay",
        ["uh-huh"] = "uhhuh",
        ["mm-hmm"] = "mhm",
        ["mm-hm"] = "mhm",
        ["m-hm"] = "mhm",
        ["uh-uh"] = "nope",
        ["nuh-uh"] = "nope",
        ["mane"] = "main",
        ["avenew"] = "avenue",
    };

    public static List<Word> Cut(string raw)
    {
        var words = new List<Word>();
        foreach (Match match in Chunk.Matches(raw))
            Add(words, match);
        return words;
    }

    private static void Add(List<Word> words, Match match)
    {
        var chunk = match.Value.Replace('’', '\'').ToLowerInvariant();
        var from = 0;
        var to = chunk.Length;
        while (from < to && Edges.Contains(chunk[from]))
            from++;
        while (to > from && Edges.Contains(chunk[to - 1]))
            to--;
        if (from == to)
        {
            if (words.Count > 0 && Pauses.Contains(chunk[0]))
                words[^1] = words[^1] with { Break = true };
            return;
        }

        var core = chunk[from..to];
        var pause = to < chunk.Length && Pauses.Contains(chunk[to])
            && !(chunk[to] == '.' && (Abbreviations.Contains(core) || Spellings.ContainsKey(core)));
        var start = match.Index + from;
        foreach (var (text, at, length) in Parts(core))
            words.Add(new Word(text, start + at, start + at + length, Break: false));
        words[^1] = words[^1] with { Break = pause };
    }

    private static IEnumerable<(string Text, int At, int Length)> Parts(string core)
    {
        if (Spellings.TryGetValue(core, out var spelling))
            return [(spelling, 0, core.Length)];
        if (core.Contains('@') || Domain.IsMatch(core))
            return [(core, 0, core.Length)];
        if (Grouped.IsMatch(core) || CountryCode.IsMatch(core))
            return [(string.Concat(core.Where(char.IsAsciiDigit)), 0, core.Length)];
        if (LongZip.Match(core) is { Success: true } zip)
            return [(zip.Groups[1].Value, 0, core.Length)];
        if (Range.Match(core) is { Success: true } range)
            return [.. RangeParts(range)];
        if (Clock.Match(core) is { Success: true } clock)
            return [.. clock.Groups.Values.Skip(1).Select(part => (part.Value, part.Index, part.Length))];
        if (Money.IsMatch(core))
            return [(string.Concat(core.Where(c => char.IsAsciiDigit(c) || c == '.')), 0, core.Length)];
        return [.. Piece.Matches(core)
            .Select(piece => (piece.Value == "#" ? "number" : piece.Value, piece.Index, piece.Length))];
    }

    private static IEnumerable<(string Text, int At, int Length)> RangeParts(Match range)
    {
        yield return (range.Groups[1].Value, range.Groups[1].Index, range.Groups[1].Length);
        yield return ("to", range.Groups[2].Index, range.Groups[2].Length);
        yield return (range.Groups[3].Value, range.Groups[3].Index, range.Groups[3].Length);
        if (range.Groups[4].Success)
            yield return (range.Groups[4].Value, range.Groups[4].Index, range.Groups[4].Length);
    }

    [GeneratedRegex(@"\S+")]
    private static partial Regex Chunk { get; }

    [GeneratedRegex(@"^[a-z0-9][\w-]*(\.[\w-]+)*\.(com|net|org|edu|gov|io|co|us|biz|info|me|uk|ca)$")]
    private static partial Regex Domain { get; }

    // 555-0123, (555)012-3456, 555.012.3456: groups of digits, the first of at least three.
    [GeneratedRegex(@"^\+?\(?(\d{1,2}[-.])?\d{3,}\)?([-.]?\d{3,4})*$")]
    private static partial Regex Grouped { get; }

    [GeneratedRegex(@"^\+\d{1,3}$")]
    private static partial Regex CountryCode { get; }

    [GeneratedRegex(@"^(\d{5})-\d{4}$")]
    private static partial Regex LongZip { get; }

    [GeneratedRegex(@"^(\d{1,2}(?::\d\d)?)([-–])(\d{1,2}(?::\d\d)?)(am|pm)?$")]
    private static partial Regex Range { get; }

    [GeneratedRegex(@"^(\d{1,2}(?::\d\d)?)(am|pm|ish)$")]
    private static partial Regex Clock { get; }

    [GeneratedRegex(@"^[$€£]?\d{1,3}(,\d{3})+(\.\d+)?$|^[$€£]\d+(\.\d+)?$")]
    private static partial Regex Money { get; }

    [GeneratedRegex(@"\d+[/:]\d+(?:/\d+)?|#|[^\s\-–—/#,()]+")]
    private static partial Regex Piece { get; }
}
