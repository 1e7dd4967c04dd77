using System.Buffers.Binary;

namespace Platform.Images;

/// <summary>A picture whose type was told by its bytes, without what a camera writes into it: above all where it was
/// taken.</summary>
/// <param name="ContentType">What it is, whatever its sender called it.</param>
/// <param name="Bytes">The picture alone.</param>
internal sealed record Picture(string ContentType, byte[] Bytes);

/// <summary>What bytes turned out to be.</summary>
internal enum PictureVerdict
{
    Clean = 1,
    NotAPicture = 2, // Nor one of a type that browsers show.
    Damaged = 3,     // It begins as one and does not go on or end as one.
}

/// <summary>Reads pictures that strangers send. Nothing is decoded: the parts of the file are walked through, those
/// that are needed to show it are copied, and whatever is not understood is refused. Pure.</summary>
internal static class Pictures
{
    /// <summary>Largest number of pixels; decoding more could take a phone down.</summary>
    public const long PixelsMax = 50_000_000;

    /// <summary>The picture without its additions, or why there is none.</summary>
    public static (PictureVerdict Verdict, Picture? Picture) Read(ReadOnlySpan<byte> bytes)
    {
        var (type, clean) =
            Jpeg.IsOne(bytes) ? (Jpeg.ContentType, Jpeg.Clean(bytes))
            : Png.IsOne(bytes) ? (Png.ContentType, Png.Clean(bytes))
            : WebP.IsOne(bytes) ? (WebP.ContentType, WebP.Clean(bytes))
            : (null, null);
        return type is null ? (PictureVerdict.NotAPicture, null)
            : clean is null ? (PictureVerdict.Damaged, null)
            : (PictureVerdict.Clean, new Picture(type, clean));
    }

    /// <summary>Whether a picture of this size is shown.</summary>
    public static bool IsSize(long width, long height) => width > 0 && height > 0 && width * height <= PixelsMax;

    internal static int BigEndian16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
