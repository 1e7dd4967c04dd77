using System.Globalization;
using System.Text;

namespace Platform.Secrets;

/// <summary>Secrets at rest as <c>{key id}.{base64}</c>.</summary>
internal sealed class SecretBox(IKeyRing keys) : ISecretBox
{
    public string Protect(string secret, string context)
    {
        var id = keys.CurrentId;
        var bytes = SealedBytes.Seal(
            keys.Find(id, KeyPurpose.Secrets).Span, Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(context));
        return string.Create(CultureInfo.InvariantCulture, $"{id}.{Convert.ToBase64String(bytes)}");
    }

    public string? Unprotect(string text, string context)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || !int.TryParse(text.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return null;
        var key = keys.Find(id, KeyPurpose.Secrets);
        var bytes = new byte[text.Length];
        if (key.IsEmpty || !Convert.TryFromBase64String(text[(dot + 1)..], bytes, out var written))
            return null;
        return SealedBytes.Open(key.Span, bytes.AsSpan(0, written), Encoding.UTF8.GetBytes(context)) is { } plain
            ? Encoding.UTF8.GetString(plain)
            : null;
    }
}
