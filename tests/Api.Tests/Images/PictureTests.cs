namespace Platform.Images;

public sealed class PictureTests
{
    private static readonly byte[] Place = "GPS 40.7128N 74.0060W"u8.ToArray();

    public static TheoryData<string, byte[]> Samples => new()
    {
        { "image/jpeg", SamplePictures.Jpeg },
        { "image/png", SamplePictures.Png },
        { "image/webp", SamplePictures.WebP },
    };

    public static TheoryData<string, byte[], byte[]> WithPlaces => new()
    {
        { "Exif", SamplePictures.JpegWith(0xe1, SamplePictures.Exif(1, Place)), SamplePictures.Jpeg },
        { "XMP", SamplePictures.JpegWith(0xe1, [.. "http://ns.adobe.com/\0"u8, .. Place]), SamplePictures.Jpeg },
        { "IPTC", SamplePictures.JpegWith(0xed, Place), SamplePictures.Jpeg },
        { "comment", SamplePictures.JpegWith(0xfe, Place), SamplePictures.Jpeg },
        { "more pictures", SamplePictures.JpegWith(0xe2, [.. "MPF\0"u8, .. Place]), SamplePictures.Jpeg },
        { "behind the end", [.. SamplePictures.Jpeg, .. Place], SamplePictures.Jpeg },
        { "eXIf", SamplePictures.PngWith("eXIf"u8, Place), SamplePictures.Png },
        { "tEXt", SamplePictures.PngWith("tEXt"u8, Place), SamplePictures.Png },
        { "behind IEND", [.. SamplePictures.Png, .. Place], SamplePictures.Png },
        { "EXIF", SamplePictures.WebPWith("EXIF"u8, Place, 0x08), SamplePictures.WebP },
        { "XMP ", SamplePictures.WebPWith("XMP "u8, Place, 0x04), SamplePictures.WebP },
        { "unknown", SamplePictures.WebPWith("WHER"u8, Place, 0), SamplePictures.WebP },
        { "behind RIFF", [.. SamplePictures.WebP, .. Place], SamplePictures.WebP },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_picture_that_holds_nothing_else_stays_as_it_is(string type, byte[] bytes)
    {
        var (verdict, picture) = Pictures.Read(bytes);

        Assert.Equal(PictureVerdict.Clean, verdict);
        Assert.Equal(type, picture!.ContentType);
        Assert.Equal(bytes, picture.Bytes);
    }

    [Theory]
    [MemberData(nameof(WithPlaces))]
    public void Where_it_was_taken_goes_and_the_picture_stays(string where, byte[] bytes, byte[] clean)
    {
        Assert.True(bytes.AsSpan().IndexOf(Place) > 0, where);

        Assert.Equal(clean, Pictures.Read(bytes).Picture!.Bytes);
    }

    [Theory]
    [InlineData(6, true)]
    [InlineData(1, false)]
    [InlineData(9, false)]
    public void How_the_phone_was_held_is_all_that_stays_of_exif(byte orientation, bool stays)
    {
        var bytes = SamplePictures.JpegWith(0xe1, SamplePictures.Exif(orientation, Place));

        var clean = Pictures.Read(bytes).Picture!.Bytes;

        byte[] expected = stays
            ? [.. SamplePictures.Jpeg.AsSpan(0, 2), .. Orientation.Segment(6), .. SamplePictures.Jpeg.AsSpan(2)]
            : SamplePictures.Jpeg;
        Assert.Equal(expected, clean);
        Assert.Equal(stays ? (byte?)6 : null, Orientation.Of(Orientation.Segment(orientation).AsSpan(4)));
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")]
    [InlineData("GIF89a")]
    [InlineData("<html>")]
    [InlineData("")]
    public void What_is_no_picture_is_none_whatever_it_is_called(string text) => Assert.Equal(
        PictureVerdict.NotAPicture, Pictures.Read(System.Text.Encoding.UTF8.GetBytes(text)).Verdict);

    [Fact]
    public void An_animation_and_a_picture_too_large_to_decode_are_refused()
    {
        var animated = SamplePictures.WebP.ToArray();
        animated[20] |= 0x02;
        var huge = SamplePictures.Png.ToArray();
        huge.AsSpan(16, 8).Fill(0x7f);

        Assert.Equal(PictureVerdict.Damaged, Pictures.Read(animated).Verdict);
        Assert.Equal(PictureVerdict.Damaged, Pictures.Read(huge).Verdict);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Cut_anywhere_it_is_refused_and_changed_anywhere_it_is_read_or_refused(string type, byte[] bytes)
    {
        for (var length = 0; length < bytes.Length; length++)
            Assert.NotEqual(PictureVerdict.Clean, Pictures.Read(bytes.AsSpan(0, length)).Verdict);

        var random = new Random(20261121);
        for (var i = 0; i < 20_000; i++)
        {
            var changed = bytes.ToArray();
            for (var j = random.Next(1, 6); j > 0; j--)
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            var (verdict, picture) = Pictures.Read(changed);
            Assert.Equal(verdict == PictureVerdict.Clean, picture is not null);
            Assert.True(picture is null || picture.Bytes.Length <= changed.Length + 36, type);
            // What was cleaned once is clean.
            if (picture is not null)
                Assert.Equal(picture.Bytes, Pictures.Read(picture.Bytes).Picture?.Bytes);
        }
    }
}
