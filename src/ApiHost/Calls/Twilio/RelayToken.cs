using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Platform.Calls.Twilio;

/// <summary>Names one call in the path of the conversation's WebSocket, so that nobody can guess another call's. Ids
/// alone are guessable, and a query on this address is signed differently by different versions of the
/// provider.</summary>
/// <param name="AccountId">Whose call it is.</param>
/// <param name="CallId">Our id of the call.</param>
/// <param name="AccountSid">The provider's account that the first message must name.</param>
/// <param name="CallSid">The provider's call that the first message must name.</param>
/// <param name="ExpiresAt">After that the address is dead; a call ends before.</param>
internal sealed record RelayToken(
    Guid AccountId, Guid CallId, string AccountSid, string CallSid, DateTimeOffset ExpiresAt)
{
    // Twilio ends any call after four hours.
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(5);

    private const int LengthMax = 512;
    private const string Purpose = "relay-token.v1";

    /// <summary>The token as a path segment.</summary>
    public string Protect(ReadOnlySpan<byte> key)
    {
        var text = string.Join(
            '|', AccountId.ToString("N"), CallId.ToString("N"), AccountSid, CallSid, ExpiresAt.ToUnixTimeSeconds());
        var payload = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
        return payload + "." + Base64Url.EncodeToString(Sign(key, payload));
    }

    /// <summary>The call that a path segment names, or null when it is not ours, altered or too old.</summary>
    public static RelayToken? Read(string segment, IReadOnlyList<byte[]> keys, DateTimeOffset now)
    {
        var dot = segment.IndexOf('.');
        if (segment.Length > LengthMax || dot <= 0 || !Base64Url.IsValid(segment.AsSpan(dot + 1)))
            return null;

        var payload = segment[..dot];
        var claimed = Base64Url.DecodeFromChars(segment.AsSpan(dot + 1));
        var isOurs = false;
        foreach (var key in keys)
            isOurs |= CryptographicOperations.FixedTimeEquals(Sign(key, payload), claimed);
        if (!isOurs)
            return null;

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(payload)).Split('|');
        var token = new RelayToken(
            Guid.ParseExact(parts[0], "N"),
            Guid.ParseExact(parts[1], "N"),
            parts[2],
            parts[3],
            DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[4], CultureInfo.InvariantCulture)));
        return token.ExpiresAt > now ? token : null;
    }

    private static byte[] Sign(ReadOnlySpan<byte> key, string payload) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(Purpose + "." + payload));
}
