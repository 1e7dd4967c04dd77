using System.Buffers.Binary;

namespace Platform.Images;

/// <summary>How a phone was held: the one thing of Exif that a picture needs. Without it portraits lie on their
/// side.</summary>
internal static class Orientation
{
    private const ushort Tag = 0x0112;
    private const ushort TypeShort = 3;
    private const int HeaderLength = 6; // "Exif", two zeros; offsets count from behind it.
    private const int EntryLength = 12;
    private const int EntriesMax = 200;

    /// <summary>2 to 8 when the picture has to be turned; null for upright, for what is not Exif, and for what cannot
    /// be read.</summary>
    public static byte? Of(ReadOnlySpan<byte> application)
    {
        if (!application.StartsWith("Exif\0\0"u8) || application.Length < HeaderLength + 8)
            return null;
        var tiff = application[HeaderLength..];
        bool isLittle;
        if (tiff.StartsWith("II*\0"u8))
            isLittle = true;
        else if (tiff.StartsWith("MM\0*"u8))
            isLittle = false;
        else
            return null;

        var first = Read32(tiff[4..], isLittle);
        if (first < 8 || first + 2 > tiff.Length)
            return null;
        var entries = Math.Min((int)Read16(tiff[(int)first..], isLittle), EntriesMax);
        for (var i = 0; i < entries; i++)
        {
            var at = (int)first + 2 + (i * EntryLength);
            if (at + EntryLength > tiff.Length)
                return null;
            var entry = tiff.Slice(at, EntryLength);
            if (Read16(entry, isLittle) != Tag || Read16(entry[2..], isLittle) != TypeShort)
                continue;
            return Read16(entry[8..], isLittle) is >= 2 and <= 8 and var turned ? (byte)turned : null;
        }

        return null;
    }

    /// <summary>An Exif segment that says this and nothing else.</summary>
    public static byte[] Segment(byte orientation) =>
    [
        0xff, 0xe1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, // The first directory follows.
        0, 1, // One entry: the tag, a short, one of it.
        0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0,
        0, 0, 0, 0, // No further directory.
    ];

    private static ushort Read16(ReadOnlySpan<byte> bytes, bool isLittle) => isLittle
        ? BinaryPrimitives.ReadUInt16LittleEndian(bytes)
        : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Read32(ReadOnlySpan<byte> bytes, bool isLittle) => isLittle
        ? BinaryPrimitives.ReadUInt32LittleEndian(bytes)
        : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
