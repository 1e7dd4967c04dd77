using System.Security.Cryptography;

namespace Platform.Secrets;

/// <summary>AES-256-GCM with a random nonce: <c>nonce · tag · ciphertext</c>.</summary>
internal static class SealedBytes
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated)
    {
        var result = new byte[NonceLength + TagLength + plain.Length];
        RandomNumberGenerator.Fill(result.AsSpan(0, NonceLength));
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(
            result.AsSpan(0, NonceLength), plain, result.AsSpan(NonceLength + TagLength),
            result.AsSpan(NonceLength, TagLength), associated);
        return result;
    }

    /// <summary>The plain bytes, or null when anything was changed or the key is another.</summary>
    public static byte[]? Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> associated)
    {
        if (sealedBytes.Length < NonceLength + TagLength)
            return null;
        var plain = new byte[sealedBytes.Length - NonceLength - TagLength];
        try
        {
            using var aes = new AesGcm(key, TagLength);
            aes.Decrypt(
                sealedBytes[..NonceLength], sealedBytes[(NonceLength + TagLength)..],
                sealedBytes.Slice(NonceLength, TagLength), plain, associated);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
