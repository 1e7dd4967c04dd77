using System.Text.RegularExpressions;

namespace Platform.Conversation;

/// <summary>A field of work: how callers name it, and what it is called.</summary>
/// <param name="Name">For labels: "AC" + "Repair".</param>
/// <param name="Words">Alternatives of a pattern.</param>
/// <param name="Usual">The category when nothing else was said.</param>
/// <param name="Label">The whole label when the trade is not something that is repaired.</param>
/// <param name="Within">The trade that does such work where nobody offers it by its own name.</param>
internal sealed record Trade(
    string Name, string Words, DraftCategory Usual, string? Label = null, string? Within = null)
{
    public Regex Pattern { get; } = new($@"\b(?:{Words})\b", RegexOptions.CultureInvariant);
}

/// <summary>The trades that callers ask service businesses for, the most special first.</summary>
internal static class Trades
{
    public static IReadOnlyList<Trade> All { get; } =
    [
        new("Water Heater", "(?:hot )?water heaters?|hot water(?: tank)?|tankless", DraftCategory.Repairs,
            Within: "Plumbing"),
        new("Garage Door", "garage(?: door)?(?: opener| spring)?s?", DraftCategory.Repairs),
        new("Carpet Cleaning", "carpets?|rugs?|upholstery", DraftCategory.Cleaning, "Carpet Cleaning"),
        new("Pool", "(?:swimming )?pool|hot tub|jacuzzi", DraftCategory.Maintenance),
        new("Gutter", "gutters?|downspouts?", DraftCategory.Cleaning),
        new("TV Mounting", @"tvs?|telly|televisions?|flat ?screens?|\d+ inch",
            DraftCategory.Installation, "TV Mounting"),
        new("Chimney", "chimneys?|fireplace", DraftCategory.Cleaning),
        new("Septic", "septic(?: tank)?", DraftCategory.Maintenance, Within: "Plumbing"),
        new("Solar", "solar(?: panels?)?", DraftCategory.Installation),
        new("EV Charger", @"(?:ev|car|tesla|electric vehicle|vehicle) charg\w+", DraftCategory.Installation,
            Within: "Electrical"),
        new("Security Camera", "(?:security )?cameras?|cctv|doorbell|alarm system|security system|burglar alarm",
            DraftCategory.Installation),
        new("Furniture Assembly", @"furniture|assembl\w+|ikea|wardrobe|put together|bookshel\w+|bed frame|crib|desk",
            DraftCategory.Installation, "Furniture Assembly"),
        new("Locksmith", @"lock(?:ed)? (?:me |us |my\w* )?out|locksmiths?|locks?|deadbolts?|re ?key\w*|lost (?:my "
            + @"|our |the )?keys?|spare keys?|door knob|keys?", DraftCategory.Repairs),
        new("Appliance", @"fridges?|refrigerators?|freezers?|dishwashers?|washers?|washing machines?|dryers?|ovens?"
            + @"|stoves?|stovetop|microwaves?|ranges?|ice ?makers?|appliances?|cooktop", DraftCategory.Repairs),
        new("AC", @"ac|a c|acs|air con\w*(?: conditioner| conditioning| unit)?|air condition\w*|aircon|hvac|cooling"
            + @"|central air|mini splits?|condenser|(?:not|isn't|won't|stopped|quit|no) (?:blowing |getting "
            + @"|making )?cool\w*|cold air|cool air|warm air|hot air|freon|refrigerant", DraftCategory.Repairs),
        new("Heating", @"furnaces?|heat(?:er|ers|ing)?|boilers?|radiators?|heat pumps?|thermostats?|pilot light",
            DraftCategory.Repairs),
        new("Plumbing", @"plumb\w*|pipes?|pipework|faucets?|taps?|toilets?|drains?|sinks?|showers?|sew\w+|leak\w*"
            + @"|bath ?tubs?|tub|garbage disposals?|disposal|clog\w*|sump pumps?|water pressure|water line|water main"
            + @"|spigot|water (?:is |was )?(?:in|on|from|under|coming|dripping|everywhere|all over|through|pouring"
            + @"|running)"
            + @"|(?:problem|trouble|issue) with (?:the |my )?water|flood\w*|backing up|backed up|overflow\w*"
            + @"|commode|drip\w*", DraftCategory.Repairs),
        new("Electrical", @"electric\w*|outlets?|sockets?|breakers?|breaker box|fuses?|fuse box|wiring|wires?"
            + @"|light switch\w*|lights?|lighting|power|ceiling fans?|chandeliers?|light fixtures?|fixtures?|panel"
            + @"|spark\w*|dimmer|generator", DraftCategory.Repairs),
        new("Gas", "gas (?:leak|line|pipe|smell)|smell(?:s|ing)? (?:of )?gas",
            DraftCategory.Repairs, Within: "Plumbing"),
        new("Roof", @"roof\w*|shingles?|skylights?|attic leak", DraftCategory.Repairs),
        new("Painting", @"paint\w*|repaint\w*|primer|stain the", DraftCategory.Other, "Painting"),
        new("Pest Control", @"pests?|(?:cock)?roach\w*|ants?|termites?|mice|mouse|rats?|bed ?bugs?|exterminat\w*"
            + @"|wasps?|bees?|hornets?|rodents?|spiders?|infest\w*|bugs?|fleas?|mosquito\w*|squirrels?|raccoons?"
            + @"|critters?", DraftCategory.Other, "Pest Control"),
        new("Lawn Care", @"lawns?|grass|mow\w*|yards?|garden\w*|hedges?|landscap\w*|weeds?|weeding|shrubs?|bushes"
            + @"|sprinklers?|leaf|leaves|mulch", DraftCategory.Maintenance, "Lawn Care"),
        new("Tree Service", @"trees?|stumps?|branch(?:es)?|limbs?", DraftCategory.Maintenance, "Tree Service",
            Within: "Lawn Care"),
        new("Window Cleaning", @"wash (?:the |my |our )?windows?|windows? (?:washed|washing|cleaned|cleaning)"
            + @"|clean (?:the |my |our )?windows?", DraftCategory.Cleaning, "Window Cleaning"),
        new("Pressure Washing", @"(?:pressure|power) wash\w*", DraftCategory.Cleaning, "Pressure Washing"),
        new("Window", @"windows?|glass|screens?|panes?|blinds?|curtains?|shutters?", DraftCategory.Repairs),
        new("Junk Removal", @"junk|haul\w*|debris|dispose|old couch|trash", DraftCategory.Other, "Junk Removal"),
        new("Snow Removal", @"snow|plow\w*|ice removal", DraftCategory.Maintenance, "Snow Removal"),
        new("Moving", @"piano|carry|(?:un)?load(?:ing)? (?:a |the |my )?truck|shift(?:ing)? (?:my|our|some|the)"
            + @"|mov(?:ers?|ing|e (?:my|our|some|a|the|out|house|apartments?|to|from|furniture|into))"
            + @"|relocat\w*", DraftCategory.Delivery, "Moving"),
        new("Delivery", @"deliver\w*|courier|pick ?up and drop\w*|drop ?off|parcels?|packages?|ship\w*",
            DraftCategory.Delivery, "Delivery"),
        new("Drywall", @"ceiling|mold|mildew|drywall|sheetrock|plaster\w*|hole in (?:the|my|our) wall",
            DraftCategory.Repairs),
        new("Flooring", @"floor(?:s|ing)|tiles?|tiling|hardwood|laminate|grout", DraftCategory.Installation),
        new("Fence", @"fenc\w+|gates?", DraftCategory.Repairs),
        new("Deck", @"decks?|patios?|porch", DraftCategory.Repairs),
        new("Concrete", @"concrete|driveway|foundation|sidewalk|paving", DraftCategory.Repairs),
        new("Computer", @"computers?|laptops?|printers?|pc|macbook|virus", DraftCategory.Repairs),
        new("Internet", @"wi ?fi|internet|router|modem|network\w*", DraftCategory.Installation),
        new("Car", @"cars?|trucks?|tires?|brakes?|oil change|battery|tow\w*|engine", DraftCategory.Repairs),
        new("House Cleaning", @"clean\w*|maids?|housekeep\w*|tid(?:y|ied|ying)|scrub\w*|dust(?:ed|ing)?|mop\w*"
            + @"|vacuum\w*|filthy", DraftCategory.Cleaning, "House Cleaning"),
        new("Handyman", @"handyman|handy man|odd jobs?|shel(?:f|ves)|drawers?|doors?|hinges?|cabinets?|caulk\w*"
            + @"|pictures?", DraftCategory.Repairs),
    ];

    public static bool IsTradeWord(string word) => All.Any(trade => trade.Pattern.IsMatch(word));

    /// <summary>The trade that the text is about: the one it names first counts, special ones before general
    /// ones.</summary>
    public static Trade? Of(string text) => All.FirstOrDefault(trade => trade.Pattern.IsMatch(text));
}
