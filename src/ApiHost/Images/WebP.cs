using System.Buffers.Binary;

namespace Platform.Images;

/// <summary>WebP (RFC 9649): chunks in a RIFF file. Kept are the picture, its transparency and its colour profile;
/// Exif, XMP and what is unknown go. Animations are refused.</summary>
internal static class WebP
{
    public const string ContentType = "image/webp";

    private const int HeaderLength = 12;
    private const int ChunkHeaderLength = 8;
    private const byte HasExif = 0x08;
    private const byte HasXmp = 0x04;
    private const byte IsAnimated = 0x02;

    public static bool IsOne(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= HeaderLength && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8);

    public static byte[]? Clean(ReadOnlySpan<byte> bytes)
    {
        var end = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) + (long)ChunkHeaderLength;
        if (end > bytes.Length)
            return null;
        var clean = new MemoryStream(bytes.Length);
        clean.Write(bytes[..HeaderLength]);
        var (at, hasPicture) = (HeaderLength, false);
        while (at < end)
        {
            if (ChunkAt(bytes[..(int)end], at) is not { Length: > 0 } chunk)
                return null;
            at += chunk.Length;
            var body = chunk[ChunkHeaderLength..];
            if (chunk.StartsWith("VP8X"u8))
            {
                if (!IsExtended(body))
                    return null;
                clean.Write(Plain(chunk));
            }
            else if (chunk.StartsWith("VP8 "u8) || chunk.StartsWith("VP8L"u8))
            {
                if (hasPicture || !(chunk[3] == (byte)'L' ? IsLossless(body) : IsLossy(body)))
                    return null;
                hasPicture = true;
                clean.Write(chunk);
            }
            else if (chunk.StartsWith("ALPH"u8) || chunk.StartsWith("ICCP"u8))
            {
                clean.Write(chunk);
            }
        }

        return hasPicture ? Sized(clean.ToArray()) : null;
    }

    // With its padding to an even length.
    private static ReadOnlySpan<byte> ChunkAt(ReadOnlySpan<byte> bytes, int at)
    {
        if (at + ChunkHeaderLength > bytes.Length)
            return [];
        var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]);
        var padded = ChunkHeaderLength + length + (length % 2L);
        return padded <= bytes.Length - at ? bytes.Slice(at, (int)padded) : [];
    }

    private static bool IsExtended(ReadOnlySpan<byte> body) =>
        body.Length >= 10 && (body[0] & IsAnimated) == 0
        && Pictures.IsSize(Read24(body[4..]) + 1, Read24(body[7..]) + 1);

    private static bool IsLossy(ReadOnlySpan<byte> body) =>
        body.Length >= 10 && body[3..].StartsWith<byte>([0x9d, 0x01, 0x2a])
        && Pictures.IsSize(
            BinaryPrimitives.ReadUInt16LittleEndian(body[6..]) & 0x3fff,
            BinaryPrimitives.ReadUInt16LittleEndian(body[8..]) & 0x3fff);

    private static bool IsLossless(ReadOnlySpan<byte> body)
    {
        if (body.Length < 5 || body[0] != 0x2f)
            return false;
        var size = BinaryPrimitives.ReadUInt32LittleEndian(body[1..]);
        return Pictures.IsSize((size & 0x3fff) + 1, ((size >> 14) & 0x3fff) + 1);
    }

    private static byte[] Plain(ReadOnlySpan<byte> chunk)
    {
        var plain = chunk.ToArray();
        plain[ChunkHeaderLength] &= unchecked((byte)~(HasExif | HasXmp));
        return plain;
    }

    private static byte[] Sized(byte[] file)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(4), (uint)(file.Length - ChunkHeaderLength));
        return file;
    }

    private static long Read24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
