using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Platform.Calls.ElevenLabs;

/// <summary>The header <c>ElevenLabs-Signature: t=&lt;unix seconds&gt;,v0=&lt;hex&gt;</c>. Pure.</summary>
/// <param name="Timestamp">As written, because it is part of what is signed.</param>
/// <param name="At">The same as a time.</param>
/// <param name="Hash">The claimed HMAC-SHA256 of <c>{timestamp}.{raw body}</c>.</param>
internal sealed record ElevenLabsSignature(string Timestamp, DateTimeOffset At, byte[] Hash)
{
    private const long SecondsMax = 253402300799; // The last second of the year 9999.

    /// <summary>How far the signed time may be from ours, in both directions.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(30);

    /// <summary>Reads the header; null when it is not one.</summary>
    public static ElevenLabsSignature? Parse(string header)
    {
        string? timestamp = null;
        string? hash = null;
        foreach (var part in header.Split(','))
        {
            var text = part.Trim();
            if (text.StartsWith("t=", StringComparison.Ordinal) && timestamp is null)
                timestamp = text[2..];
            else if (text.StartsWith("v0=", StringComparison.Ordinal) && hash is null)
                hash = text[3..];
        }

        if (timestamp is null || hash is not { Length: 2 * SHA256.HashSizeInBytes }
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > SecondsMax || !hash.All(char.IsAsciiHexDigit))
        {
            return null;
        }

        return new(timestamp, DateTimeOffset.FromUnixTimeSeconds(seconds), Convert.FromHexString(hash));
    }

    /// <summary>Whether the signed time is near enough to now.</summary>
    public bool IsTimely(DateTimeOffset now) => (now - At).Duration() <= Window;

    /// <summary>Starts the hash that the body's bytes are then appended to, so that a large body need not be in
    /// memory.</summary>
    public IncrementalHash Start(string secret)
    {
        var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.UTF8.GetBytes(Timestamp + "."));
        return hash;
    }

    /// <summary>Whether the finished hash is the claimed one, in constant time.</summary>
    public bool Matches(IncrementalHash hash) =>
        CryptographicOperations.FixedTimeEquals(hash.GetHashAndReset(), Hash);
}
