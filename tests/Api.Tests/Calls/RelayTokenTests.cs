using Platform.Calls.Relay;
using Platform.Calls.Twilio;
using Platform.Http;

namespace Platform.Calls;

public sealed class RelayTokenTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 8, 12, 0, 0, TimeSpan.Zero);

    private static readonly RelayToken Token = new(
        Guid.Parse("0198a000-0000-7000-8000-000000000001"),
        Guid.Parse("0198a000-0000-7000-8000-000000000002"),
        "AC00000000000000000000000000000001",
        "CA00000000000000000000000000000001",
        Now + RelayToken.Lifetime);

    private readonly RelayLinks _links = new(new SignedText(new OneKey(1)), new CallsOptions());
    private readonly RelayLinks _others = new(new SignedText(new OneKey(2)), new CallsOptions());

    [Fact]
    public void A_token_names_its_call_again() => Assert.Equal(Token, _links.Read(_links.Protect(Token), Now));

    [Fact]
    public void A_token_fits_into_a_path_as_it_is() => Assert.Matches("^[A-Za-z0-9_-]+$", _links.Protect(Token));

    [Fact]
    public void An_altered_token_names_nothing()
    {
        var text = _links.Protect(Token);
        for (var at = 0; at < text.Length - 1; at++) // The last character has bits that carry nothing.
        {
            var other = text[at] == 'A' ? 'B' : 'A';
            Assert.Null(_links.Read(text[..at] + other + text[(at + 1)..], Now));
        }
    }

    [Fact]
    public void Another_platform_or_a_later_hour_reads_nothing()
    {
        Assert.Null(_others.Read(_links.Protect(Token), Now));
        Assert.Null(_links.Read(_links.Protect(Token), Now + RelayToken.Lifetime));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("abc")]
    [InlineData("a.b.c")]
    [InlineData("====")]
    public void Noise_names_nothing(string segment) => Assert.Null(_links.Read(segment, Now));
}
