namespace Platform.Phones;

/// <summary>Numbers as they are typed, heard and sent by providers.</summary>
public sealed class ReadNumberTests
{
    [Theory]
    [InlineData("+15550123456", "+15550123456")]
    [InlineData("+1 (555) 012-3456", "+15550123456")]
    [InlineData("555-012-3456", "+15550123456")]
    [InlineData("1 555 012 3456", "+15550123456")]
    [InlineData("+49 30 1234567", "+49301234567")]
    [InlineData("12345", null)]
    [InlineData("+0123456789", null)]
    [InlineData("+1234567890123456", null)]
    [InlineData("sip:alice@example.com", null)]
    [InlineData("client:alice", null)]
    [InlineData("anonymous", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_number_is_normalised_or_it_is_none(string? text, string? number) =>
        Assert.Equal(number, PhoneNumber.TryRead(text, "US"));
}
