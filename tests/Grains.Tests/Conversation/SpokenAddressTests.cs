using Platform.Dialogues;

namespace Platform.Conversation;

/// <summary>Addresses as they are said, and not as they are written.</summary>
public sealed class SpokenAddressTests
{
    [Theory]
    [InlineData("ten west eighty first street", "10 West 81st Street")]
    [InlineData("ten east one hundred and fourth street", "10 East 104th Street")]
    [InlineData("ten west one twenty eighth street", "10 West 128th Street")]
    [InlineData("ten west twelfth street", "10 West 12th Street")]
    [InlineData("ten seventh avenue", "10 Seventh Avenue")]
    [InlineData("ten east 9th", "10 East 9th")]
    [InlineData("41-07 Astoria Boulevard", "41-07 Astoria Boulevard")]
    [InlineData("forty one dash fifteen astoria boulevard", "41-15 Astoria Boulevard")]
    [InlineData("twenty two, uh, twenty two hundred main street", "2200 Main Street")]
    [InlineData("twelve c maple avenue", "12C Maple Avenue")]
    [InlineData("90 county road 7", "90 County Road 7")]
    [InlineData("6 prospect heights", "6 Prospect Heights")]
    [InlineData("the corner of 3rd and oak", "Corner of 3rd and Oak")]
    public void Streets_are_written_as_on_signs(string said, string line1) =>
        Assert.Equal(line1, Find(said)?.Line1);

    [Theory]
    [InlineData("5 Elm Road, 9B, Yonkers", "Unit 9B")]
    [InlineData("5 Elm Road, flat 9", "Flat 9")]
    [InlineData("5 Elm Road, building D, apartment 9", "Building D, Apt 9")]
    public void Parts_of_a_house_are_heard(string said, string unit) => Assert.Equal(unit, Find(said)?.Line2);

    [Theory]
    [InlineData("5 elm yonkers", "5 Elm", "Yonkers", null)]
    [InlineData("5 elm road mount kisco new york", "5 Elm Road", "Mount Kisco", "NY")]
    [InlineData("5 elm road it's in um mount kisco", "5 Elm Road", "Mount Kisco", null)]
    [InlineData("5 elm road in the bronx", "5 Elm Road", "Bronx", null)]
    [InlineData("5 elm road nyc", "5 Elm Road", "New York", null)]
    public void The_town_follows_the_street(string said, string line1, string city, string? state)
    {
        var address = Find(said);

        Assert.Equal((line1, city, state), (address?.Line1, address?.City, address?.State));
    }

    [Fact]
    public void What_is_said_after_the_last_of_two_streets_belongs_to_it()
    {
        var address = Find("3 Park Heights, no, that's work. Home is 5 Elm Road, apartment 9, Yonkers");

        Assert.Equal(("5 Elm Road", "Apt 9", "Yonkers"), (address?.Line1, address?.Line2, address?.City));
    }

    [Theory]
    [InlineData("tomorrow at one p m")]
    [InlineData("is friday at two possible")]
    [InlineData("at ten sharp")]
    public void An_hour_is_no_house(string said) =>
        Assert.Null(AddressRecognizer.Find(Utterance.Of(said), isAwaited: false, SampleShops.Home.Cities));

    private static DraftAddress? Find(string said) =>
        AddressRecognizer.Find(Utterance.Of(said), isAwaited: true, SampleShops.Home.Cities);
}
