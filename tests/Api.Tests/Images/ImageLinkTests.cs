using Platform.Http;

namespace Platform.Images;

public sealed class ImageLinkTests
{
    private static readonly OrderImage Image =
        new(1, ImageKind.Before, "image/webp", new string('a', 64), DateTimeOffset.UnixEpoch);

    private readonly Hands _clock = new();

    [Fact]
    public void A_link_lives_for_an_hour_or_two_and_stays_the_same_within_one()
    {
        var links = new ImageLinks(new SignedText(new OneKey()), _clock);
        var link = links.PathOf(Image);
        var token = link.Split('/')[^1];

        Assert.Equal((Image.Sha256, "image/webp"), links.Read(token));
        _clock.Now += TimeSpan.FromMinutes(39);
        Assert.Equal(link, links.PathOf(Image));
        _clock.Now += TimeSpan.FromMinutes(2);
        Assert.NotEqual(link, links.PathOf(Image));
        Assert.NotNull(links.Read(token));
        _clock.Now += TimeSpan.FromHours(1);
        Assert.Null(links.Read(token));
    }

    private sealed class Hands : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 4, 12, 20, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
