using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Platform.Http;
using Platform.Ids;
using Platform.Secrets;

namespace Platform.Accounts;

/// <summary>What a signed token says. Roles are not in it: they are read, so that a change counts within a
/// second.</summary>
internal readonly record struct TokenContent(Guid UserId, Guid SessionId, DateTimeOffset EndsAt);

/// <summary>Makes and reads access tokens, refresh tokens, invitation tokens and the secrets of API keys.</summary>
internal sealed class Tokens(SignedText signed, IKeyRing keys)
{
    /// <summary>How long an access token lives.</summary>
    public static readonly TimeSpan AccessLife = TimeSpan.FromMinutes(15);

    private const int IdLength = 16;
    private const int ContentLength = IdLength + IdLength + sizeof(long);
    private const int NonceLength = 16;
    private const string KeyMark = "pk_";
    private const int PrefixLength = 3 + 16;

    public string Access(TokenContent content) => signed.Sign(KeyPurpose.AccessTokens, Write(content));

    /// <summary>A refresh token; no two are the same.</summary>
    public string Refresh(TokenContent content)
    {
        Span<byte> payload = stackalloc byte[ContentLength + NonceLength];
        Write(content).CopyTo(payload);
        RandomNumberGenerator.Fill(payload[ContentLength..]);
        return signed.Sign(KeyPurpose.RefreshTokens, payload);
    }

    public TokenContent? ReadAccess(string token) => Read(signed.Open(KeyPurpose.AccessTokens, token), ContentLength);

    public TokenContent? ReadRefresh(string token) =>
        Read(signed.Open(KeyPurpose.RefreshTokens, token), ContentLength + NonceLength);

    /// <summary>The token of an invitation: it follows from the ids, so a repeated command answers the same
    /// one.</summary>
    public string Invitation(Guid accountId, Guid invitationId)
    {
        Span<byte> payload = stackalloc byte[IdLength + IdLength];
        accountId.TryWriteBytes(payload, bigEndian: true, out _);
        invitationId.TryWriteBytes(payload[IdLength..], bigEndian: true, out _);
        return signed.Sign(KeyPurpose.Links, payload);
    }

    public (Guid AccountId, Guid InvitationId)? ReadInvitation(string token) =>
        signed.Open(KeyPurpose.Links, token) is { Length: IdLength + IdLength } payload
            ? (new Guid(payload.AsSpan(0, IdLength), bigEndian: true),
                new Guid(payload.AsSpan(IdLength), bigEndian: true))
            : null;

    /// <summary>What is stored of a token.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>The public part of an API key: <c>pk_</c> and 16 hexadecimal digits.</summary>
    public static string PrefixOf(Guid apiKeyId) =>
        KeyMark + NameBasedId.Of("api-key-prefix", apiKeyId.ToString()).ToString("N")[..16];

    /// <summary>The prefix of a text that looks like an API key, or null.</summary>
    public static string? PrefixOf(string token) =>
        token.StartsWith(KeyMark, StringComparison.Ordinal) && token.Length > PrefixLength && token[PrefixLength] == '_'
            ? token[..PrefixLength]
            : null;

    /// <summary>The whole API key, as it is shown once. It follows from the ring and the ids, so that a repeated
    /// command answers the same one although only its hash is kept.</summary>
    public string ApiKey(int keyId, Guid apiKeyId, int generation)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"api-key {apiKeyId:N} {generation}");
        var secret = HMACSHA256.HashData(keys.Find(keyId, KeyPurpose.ApiKeys).Span, Encoding.UTF8.GetBytes(text));
        return $"{PrefixOf(apiKeyId)}_{System.Buffers.Text.Base64Url.EncodeToString(secret)}";
    }

    /// <summary>What is stored of an API key: <c>{key id}:{HMAC}</c>. Without the ring, nobody can test a
    /// guess.</summary>
    public string Pepper(int keyId, string apiKey) => string.Create(
        CultureInfo.InvariantCulture,
        $"{keyId}:{Convert.ToHexStringLower(
            HMACSHA256.HashData(keys.Find(keyId, KeyPurpose.Pepper).Span, Encoding.UTF8.GetBytes(apiKey)))}");

    /// <summary>The ring's key that a stored hash was made with.</summary>
    public static int KeyIdOf(string hash) =>
        int.Parse(hash.AsSpan(0, hash.IndexOf(':', StringComparison.Ordinal)), CultureInfo.InvariantCulture);

    /// <summary>Whether an API key is the one of a stored hash; takes the same time for every wrong one.</summary>
    public bool IsApiKey(string apiKey, string hash) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(Pepper(KeyIdOf(hash), apiKey)), Encoding.UTF8.GetBytes(hash));

    private static byte[] Write(TokenContent content)
    {
        var payload = new byte[ContentLength];
        content.UserId.TryWriteBytes(payload, bigEndian: true, out _);
        content.SessionId.TryWriteBytes(payload.AsSpan(IdLength), bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(payload.AsSpan(IdLength + IdLength), content.EndsAt.ToUnixTimeSeconds());
        return payload;
    }

    private static TokenContent? Read(byte[]? payload, int length) =>
        payload?.Length == length
            ? new TokenContent(
                new Guid(payload.AsSpan(0, IdLength), bigEndian: true),
                new Guid(payload.AsSpan(IdLength, IdLength), bigEndian: true),
                DateTimeOffset.FromUnixTimeSeconds(
                    BinaryPrimitives.ReadInt64BigEndian(payload.AsSpan(IdLength + IdLength))))
            : null;
}
