using System.Security.Cryptography;
using System.Text;

namespace Platform.Calls;

/// <summary>Signs as the providers do, written from their description alone and sharing no line with the
/// product.</summary>
internal static class OwnSigner
{
    public static string Twilio(string token, string url, params (string Name, string Value)[] form)
    {
        var message = new StringBuilder(url);
        foreach (var name in new SortedSet<string>(form.Select(pair => pair.Name), StringComparer.Ordinal))
        {
            var values = form.Where(pair => pair.Name == name).Select(pair => pair.Value);
            foreach (var value in new SortedSet<string>(values, StringComparer.Ordinal))
                message.Append(name + value);
        }

#pragma warning disable CA5350 // The provider's choice.
        using var hmac = new HMACSHA1(Encoding.UTF8.GetBytes(token));
#pragma warning restore CA5350
        return Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes(message.ToString())));
    }

    public static string Sha256(byte[] body)
    {
        var text = new StringBuilder();
        foreach (var value in SHA256.HashData(body))
            text.Append(value.ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
        return text.ToString();
    }

    public static string ElevenLabs(string secret, long seconds, byte[] body)
    {
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(secret));
        var message = Encoding.UTF8.GetBytes($"{seconds}.").Concat(body).ToArray();
        return $"t={seconds},v0={Convert.ToHexStringLower(hmac.ComputeHash(message))}";
    }

    public static byte[] Encode(params (string Name, string Value)[] form) => Encoding.ASCII.GetBytes(
        string.Join(
            '&', form.Select(pair => Uri.EscapeDataString(pair.Name) + "=" + Uri.EscapeDataString(pair.Value))));
}
