using System.Globalization;
using System.Text.RegularExpressions;
using Platform.Money;

namespace Platform.Sites.Extraction;

/// <summary>A price as it stands in a text.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Minor">In minor units.</param>
/// <param name="Currency">ISO 4217.</param>
internal sealed record Price(int At, int End, long Minor, string Currency);

/// <summary>Finds prices: <c>$45</c>, <c>from 1.234,50 €</c>, <c>USD 30</c>. A number alone is none. Pure.</summary>
internal static partial class PriceText
{
    private const decimal PriceMax = 1_000_000;

    // Whose sign is $ where its owner is at home.
    private static readonly HashSet<string> Dollars = ["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"];

    /// <summary>All prices of a line.</summary>
    /// <param name="line">One line of text.</param>
    /// <param name="shopCurrency">What a sign means that several currencies have.</param>
    public static List<Price> Find(string line, string shopCurrency)
    {
        var prices = new List<Price>();
        foreach (Match match in Prices().Matches(line))
        {
            var sign = match.Groups["before"].Success ? match.Groups["before"] : match.Groups["after"];
            var number = match.Groups["first"].Success ? match.Groups["first"] : match.Groups["second"];
            var currency = CurrencyOf(sign.Value, shopCurrency);
            if (Minor(number.Value, currency) is { } minor)
                prices.Add(new(match.Index, match.Index + match.Length, minor, currency));
        }

        return prices;
    }

    /// <summary>A number as a site writes it in a field for prices; null when it is none.</summary>
    public static long? Minor(string number, string currency)
    {
        var text = number.Trim().Trim('$', '€', '£').Trim();
        if (text.Length is 0 or > 20 || !Currency.IsKnown(currency) || !char.IsAsciiDigit(text[0]))
            return null;

        // The last separator is the decimal one when one or two digits stand behind it: 1.234,50 and 1,234.50.
        var last = text.LastIndexOfAny(['.', ',']);
        var decimals = last >= 0 ? text.Length - last - 1 : 0;
        var whole = last >= 0 && decimals is 1 or 2 ? text[..last] : text;
        var digits = new string([.. whole.Where(char.IsAsciiDigit)]);
        if (whole.Any(c => !char.IsAsciiDigit(c) && c is not ('.' or ',' or ' ' or '\u00a0' or '\'')))
            return null;
        var amount = whole.Length == text.Length ? digits : $"{digits}.{text[(last + 1)..]}";
        return decimal.TryParse(amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price)
            && price <= PriceMax
            ? Currency.TryToMinor(price, currency)
            : null;
    }

    private static string CurrencyOf(string sign, string shopCurrency) => sign.ToUpperInvariant() switch
    {
        "$" => Dollars.Contains(shopCurrency) ? shopCurrency : "USD",
        "€" => "EUR",
        "£" => "GBP",
        "₹" => "INR",
        "¥" => shopCurrency == "CNY" ? "CNY" : "JPY",
        var code => code,
    };

    [GeneratedRegex(
        """
        (?<before>[$€£₹¥]|USD|EUR|GBP|CHF|CAD|AUD|NZD)\s?(?<first>[0-9][0-9.,']{0,12})
        |(?<second>[0-9][0-9.,']{0,12})\s?(?<after>[€£₹¥]|USD|EUR|GBP|CHF|CAD|AUD|NZD)
        """,
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace
        | RegexOptions.CultureInvariant)]
    private static partial Regex Prices();
}
