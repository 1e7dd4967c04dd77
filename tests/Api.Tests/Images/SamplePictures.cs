namespace Platform.Images;

/// <summary>Three red points by two, as Chromium writes them, and what cameras add.</summary>
internal static class SamplePictures
{
    /// <summary>JFIF, with a colour profile.</summary>
    public static byte[] Jpeg { get; } = Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABh"
        + "Y3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAAB"
        + "UAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAA"
        + "AAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9Y"
        + "WVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAM"
        + "ZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0o"
        + "OjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2Nj"
        + "Y2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAACAAMDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/"
        + "xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAABQb/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIR"
        + "AxEAPwCKALXj/9k=");

    /// <summary>Without anything but pixels.</summary>
    public static byte[] Png { get; } = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAYAAACddGYaAAAAEklEQVR4AWL6z8DwH4aZGJAAAAAA//+GpNPhAAAABklEQVQDAHTz"
        + "Bf+1yIrkAAAAAElFTkSuQmCC");

    /// <summary>Extended, with a colour profile.</summary>
    public static byte[] WebP { get; } = Convert.FromBase64String(
        "UklGRhoCAABXRUJQVlA4WAoAAAAgAAAAAgAAAQAASUNDUMgBAAAAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABh"
        + "Y3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAAB"
        + "UAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAA"
        + "AAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9Y"
        + "WVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAM"
        + "ZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADZWUDggLAAAAJABAJ0BKgMAAgACwEwloAJ0ugADmAD+"
        + "7kMf7mxzi3BX/20P/1of/rQ/6UAA");

    /// <summary>Exif as a phone writes it: how it was held, and a place under <paramref name="place"/>.</summary>
    public static byte[] Exif(byte orientation, ReadOnlySpan<byte> place) =>
    [
        .. "Exif\0\0"u8, .. "II*\0"u8, 8, 0, 0, 0, 2, 0,
        0x0f, 0x01, 2, 0, (byte)place.Length, 0, 0, 0, 38, 0, 0, 0,
        0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0,
        0, 0, 0, 0, .. place,
    ];

    /// <summary>The JPEG with a segment after its start.</summary>
    public static byte[] JpegWith(byte marker, ReadOnlySpan<byte> body) =>
    [
        .. Jpeg.AsSpan(0, 2), 0xff, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body,
        .. Jpeg.AsSpan(2),
    ];

    /// <summary>The PNG with a chunk after its header.</summary>
    public static byte[] PngWith(ReadOnlySpan<byte> name, ReadOnlySpan<byte> body) =>
    [
        .. Png.AsSpan(0, 33), 0, 0, 0, (byte)body.Length, .. name, .. body, 1, 2, 3, 4, .. Png.AsSpan(33),
    ];

    /// <summary>The WebP with a chunk at its end, and with the flags that go with it.</summary>
    public static byte[] WebPWith(ReadOnlySpan<byte> name, ReadOnlySpan<byte> body, byte flags)
    {
        byte[] padding = body.Length % 2 == 0 ? [] : [0];
        byte[] file = [.. WebP, .. name, (byte)body.Length, 0, 0, 0, .. body, .. padding];
        BitConverter.TryWriteBytes(file.AsSpan(4), file.Length - 8);
        file[20] |= flags;
        return file;
    }
}
