namespace Platform.Sites.Extraction;

/// <summary>What a site asks of programs that read it, RFC 9309. Pure.</summary>
internal sealed class RobotsRules
{
    private const int LinesMax = 5_000;
    private const int RulesMax = 500;
    private const int PatternLengthMax = 300;

    private readonly List<(string Pattern, bool Allows)> _rules;

    private RobotsRules(List<(string, bool)> rules) => _rules = rules;

    /// <summary>A site without a robots.txt asks nothing.</summary>
    public static RobotsRules None { get; } = new([]);

    /// <summary>Reads the part that is meant for us: the group of our name, or that of everybody.</summary>
    public static RobotsRules Read(string text, string agent)
    {
        var groups = new Dictionary<string, List<(string, bool)>>(StringComparer.OrdinalIgnoreCase);
        List<string> names = [];
        var isNaming = false;
        foreach (var line in text.Split('\n').Take(LinesMax))
        {
            var rule = line.Split('#')[0].Split(':', 2);
            if (rule.Length != 2)
                continue;
            var (word, value) = (rule[0].Trim().ToLowerInvariant(), rule[1].Trim());
            if (word == "user-agent")
            {
                if (!isNaming)
                    names = [];
                isNaming = true;
                names.Add(value);
                groups.TryAdd(value, []);
            }
            else if (word is "allow" or "disallow")
            {
                isNaming = false;
                foreach (var name in names)
                {
                    if (value.Length is > 0 and <= PatternLengthMax && groups[name].Count < RulesMax)
                        groups[name].Add((value, word == "allow"));
                }
            }
        }

        return new(groups.GetValueOrDefault(agent) ?? groups.GetValueOrDefault("*") ?? []);
    }

    /// <summary>Whether a page may be read: the longest rule that fits it decides, of two as long the kinder.</summary>
    public bool Allows(Uri page)
    {
        var best = _rules.Where(rule => Fits(rule.Pattern, page.PathAndQuery))
            .OrderByDescending(rule => rule.Pattern.Length).ThenByDescending(rule => rule.Allows)
            .Select(rule => (bool?)rule.Allows)
            .FirstOrDefault();
        return best ?? true;
    }

    // "*" stands for anything, "$" at the end for the end. Each part is looked for once, from where the last one ended.
    private static bool Fits(string pattern, string path)
    {
        var isWhole = pattern.EndsWith('$');
        var parts = (isWhole ? pattern[..^1] : pattern).Split('*');
        if (!path.StartsWith(parts[0], StringComparison.Ordinal))
            return false;
        var at = parts[0].Length;
        for (var i = 1; i < parts.Length; i++)
        {
            var isLast = isWhole && i == parts.Length - 1;
            if (isLast && path.Length - parts[i].Length >= at && path.EndsWith(parts[i], StringComparison.Ordinal))
                return true;
            var found = path.IndexOf(parts[i], at, StringComparison.Ordinal);
            if (found < 0)
                return false;
            at = found + parts[i].Length;
        }

        return !isWhole || at == path.Length;
    }
}
