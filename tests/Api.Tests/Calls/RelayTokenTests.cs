using Platform.Calls.Twilio;

namespace Platform.Calls;

public sealed class RelayTokenTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
    private static readonly byte[] OtherKey = [.. Enumerable.Range(2, 32).Select(i => (byte)i)];
    private static readonly DateTimeOffset Now = new(2026, 3, 8, 12, 0, 0, TimeSpan.Zero);

    private static readonly RelayToken Token = new(
        Guid.Parse("0198a000-0000-7000-8000-000000000001"),
        Guid.Parse("0198a000-0000-7000-8000-000000000002"),
        "AC00000000000000000000000000000001",
        "CA00000000000000000000000000000001",
        Now + RelayToken.Lifetime);

    [Fact]
    public void A_token_names_its_call_again() =>
        Assert.Equal(Token, RelayToken.Read(Token.Protect(Key), [OtherKey, Key], Now));

    [Fact]
    public void A_token_fits_into_a_path_as_it_is() =>
        Assert.Matches("^[A-Za-z0-9_.-]+$", Token.Protect(Key));

    [Fact]
    public void An_altered_token_names_nothing()
    {
        var text = Token.Protect(Key);
        for (var at = 0; at < text.Length - 1; at++) // The last character has bits that carry nothing.
        {
            var other = text[at] == 'A' ? 'B' : 'A';
            Assert.Null(RelayToken.Read(text[..at] + other + text[(at + 1)..], [Key], Now));
        }
    }

    [Fact]
    public void Another_key_or_a_later_hour_reads_nothing()
    {
        Assert.Null(RelayToken.Read(Token.Protect(Key), [OtherKey], Now));
        Assert.Null(RelayToken.Read(Token.Protect(Key), [], Now));
        Assert.Null(RelayToken.Read(Token.Protect(Key), [Key], Now + RelayToken.Lifetime));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a.")]
    [InlineData("a.b")]
    [InlineData(".abc")]
    [InlineData("a.b.c")]
    [InlineData("a.====")]
    public void Noise_names_nothing(string segment) => Assert.Null(RelayToken.Read(segment, [Key], Now));
}
