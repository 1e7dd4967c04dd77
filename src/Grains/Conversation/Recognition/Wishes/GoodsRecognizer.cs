using System.Text.RegularExpressions;

namespace Platform.Conversation;

/// <summary>Hears that goods are asked for which are not in the catalogue. Nobody has a list of everything there is:
/// what stands where goods stand, and that no other recogniser has used, are goods.</summary>
internal static partial class GoodsRecognizer
{
    /// <summary>The goods in the caller's words, or null. Shops that only work sell nothing, so nothing is missed
    /// there.</summary>
    /// <param name="hasLines">Whether others were heard that are sold: then "and a rake" goes with them.</param>
    public static string? Unsold(Utterance u, ShopContext shop, bool hasLines)
    {
        if (shop.Items.IsEmpty)
            return null;
        // Where work is done, too, "I need a plumber" asks for work: only words of buying count.
        var pattern = shop.Services.IsEmpty ? Wanted : Bought;
        var text = u.Free();
        foreach (var match in pattern.Matches(text).Concat(hasLines ? Besides.Matches(text) : []))
        {
            var what = Last.Replace(match.Groups["what"].Value, "").Trim();
            if (what.Length > 0 && !Nothing.IsMatch(what))
                return match.Groups["one"].Success && !match.Groups["unit"].Success ? Plural(what) : what;
        }

        return null;
    }

    private static string Plural(string name) =>
        name[^1] == 's' ? name
        : Sibilant.IsMatch(name) ? name + "es"
        : ConsonantY.IsMatch(name) ? name[..^1] + "ies"
        : name + "s";

    private const string Count = @"(?:(?:(?:a )?couple of|(?:a )?pair of|a few|(?:half )?(?:a )?dozen"
        + @"|(?<one>a|an|another)|\d{1,3}|some|any|more|few) )";
    private const string Unit = @"(?<unit>(?:bag|box|boxe|pack|package|can|bottle|case|pair|roll|jar|piece|sack|tub"
        + @"|carton)s? of )?";
    private const string What = @"(?<what>(?!(?:~|to|it|that|this|them|one|ones)\b)[a-z][a-z'-]*"
        + @"(?: (?!(?:and|or|please|for|to|at|from|with|but|that|which|today|tomorrow|thanks|thank|if|when|because|also"
        + @"|too|my|i|you|is|are|in|on|of|as|by|so|then|instead|delivered|sent|shipped)\b)[a-z][a-z'-]*){0,2})";

    [GeneratedRegex(@"\b(?:(?:order|buy|purchase|sell|carry|stock) " + Count + @"?|(?:get|want|need|like|take|deliver"
        + @"|send|add|grab|give|pick up|can i have|could i have|i'll have|do you have)(?: me| us)?(?: to (?:order|buy"
        + @"|get|have|purchase))? " + Count + ")" + Unit + What)]
    private static partial Regex Wanted { get; }

    [GeneratedRegex(@"\b(?:order|buy|purchase|sell|carry|stock|add) " + Count + "?" + Unit + What)]
    private static partial Regex Bought { get; }

    [GeneratedRegex("~ (?:and|plus|also|with) " + Count + Unit + What)]
    private static partial Regex Besides { get; }

    [GeneratedRegex(@"(?:ch|sh|x|z)$")]
    private static partial Regex Sibilant { get; }

    [GeneratedRegex(@"[^aeiou]y$")]
    private static partial Regex ConsonantY { get; }

    // Words that end a wish without being a part of it.
    [GeneratedRegex(@"(?: (?:please|thanks|thank you|too|also|instead|sometime|soon|now))+$")]
    private static partial Regex Last { get; }

    [GeneratedRegex(@"^(?:order|something|someone|somebody|anything|everything|nothing|help|appointment|delivery"
        + @"|questions?|information|info|prices?|quote|estimate|visit|service|person|human|people|call|callback|minute"
        + @"|second|moment|sec|things?|stuff|few|couple|lot|bit|little|more|else|others?|those|these|discount|look|idea"
        + @"|problem|issue|hand|chance|favor|number|name|address|goods|items?|products?|place|bag|box|pack|dozen|note"
        + @"|guys?)\b")]
    private static partial Regex Nothing { get; }
}
