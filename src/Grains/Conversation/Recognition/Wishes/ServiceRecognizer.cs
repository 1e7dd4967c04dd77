using System.Text.RegularExpressions;

namespace Platform.Conversation;

/// <summary>A service that was asked for.</summary>
/// <param name="Score">How well it fits; a better fit replaces a worse one.</param>
internal sealed record HeardService(DraftCategory Category, string Label, double Score);

/// <summary>Finds the service of the shop's catalogue that the caller means, or a plain name for the work.</summary>
internal static partial class ServiceRecognizer
{
    private const double ScoreMin = 2;
    private const double VocabularyScore = 1;
    private const double NearScore = 1.5;

    // Before the words that are stemmed with it: static fields are made in this order.
    private static readonly (string, string)[] Endings =
        [("ations", ""), ("ation", ""), ("ing", ""), ("ies", "y"), ("ers", ""), ("ed", ""), ("es", ""), ("er", ""),
            ("s", ""), ("e", "")];

    // What washes is not what is washed.
    private static readonly HashSet<string> Devices =
        [.. "washer washers dryer dryers heater heaters freezer freezers".Split(' ')];

    // Words that every second label has; they tell no service from another.
    private static readonly HashSet<string> Weak =
        [.. ("service repair fix install clean maintenance maintain replace replacement check inspection tune "
            + "up and the a of for my "
        + "in to on new general home house residential commercial professional emergency").Split(' ').Select(Stem)];

    public static HeardService? Find(Utterance u, ShopContext shop)
    {
        HeardService? likely = null;
        foreach (var reading in MeantWork.Readings(u.Free()))
        {
            var heard = Find(reading, shop);
            if (heard is { Score: >= ScoreMin })
                return heard;

            likely = likely is { Score: >= VocabularyScore } ? likely : heard ?? likely;
        }

        return likely;
    }

    private static HeardService? Find(string text, ShopContext shop)
    {
        var action = ActionOf(text);
        var trade = Trades.Of(text);
        // "Hair cut" is a haircut, "pressure wash" may be one word, too.
        var plain = text.Split(' ');
        var words = plain.Select(Stem).Concat(plain.Zip(plain.Skip(1), (one, two) => Stem(one + two))).ToHashSet();
        var stemmed = " " + string.Join(' ', text.Split(' ').Select(Stem)) + " ";
        if (action == DraftCategory.Delivery && trade is not null && Bringing(shop) is { } bringing)
            return bringing;
        HeardService? best = null;
        foreach (var service in shop.Services)
        {
            var score = service.Aliases.Append(service.Label).Max(phrase => Fit(phrase, words, stemmed))
                + Likeness(service, trade, action);
            if (score >= ScoreMin && score > (best?.Score ?? 0))
                best = new HeardService(service.Category, service.Label, score);
        }

        return best ?? (trade is null ? null : Nearest(trade, shop)) ?? Plain(trade, action, text);
    }

    /// <summary>What is to be done, when the words say so.</summary>
    public static DraftCategory? ActionOf(string text) =>
        Install.IsMatch(text) ? DraftCategory.Installation
        : Maintain.IsMatch(text) ? DraftCategory.Maintenance
        : Trouble.IsMatch(text) ? DraftCategory.Repairs
        : Clean.IsMatch(text) ? DraftCategory.Cleaning
        : Deliver.IsMatch(text) ? DraftCategory.Delivery
        : null;

