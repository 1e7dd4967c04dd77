using System.Buffers.Binary;
using Platform.Http;
using Platform.Secrets;

namespace Platform.Images;

/// <summary>Addresses of pictures: whoever is shown one may fetch it for an hour or two, nobody else ever. The address
/// says which file it is, so nothing has to be looked up.</summary>
internal sealed class ImageLinks(SignedText signed, TimeProvider clock)
{
    /// <summary>A link is good for at least so long. It stays the same for as long, so that a browser fetches a picture
    /// once and not with every list.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    // Other links are signed with the same key: the first byte says what this one is.
    private const byte Kind = (byte)'i';
    private const int HashLength = 32;
    private const int PayloadLength = 2 + sizeof(long) + HashLength;

    private static readonly string[] Types = [Jpeg.ContentType, Png.ContentType, WebP.ContentType];

    /// <summary>The path of a picture on this platform.</summary>
    public string PathOf(OrderImage image)
    {
        Span<byte> payload = stackalloc byte[PayloadLength];
        payload[0] = Kind;
        payload[1] = (byte)Array.IndexOf(Types, image.ContentType);
        BinaryPrimitives.WriteInt64BigEndian(payload[2..], EndsAt().ToUnixTimeSeconds());
        Convert.FromHexString(image.Sha256).CopyTo(payload[(2 + sizeof(long))..]);
        return $"/api/v1/images/{signed.Sign(KeyPurpose.Links, payload)}";
    }

    /// <summary>The file that a link names and what it is; null when it is not ours or too old.</summary>
    public (string Sha256, string ContentType)? Read(string link) =>
        signed.Open(KeyPurpose.Links, link) is { Length: PayloadLength } payload && payload[0] == Kind
        && payload[1] < Types.Length
        && BinaryPrimitives.ReadInt64BigEndian(payload.AsSpan(2)) > clock.GetUtcNow().ToUnixTimeSeconds()
            ? (Convert.ToHexStringLower(payload.AsSpan(2 + sizeof(long))), Types[payload[1]])
            : null;

    // The end of the next whole period.
    private DateTimeOffset EndsAt()
    {
        var now = clock.GetUtcNow();
        return new DateTimeOffset(now.UtcTicks - (now.UtcTicks % Period.Ticks), TimeSpan.Zero) + (2 * Period);
    }
}
