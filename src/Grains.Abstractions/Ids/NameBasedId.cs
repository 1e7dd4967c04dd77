using System.Security.Cryptography;
using System.Text;

namespace Platform.Ids;

/// <summary>An id that follows from what it names (RFC 9562 version 8, SHA-256), so that two nodes which receive
/// the same command, or the same provider's call, reach the same grain without asking anyone.</summary>
public static class NameBasedId
{
    // Unit separator: it cannot appear in a header value, so no two lists of parts read the same.
    private const char Separator = '\u001f';

    /// <summary>The id of these parts, in this order.</summary>
    public static Guid Of(params ReadOnlySpan<string> parts)
    {
        var text = string.Join(Separator, parts);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
