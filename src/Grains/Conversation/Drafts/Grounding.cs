using System.Text.RegularExpressions;

namespace Platform.Conversation;

/// <summary>What the caller said in this call, to hold a model's claims against: a value counts only when its words
/// were said. What the draft already holds was said earlier.</summary>
internal sealed partial class Grounding
{
    private readonly HashSet<string> _words;
    private readonly string _digits;
    private readonly string _letters;

    private Grounding(IReadOnlyList<string> texts, IEnumerable<string> known)
    {
        var heard = texts.Select(text => Utterance.Of(text).Text).ToList();
        _words = [.. heard.Concat(known.Select(text => Utterance.Of(text).Text))
            .SelectMany(text => text.Split(' ')).Select(Plain)];
        foreach (var spelled in texts.Select(text => SpelledName.Find(Utterance.Of(text))).OfType<string>())
            _words.Add(Plain(spelled));
        _digits = string.Join(' ', heard.Select(text => string.Concat(text.Where(char.IsAsciiDigit))));
        _letters = string.Join(' ', heard.Concat(texts.Select(text => text.ToLowerInvariant())).Select(Letters));
    }

    public static Grounding Of(ConversationState state, Heard heard, ShopContext shop)
    {
        var lines = Talk.Of(state, heard).Where(line => line.IsCaller).Select(line => line.Text);
        var draft = state.Draft;
        return new Grounding(
            [.. lines, heard.Text],
            new[] { draft.Address?.Raw, draft.CustomerName, draft.RequestedTime?.Text }
                .Concat(shop.Cities).OfType<string>());
    }

    /// <summary>Whether every word of a value was said; short words and abbreviations say nothing.</summary>
    public bool Said(string value) => Utterance.Of(value).Text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .All(word => Plain(word) is var plain && (IsSmall(plain) || _words.Contains(plain)));

    /// <summary>Whether these digits were said in this order.</summary>
    public bool SaidDigits(string digits)
    {
        var national = digits.Length == 11 && digits[0] == '1' ? digits[1..] : digits;
        return national.Length > 0 && (_digits.Contains(national, StringComparison.Ordinal)
            || _digits.Replace(" ", "", StringComparison.Ordinal).Contains(national, StringComparison.Ordinal));
    }

    /// <summary>Whether an e-mail address was said, read out or spelled.</summary>
    public bool SaidLetters(string email) =>
        email.Split('@', '.').All(part => _letters.Contains(Letters(part), StringComparison.Ordinal));

    /// <summary>One is what somebody means who gives no number.</summary>
    public bool SaidQuantity(int quantity) =>
        quantity == 1 || _words.Contains(quantity.ToString(System.Globalization.CultureInfo.InvariantCulture))
        || (quantity == 2 && (_words.Contains("couple") || _words.Contains("pair")))
        || (quantity % 6 == 0 && _words.Contains("dozen"));

    private static bool IsSmall(string word) =>
        word.Length == 0 || Filler.IsMatch(word) || Places.IsStreetType(word) || Places.IsDirection(word);

    private static string Plain(string word) => word.Trim('.', '\'', ',') switch
    {
        "st" => "street",
        "ave" => "avenue",
        "rd" => "road",
        "apt" => "apartment",
        var plain => plain,
    };

    private static string Letters(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit));

    [GeneratedRegex("^(?:a|an|the|at|on|in|of|and|to|from|between|by|for|am|pm|oclock|unit|apartment|suite|floor"
        + "|[a-z]{2})$")]
    private static partial Regex Filler { get; }
}
