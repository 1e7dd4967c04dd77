namespace Platform.Conversation;

/// <summary>Words of addresses: kinds of streets, directions, states.</summary>
internal static class Places
{
    private static readonly HashSet<string> StreetTypes =
        [.. ("street st avenue ave av boulevard blvd road rd drive dr lane ln court ct place pl way terrace ter "
            + "circle cir "
        + "parkway pkwy highway hwy square sq trail trl loop alley plaza crescent row walk path pike turnpike "
        + "broadway run "
        + "ridge point crossing cove close mews expressway freeway causeway esplanade promenade bend grove view park "
        + "center centre heights hill slip landing concourse gardens commons")
            .Split(' ')];

    private static readonly Dictionary<string, string> Directions = new()
    {
        ["north"] = "North",
        ["south"] = "South",
        ["east"] = "East",
        ["west"] = "West",
        ["northeast"] = "Northeast",
        ["northwest"] = "Northwest",
        ["southeast"] = "Southeast",
        ["southwest"] = "Southwest",
        ["n"] = "N",
        ["s"] = "S",
        ["e"] = "E",
        ["w"] = "W",
        ["ne"] = "NE",
        ["nw"] = "NW",
        ["se"] = "SE",
        ["sw"] = "SW",
    };

    private static readonly Dictionary<string, string> States = Pairs(
        "alabama:AL,alaska:AK,arizona:AZ,arkansas:AR,california:CA,colorado:CO,connecticut:CT,delaware:DE,florida:FL,"
        + "georgia:GA,hawaii:HI,idaho:ID,illinois:IL,indiana:IN,iowa:IA,kansas:KS,kentucky:KY,louisiana:LA,maine:ME,"
        + "maryland:MD,massachusetts:MA,michigan:MI,minnesota:MN,mississippi:MS,missouri:MO,montana:MT,nebraska:NE,"
        + "nevada:NV,new hampshire:NH,new jersey:NJ,new mexico:NM,new york:NY,north carolina:NC,north dakota:ND,"
        + "ohio:OH,"
        + "oklahoma:OK,oregon:OR,pennsylvania:PA,rhode island:RI,south carolina:SC,south dakota:SD,tennessee:TN,"
        + "texas:TX,"
        + "utah:UT,vermont:VT,virginia:VA,washington:WA,west virginia:WV,wisconsin:WI,wyoming:WY,district of "
        + "columbia:DC");

    private static readonly HashSet<string> Codes = [.. States.Values.Select(code => code.ToLowerInvariant())];

    // Two-letter codes that are also everyday words; they count only where a ZIP follows or capitals were written.
    private static readonly HashSet<string> EverydayCodes = [.. "in me or hi ok oh de la pa ma id al co".Split(' ')];

    public static bool IsStreetType(string word) => StreetTypes.Contains(word);

    public static bool IsDirection(string word) => Directions.ContainsKey(word);

    /// <summary>The state that is named at this word, and where its name ends.</summary>
    public static (string Code, int End)? StateAt(Utterance u, int at)
    {
        for (var length = 3; length >= 1; length--)
        {
            if (at + length > u.Words.Count)
                continue;
            var name = string.Join(' ', u.Words.Skip(at).Take(length).Select(word => word.Text));
            if (States.TryGetValue(name, out var code))
                return (code, at + length);
        }

        var text = u.Words[at].Text;
        if (Codes.Contains(text) && (!EverydayCodes.Contains(text) || IsWrittenCode(u, at)))
            return (text.ToUpperInvariant(), at + 1);
        // "n y": a code that was spelled out.
        if (at + 1 < u.Words.Count && u.Words[at].IsLetter && u.Words[at + 1].IsLetter
            && Codes.Contains(text + u.Words[at + 1].Text))
        {
            return ((text + u.Words[at + 1].Text).ToUpperInvariant(), at + 2);
        }

        return null;
    }

    private static bool IsWrittenCode(Utterance u, int at) =>
        u.Slice(new Span(at, at + 1)) is { } raw && raw.All(char.IsUpper)
        || (at + 1 < u.Words.Count && u.Words[at + 1] is { IsNumber: true, Text.Length: 5 });

    private static Dictionary<string, string> Pairs(string text) =>
        text.Split(',').Select(pair => pair.Split(':')).ToDictionary(pair => pair[0], pair => pair[1]);
}
