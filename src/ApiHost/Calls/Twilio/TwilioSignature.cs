using System.Security.Cryptography;
using System.Text;

namespace Platform.Calls.Twilio;

/// <summary>The signature of Twilio's requests: HMAC-SHA1 over the URL and the form's pairs, base64. Pure.</summary>
internal static class TwilioSignature
{
    private const int SignatureBytes = 20;
    private const string BodyHashName = "bodySHA256";

    /// <summary>Whether the header signs this form post (or a GET, with no pairs) under the token. The URL is tried
    /// with and without its port: what signs and what sends are different machines there and do not agree.</summary>
    public static bool Signs(
        string header, string token, string url, IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        Span<byte> claimed = stackalloc byte[SignatureBytes];
        if (!Decode(header, claimed))
            return false;

        var key = Encoding.UTF8.GetBytes(token);
        var form = Flatten(pairs);
        var signs = false;
        foreach (var candidate in SignedUrl.WithAndWithoutPort(url))
            signs |= Matches(key, candidate + form, claimed);
        return signs;
    }

    /// <summary>Whether the header signs this other body (JSON): the URL names the body's hash, and both are
    /// right.</summary>
    public static bool SignsBody(string header, string token, string url, ReadOnlySpan<byte> body) =>
        SignedUrl.QueryValue(url, BodyHashName) is { } claimed
        && HashIs(body, claimed)
        && Signs(header, token, url, []);

    private static bool HashIs(ReadOnlySpan<byte> body, string claimed)
    {
        // Lower-case hexadecimal only, as the provider writes it: one body has one spelling.
        var actual = Convert.ToHexStringLower(SHA256.HashData(body));
        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(actual), Encoding.UTF8.GetBytes(claimed));
    }

    private static bool Matches(byte[] key, string message, ReadOnlySpan<byte> claimed)
    {
        Span<byte> actual = stackalloc byte[SignatureBytes];
#pragma warning disable CA5350 // The provider's choice; HMAC does not need SHA-1 to resist collisions.
        HMACSHA1.HashData(key, Encoding.UTF8.GetBytes(message), actual);
#pragma warning restore CA5350
        return CryptographicOperations.FixedTimeEquals(actual, claimed);
    }

    private static bool Decode(string header, Span<byte> claimed) =>
        // 28 characters is the one spelling of 20 bytes; the decoder alone would also take white space between them.
        header.Length == 28
        && Convert.TryFromBase64String(header, claimed, out var written)
        && written == SignatureBytes
        && Convert.ToBase64String(claimed) == header;

    /// <summary>Names in ordinal order, each of its distinct values in ordinal order, name before value, nothing
    /// between.</summary>
    private static string Flatten(IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        var text = new StringBuilder();
        var sorted = pairs
            .Distinct()
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .ThenBy(pair => pair.Value, StringComparer.Ordinal);
        foreach (var (name, value) in sorted)
            text.Append(name).Append(value);
        return text.ToString();
    }
}
