namespace Platform.Tracking;

/// <summary>Whether somebody knows what the customer knows. Pure.</summary>
internal static class Proof
{
    private const int DigitsCount = 4;

    /// <summary>The last four digits of the order's phone, or its e-mail, whatever its case.</summary>
    public static bool Fits(string proof, ProofFacts facts) =>
        proof.Contains('@', StringComparison.Ordinal) ? IsEmail(proof, facts.Email) : IsPhone(proof, facts.Phone);

    private static bool IsEmail(string proof, string? email) =>
        email is not null && string.Equals(proof.Trim(), email, StringComparison.OrdinalIgnoreCase);

    private static bool IsPhone(string proof, string? phone)
    {
        var digits = string.Concat(proof.Where(char.IsAsciiDigit));
        return digits.Length == DigitsCount && phone is not null && phone.EndsWith(digits, StringComparison.Ordinal);
    }
}