    private static double Fit(string phrase, HashSet<string> words, string stemmed)
    {
        var parts = Normal(phrase).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Stem).ToArray();
        if (parts.Length == 0)
            return 0;
        var strong = parts.Where(part => !Weak.Contains(part)).ToArray();
        if (stemmed.Contains($" {string.Join(' ', parts)} ", StringComparison.Ordinal))
            return strong.Length > 0 ? 2.5 + parts.Length : parts.Length > 1 ? 2.5 : 0.5;
        // "Trim my beard" fits "Beard trim" better than "Trim".
        return strong.Length == 0 || !strong.All(words.Contains) ? 0
            : strong.Length > 1 && parts.All(words.Contains) ? 2 + parts.Length
            : 1.5 + (0.5 * strong.Length) + (parts.All(words.Contains) ? 0.5 : 0);
    }

    private static double Likeness(CatalogueService service, Trade? trade, DraftCategory? action)
    {
        var own = TradeOf(service);
        var sameTrade = trade is not null && own == trade;
        var score = sameTrade ? 2.5 : trade is not null && own is not null ? -1.5 : 0;
        if (action is { } wanted)
            score += wanted == service.Category ? 1 : sameTrade && service.Category != DraftCategory.Other ? -2 : 0;
        else if (sameTrade && trade!.Usual == service.Category)
            score += 0.5;
        return score;
    }

    private static HeardService? Plain(Trade? trade, DraftCategory? action, string text)
    {
        if (trade is null)
        {
            return action is { } known && Asked.IsMatch(text) && known != DraftCategory.Delivery
                ? new HeardService(known, Name(known), VocabularyScore / 2)
                : null;
        }

        var category = trade.Label is null ? action ?? trade.Usual : trade.Usual;
        return new HeardService(category, trade.Label ?? $"{trade.Name} {Name(category)}", VocabularyScore);
    }

    private static string Name(DraftCategory category) => category switch
    {
        DraftCategory.Cleaning => "Cleaning",
        DraftCategory.Repairs => "Repair",
        DraftCategory.Installation => "Installation",
        DraftCategory.Maintenance => "Maintenance",
        DraftCategory.Delivery => "Delivery",
        DraftCategory.Other => "Service",
    };

    // What the trade does otherwise, or the trade that this work belongs to: "Electrical Repair" for a new lamp.
    private static HeardService? Nearest(Trade trade, ShopContext shop)
    {
        var near = shop.Services
            .Where(service => TradeOf(service) is { } own && (own == trade || own.Name == trade.Within))
            .OrderByDescending(service => TradeOf(service) == trade).ToList();
        return near.Count > 0 && (near.Count == 1 || TradeOf(near[0]) != TradeOf(near[1]))
            ? new HeardService(near[0].Category, near[0].Label, NearScore)
            : null;
    }

    // A fridge that shall be brought somewhere is not repaired.
    private static HeardService? Bringing(ShopContext shop) =>
        shop.Services.Where(service => service.Category == DraftCategory.Delivery).ToList() is [var only]
            ? new HeardService(only.Category, only.Label, ScoreMin)
            : null;

    private static Trade? TradeOf(CatalogueService service) =>
        Trades.Of(Normal(service.Label))
            ?? service.Aliases.Select(alias => Trades.Of(Normal(alias))).FirstOrDefault(found => found is not null);

    public static string Normal(string phrase) =>
        NotWord.Replace(phrase.ToLowerInvariant().Replace("/c", "c", StringComparison.Ordinal), " ").Trim();

    /// <summary>A crude stem, enough to let "leaking" meet "leak" and "repairs" meet "repair".</summary>
    public static string Stem(string word)
    {
        if (Devices.Contains(word))
            return word.TrimEnd('s');
        foreach (var (ending, replacement) in Endings)
        {
            if (word.Length > ending.Length + 2 && word.EndsWith(ending, StringComparison.Ordinal))
                return word[..^ending.Length] + replacement;
        }

        return word;
    }

    [GeneratedRegex(@"[^a-z0-9]+")]
    private static partial Regex NotWord { get; }

    [GeneratedRegex(@"\b(?:install\w*|put (?:in|up) (?:a|an|the|some|my|our|new)|set ?up|setup|mount\w*"
        + @"|hook(?:ed)? up|assembl\w*|hang (?:a|an|the|my|up)|hung|put together|build (?:a|an|me)|fit(?:ted)? (?:a"
        + @"|an|new)|add (?:a|an|some|new)|replace (?:it |the \w+ |my \w+ |the old \w+ )?with(?: a)? new|brand new"
        + @"|upgrade\w*|convert\w*|new (?:one|unit|system)|(?:want|need|like|buy|get|getting) (?:a |an |some )?new"
        + @"|new (?:\w+ ){1,3}(?:put in|installed)|swap\w*|replaced (?:with|by))\b")]
    private static partial Regex Install { get; }

    [GeneratedRegex(@"\b(?:mainten\w*|maintain\w*|tune ?ups?|tuned up|servic(?:ed|ing)|inspect\w*|check ?ups?|annual"
        + @"|yearly|seasonal|routine|regular|winteri\w*|mow\w*|trim\w*|prun\w*|filter change|change the filter"
        + @"|once a (?:week|month|year)|weekly|monthly|preventive|looked over|opened for the season)\b")]
    private static partial Regex Maintain { get; }

    [GeneratedRegex(
        @"\b(?:repair\w*|fix\w*|broke\w*|busted|leak\w*|drip\w*|clog\w*|block(?:ed|age)|stuck|jam\w*|not (?:work|cool"
        + @"|heat|turn|drain|clos|open|spin|flush|light|start)\w*|(?:stopped|quit|isn't|aren't|doesn't|don't|not"
        + @"|never|won't|can't|wont|cannot|no longer) (?:\w+ )?(?:work|cool|heat|turn|drain|clos|open|spin|flush"
        + @"|light|start|run|stay|lock|blow|dry|ignit|charg|freez|get|go|come|budge|latch|shut|keep)\w*"
        + @"|died|dead|went out|going out|gave out|acting up|out of order|malfunction\w*|trouble|problem|issue"
        + @"|no (?:heat|hot water|power|water|cold air|cool air|air|electricity|signal)|makes? (?:a |an |some "
        + @"|this )?(?:\w+ )?(?:noises?|sounds?)|making (?:a |an |some |this )?(?:\w+ )?(?:noises?|sounds?)|noisy"
        + @"|grinding|rattl\w*|buzz\w*|squeal\w*|humming|trip(?:s|ped|ping)|spark\w*|burst|flood\w*|overflow\w*"
        + @"|back(?:ed|ing) up|crack\w*|damaged?|fell off|falling apart|hole in|on the fritz|conked out|kaput"
        + @"|smok(?:e|ing)|frozen|lost|locked out|warm air|hot air|freezing in here|burning up|flicker\w*"
        + @"|running (?:constantly|all)|low pressure|missing|rotted|stinks?|smells?)\b")]
    private static partial Regex Trouble { get; }

    [GeneratedRegex(@"\b(?:clean\w*|wash(?:ed|ing)?|scrub\w*|maids?|housekeep\w*|tid(?:y|ied|ying)|dust(?:ed|ing)"
        + @"|mop\w*|vacuum\w*|steam|stains?|sanitiz\w*|disinfect\w*)\b")]
    private static partial Regex Clean { get; }

    [GeneratedRegex(@"\b(?:deliver\w*|courier|drop(?:ped)? ?off|pick(?:ed)? ?up|mov(?:ers?|ing)|ship\w*|haul\w*"
        + @"|transport\w*)\b")]
    private static partial Regex Deliver { get; }

    [GeneratedRegex(@"\b(?:need|want|looking for|get|have|book|schedule|request|send|come|appointment|something|it"
        + @"|them)\b")]
    private static partial Regex Asked { get; }
}
