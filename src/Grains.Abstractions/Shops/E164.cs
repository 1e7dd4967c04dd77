namespace Platform.Shops;

/// <summary>Telephone numbers as the world writes them: <c>+</c>, country code, number, at most 15 digits.</summary>
public static class E164
{
    private const int DigitsMin = 7;
    private const int DigitsMax = 15;
    private const int NationalDigits = 10;

    /// <summary>Whether the text is a number in this form already.</summary>
    public static bool Is(string text) =>
        text.Length is > DigitsMin and <= DigitsMax + 1
        && text[0] == '+' && text[1] is >= '1' and <= '9'
        && text.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>The number in this form, or null when it is none: short codes, SIP addresses, clients, half a number.
    /// Ten digits without a country code are taken as North American.</summary>
    public static string? Normalise(string? text)
    {
        if (text is null)
            return null;

        var trimmed = text.Trim();
        var digits = string.Concat(trimmed.Where(char.IsAsciiDigit));
        if (trimmed.Any(c => !char.IsAsciiDigit(c) && c is not ('+' or '-' or '(' or ')' or '.' or ' ' or '/')))
            return null;

        var number = trimmed.StartsWith('+') ? "+" + digits
            : digits.Length == NationalDigits ? "+1" + digits
            : digits.Length == NationalDigits + 1 && digits[0] == '1' ? "+" + digits
            : "";
        return Is(number) ? number : null;
    }
}
