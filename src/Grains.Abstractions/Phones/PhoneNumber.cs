namespace Platform.Phones;

/// <summary>Reads telephone numbers as people write them into the form the world dials: E.164, <c>+</c>, country code,
/// number, at most 15 digits. Knows country codes and trunk prefixes, not who has which number.</summary>
public static class PhoneNumber
{
    private const int DigitsMin = 7;
    private const int DigitsMax = 15;
    private const int NationalDigitsMin = 5;

    /// <summary>The number in E.164, or null when the text is none: letters, short codes, SIP addresses, an unknown
    /// country code, too many digits.</summary>
    /// <param name="text">As typed: <c>+1-555-0123</c>, <c>0044 20 7946 0018</c>, <c>(212) 555-0100 </c>.</param>
    /// <param name="country">ISO 3166 country in which a number without <c>+</c> or international prefix is
    /// read.</param>
    public static string? TryRead(string? text, string country)
    {
        if (text is null || text.Length > DigitsMax * 3)
            return null;

        Span<char> buffer = stackalloc char[text.Length];
        var length = Digits(text, buffer, out var isInternational);
        if (length < 0)
            return null;

        var digits = buffer[..length];
        if (isInternational)
            return International(digits);
        if (CallingCodes.InternationalPrefix(country) is { } prefix && digits.StartsWith(prefix))
            return International(digits[prefix.Length..]);
        if (digits.StartsWith("00"))
            return International(digits[2..]);
        return CallingCodes.Of(country) is { } plan ? National(digits, plan) : null;
    }

    /// <summary>Whether the text is in E.164 already, with a country code that exists.</summary>
    public static bool IsE164(string text) =>
        text.Length is > DigitsMin and <= DigitsMax + 1
        && text[0] == '+'
        && !text.AsSpan(1).ContainsAnyExceptInRange('0', '9')
        && CallingCodes.Starts(text.AsSpan(1));

    // Copies the digits; -1 for a character that no telephone number has. "(0)" is a trunk prefix that callers from
    // abroad leave out: +44 (0)20 7946 0018.
    private static int Digits(ReadOnlySpan<char> text, Span<char> digits, out bool isInternational)
    {
        text = text.Trim();
        if (text.StartsWith("tel:", StringComparison.OrdinalIgnoreCase))
            text = text[4..];
        isInternational = text.StartsWith("+");
        if (isInternational)
            text = text[1..];

        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (isInternational && length > 0 && text[i..].StartsWith("(0)"))
                i += 2;
            else if (char.IsAsciiDigit(text[i]))
                digits[length++] = text[i];
            else if (text[i] is not (' ' or '-' or '(' or ')' or '.' or '/' or '\u00a0'))
                return -1;
        }

        return length;
    }

    private static string? International(ReadOnlySpan<char> digits) =>
        digits.Length is >= DigitsMin and <= DigitsMax && CallingCodes.Starts(digits) ? $"+{digits}" : null;

    private static string? National(ReadOnlySpan<char> digits, CallingPlan plan)
    {
        if (plan.NationalDigits is { } exact)
        {
            if (digits.Length == exact + plan.Code.Length && digits.StartsWith(plan.Code))
                return International(digits);
            if (digits.Length == exact + plan.Trunk.Length && digits.StartsWith(plan.Trunk))
                digits = digits[plan.Trunk.Length..];
            return digits.Length == exact ? International($"{plan.Code}{digits}") : null;
        }

        if (plan.Trunk.Length > 0 && digits.StartsWith(plan.Trunk))
            digits = digits[plan.Trunk.Length..];
        return digits.Length >= NationalDigitsMin ? International($"{plan.Code}{digits}") : null;
    }
}
