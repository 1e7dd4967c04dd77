using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Platform.Secrets;

namespace Platform.Http;

/// <summary>Short texts that only this platform can make: <c>base64url(key id · payload · HMAC-SHA256)</c>. For
/// cursors, links and tokens. The payload can be read by anyone, so it holds no secret.</summary>
internal sealed class SignedText(IKeyRing keys)
{
    private const int KeyIdLength = 4;
    private const int TagLength = 16; // 128 bits: nobody guesses one, and links stay short.
    private const int TextLengthMax = 4096;

    /// <summary>Signs a payload for a purpose.</summary>
    public string Sign(KeyPurpose purpose, ReadOnlySpan<byte> payload)
    {
        var bytes = new byte[KeyIdLength + payload.Length + TagLength];
        BinaryPrimitives.WriteInt32BigEndian(bytes, keys.CurrentId);
        payload.CopyTo(bytes.AsSpan(KeyIdLength));
        Tag(purpose, keys.CurrentId, bytes.AsSpan(..^TagLength), bytes.AsSpan(^TagLength..));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The payload, or null when the text was not signed by this platform for this purpose.</summary>
    public byte[]? Open(KeyPurpose purpose, string text)
    {
        if (text.Length > TextLengthMax || Decode(text) is not { } bytes || bytes.Length < KeyIdLength + TagLength)
            return null;

        Span<byte> tag = stackalloc byte[TagLength];
        return Tag(purpose, BinaryPrimitives.ReadInt32BigEndian(bytes), bytes.AsSpan(..^TagLength), tag)
            && CryptographicOperations.FixedTimeEquals(tag, bytes.AsSpan(^TagLength..))
            ? bytes[KeyIdLength..^TagLength]
            : null;
    }

    /// <summary>The ring's key that a text names, so that a node can ask for one it does not know yet.</summary>
    public static int? KeyIdOf(string text) =>
        text.Length <= TextLengthMax && Decode(text) is { Length: >= KeyIdLength } bytes
            ? BinaryPrimitives.ReadInt32BigEndian(bytes)
            : null;

    private static byte[]? Decode(string text)
    {
        if (!Base64Url.IsValid(text))
            return null;
        return Base64Url.DecodeFromChars(text);
    }

    private bool Tag(KeyPurpose purpose, int keyId, ReadOnlySpan<byte> signed, Span<byte> tag)
    {
        var key = keys.Find(keyId, purpose);
        if (key.IsEmpty)
            return false;
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key.Span, signed, whole);
        whole[..TagLength].CopyTo(tag);
        return true;
    }
}
