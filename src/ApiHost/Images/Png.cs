using System.Buffers.Binary;
using System.Text;

namespace Platform.Images;

/// <summary>PNG (ISO/IEC 15948): a signature and chunks. Kept are those that say how to show the picture; texts, times,
/// Exif and the frames of an animation go.</summary>
internal static class Png
{
    public const string ContentType = "image/png";

    private const int FrameLength = 12; // Length, name and checksum.
    private const int HeaderLength = 13;

    private static readonly string[] Needed =
        ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "cICP", "sBIT", "bKGD", "pHYs"];

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    public static bool IsOne(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Signature);

    public static byte[]? Clean(ReadOnlySpan<byte> bytes)
    {
        var clean = new MemoryStream(bytes.Length);
        clean.Write(Signature);
        var (at, hasPixels) = (Signature.Length, false);
        for (var isFirst = true; ChunkAt(bytes, at) is { Length: > 0 } chunk; isFirst = false)
        {
            at += chunk.Length;
            var name = Encoding.ASCII.GetString(chunk.Slice(4, 4));
            if (isFirst != (name == "IHDR") || (isFirst && !IsShown(chunk)))
                return null;
            if (char.IsAsciiLetterUpper(name[0]) && !Needed.Contains(name, StringComparer.Ordinal))
                return null; // A part that must be understood, and is not.
            hasPixels |= name == "IDAT";
            if (Needed.Contains(name, StringComparer.Ordinal))
                clean.Write(chunk);
            if (name == "IEND")
                return hasPixels ? clean.ToArray() : null;
        }

        return null; // It ended before its end.
    }

    private static ReadOnlySpan<byte> ChunkAt(ReadOnlySpan<byte> bytes, int at)
    {
        if (at + FrameLength > bytes.Length)
            return [];
        var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
        return length <= bytes.Length - at - FrameLength ? bytes.Slice(at, (int)length + FrameLength) : [];
    }

    private static bool IsShown(ReadOnlySpan<byte> header) =>
        header.Length == HeaderLength + FrameLength
        && Pictures.IsSize(
            BinaryPrimitives.ReadUInt32BigEndian(header[8..]), BinaryPrimitives.ReadUInt32BigEndian(header[12..]));
}
