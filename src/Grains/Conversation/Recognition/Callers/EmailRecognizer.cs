using System.Text;
using System.Text.RegularExpressions;

namespace Platform.Conversation;

/// <summary>Hears e-mail addresses, typed ones and those that are read out: "jon dot smith at example dot
/// com".</summary>
internal static partial class EmailRecognizer
{
    private const int LengthMax = 100;
    private const int LocalWordsMax = 24;

    private static readonly HashSet<string> Ends =
        [.. "com net org edu gov io co us biz info me uk ca tv app dev".Split(' ')];

    private static readonly Dictionary<string, string> Signs = new()
    {
        ["dot"] = ".",
        ["period"] = ".",
        ["point"] = ".",
        ["underscore"] = "_",
        ["dash"] = "-",
        ["hyphen"] = "-",
        ["minus"] = "-",
        ["plus"] = "+",
    };

    // What comes before an address when somebody reads it out.
    private static readonly HashSet<string> Before =
        [.. ("is it's its email mail address to that's thats my the at and send use try by with be would also yes "
            + "yeah sure "
        + "okay so on me please here's lowercase it me's confirmation receipt actually no but not just").Split(' ')];

    public static string? Find(Utterance u)
    {
        for (var i = 0; i < u.Words.Count; i++)
        {
            if (Typed.IsMatch(u.Words[i].Text))
            {
                u.Take(new Span(i, i + 1));
                return Cut(u.Words[i].Text);
            }
        }

        for (var i = 1; i < u.Words.Count - 1; i++)
        {
            if (u.Words[i].Text == "at" && Domain(u, i + 1) is var (domain, end))
            {
                var from = Local(u, i, out var local);
                if (local.Length == 0)
                    continue;
                u.Take(new Span(from, end));
                return Cut($"{local}@{domain}");
            }
        }

        return null;
    }

    private static string? Cut(string email) => email.Length <= LengthMax ? email : null;

    private static (string Domain, int End)? Domain(Utterance u, int from)
    {
        if (u.Words[from].Text.Contains('.') && !u.Words[from].Text.EndsWith('.'))
            return (u.Words[from].Text, from + 1);
        var name = new StringBuilder();
        for (var i = from; i < u.Words.Count && i < from + 10; i++)
        {
            var text = u.Words[i].Text;
            if (text is "dot" or "period" or "point" && i + 1 < u.Words.Count && name.Length > 0)
            {
                var next = u.Words[i + 1].Text;
                if (Ends.Contains(next))
                    return End(u, i + 1, name.Append('.').Append(next));
                name.Append('.');
            }
            else if (Signs.TryGetValue(text, out var sign))
            {
                name.Append(sign);
            }
            else if (text.Contains('.'))
            {
                return (name + text, i + 1);
            }
            else
            {
                name.Append(Plain(text));
            }
        }

        return null;
    }

    private static (string, int) End(Utterance u, int last, StringBuilder name)
    {
        // "dot co dot uk"
        if (last + 2 < u.Words.Count && u.Words[last + 1].Text == "dot" && Ends.Contains(u.Words[last + 2].Text))
            return (name.Append('.').Append(u.Words[last + 2].Text).ToString(), last + 3);
        return (name.ToString(), last + 1);
    }

    private static int Local(Utterance u, int at, out string local)
    {
        var from = at;
        var words = 0;
        while (from > 0 && at - from < LocalWordsMax)
        {
            var word = u.Words[from - 1];
            if (word.Break || u.IsTaken(from - 1))
                break;
            var isSign = Signs.ContainsKey(word.Text);
            if (Before.Contains(word.Text) && !IsSpelled(u, from - 1))
                break;
            // Two plain words side by side are a name that is read out in one go; a third one is a sentence.
            var joins = from < at && Signs.ContainsKey(u.Words[from].Text);
            if (!isSign && !word.IsLetter && !word.IsNumber && !joins && ++words > 2)
                break;
            from--;
        }

        local = string.Concat(Enumerable.Range(from, at - from).Select(i => Said(u, i, from))).Trim('.', '-', '_');
        return from;
    }

    private static string Said(Utterance u, int i, int from)
    {
        var text = u.Words[i].Text;
        if (text == "double" || (i > from && u.Words[i - 1].Text == "double" && !u.Words[i].IsLetter))
            return text == "double" ? "" : text;
        if (Signs.TryGetValue(text, out var sign))
            return sign;
        return i > from && u.Words[i - 1].Text == "double" ? text + text : Plain(text);
    }

    private static bool IsSpelled(Utterance u, int i) => u.Words[i].IsLetter;

    private static string Plain(string text) =>
        string.Concat(text.Where(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'));

    [GeneratedRegex(@"^[a-z0-9._%+\-]+@[a-z0-9\-]+(\.[a-z0-9\-]+)+$")]
    private static partial Regex Typed { get; }
}
