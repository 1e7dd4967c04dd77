namespace Platform.Images;

/// <summary>JPEG (ITU-T T.81): segments that begin with a marker, and between them what the pixels were coded to. Kept
/// are the tables, the frame, the scans, the colour profile and how to turn the picture; everything else that
/// applications add goes, and so does what follows the picture's end.</summary>
internal static class Jpeg
{
    public const string ContentType = "image/jpeg";

    private const byte Marker = 0xff;
    private const byte StartOfImage = 0xd8;
    private const byte EndOfImage = 0xd9;
    private const byte StartOfScan = 0xda;
    private const byte FirstApplication = 0xe0;
    private const byte LastApplication = 0xef;
    private const byte Comment = 0xfe;
    private const int FrameLengthMin = 8;
    private const int PlainJfifLength = 16;

    public static bool IsOne(ReadOnlySpan<byte> bytes) => bytes.StartsWith<byte>([Marker, StartOfImage, Marker]);

    public static byte[]? Clean(ReadOnlySpan<byte> bytes)
    {
        var clean = new MemoryStream(bytes.Length);
        clean.Write([Marker, StartOfImage]);
        var (at, hasFrame, hasScan) = (2, false, false);
        while (NextMarker(bytes, ref at) is { } kind)
        {
            if (kind == EndOfImage)
            {
                clean.Write([Marker, EndOfImage]);
                return hasFrame && hasScan ? clean.ToArray() : null;
            }

            if (!IsSegment(kind) || SegmentAt(bytes, at) is not { Length: > 0 } segment)
                return null;
            if (IsFrame(kind) && (hasFrame || !IsShown(kind, segment)))
                return null;
            hasFrame |= IsFrame(kind);
            Copy(kind, segment, clean);
            at += segment.Length;
            if (kind != StartOfScan)
                continue;
            if (!hasFrame)
                return null;
            var scan = ScanLength(bytes[at..]);
            clean.Write(bytes.Slice(at, scan));
            at += scan;
            hasScan = true;
        }

        return null; // It ended before its end.
    }

    private static byte? NextMarker(ReadOnlySpan<byte> bytes, ref int at)
    {
        if (at >= bytes.Length || bytes[at] != Marker)
            return null;
        while (at < bytes.Length && bytes[at] == Marker)
            at++;
        return at < bytes.Length ? bytes[at++] : null;
    }

    // From its length on, which counts itself.
    private static ReadOnlySpan<byte> SegmentAt(ReadOnlySpan<byte> bytes, int at)
    {
        if (at + 2 > bytes.Length)
            return [];
        var length = Pictures.BigEndian16(bytes[at..]);
        return length >= 2 && at + length <= bytes.Length ? bytes.Slice(at, length) : [];
    }

    // Frames, tables, scans, restarts, applications, comments. A start, an end or a reserved marker is none.
    private static bool IsSegment(byte kind) => kind is >= 0xc0 and <= 0xcf or >= 0xda and <= 0xef or Comment;

    private static bool IsFrame(byte kind) => kind is >= 0xc0 and <= 0xcf and not (0xc4 or 0xc8 or 0xcc);

    // Baseline, extended and progressive: what browsers show.
    private static bool IsShown(byte kind, ReadOnlySpan<byte> frame) =>
        kind <= 0xc2 && frame.Length >= FrameLengthMin
        && Pictures.IsSize(Pictures.BigEndian16(frame[5..]), Pictures.BigEndian16(frame[3..]));

    // Up to the next marker that is neither a stuffed byte nor a restart.
    private static int ScanLength(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i + 1 < bytes.Length; i++)
        {
            if (bytes[i] == Marker && bytes[i + 1] is not (0 or Marker or >= 0xd0 and <= 0xd7))
                return i;
        }

        return bytes.Length;
    }

    private static void Copy(byte kind, ReadOnlySpan<byte> segment, MemoryStream clean)
    {
        if (kind == Comment)
            return;
        if (kind is >= FirstApplication and <= LastApplication)
        {
            if (kind == 0xe1 && Orientation.Of(segment[2..]) is { } turned)
                clean.Write(Orientation.Segment(turned));
            if (!IsNeeded(kind, segment))
                return;
        }

        clean.Write([Marker, kind]);
        clean.Write(segment);
    }

    // Density without a thumbnail, the colour profile, and how colours are coded.
    private static bool IsNeeded(byte kind, ReadOnlySpan<byte> segment) => kind switch
    {
        0xe0 => segment.Length == PlainJfifLength && segment[2..].StartsWith("JFIF\0"u8),
        0xe2 => segment[2..].StartsWith("ICC_PROFILE\0"u8),
        0xee => segment[2..].StartsWith("Adobe"u8),
        _ => false,
    };
}
