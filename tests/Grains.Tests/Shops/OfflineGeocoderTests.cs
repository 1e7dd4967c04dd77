namespace Platform.Shops;

public sealed class OfflineGeocoderTests
{
    private readonly OfflineGeocoder _geocoder = new();

    [Theory]
    [InlineData("10001", 40.75, -74.00)]
    [InlineData("94110-1234", 37.75, -122.42)]
    [InlineData(" 00601 ", 18.16, -66.72)]
    public void A_postal_code_has_a_place(string code, double latitude, double longitude) => Assert.Equal(
        new Place(latitude, longitude, PlacePrecision.PostalCode),
        _geocoder.Locate(new PlaceQuery(null, null, null, code, null)));

    [Theory]
    [InlineData("Springfield", "IL", 39.76)]
    [InlineData("springfield", "Massachusetts", 42.12)]
    [InlineData("St. Louis", "MO", 38.63)]
    [InlineData("Saint Louis", "mo", 38.63)]
    public void A_town_has_a_place_in_its_state(string city, string state, double latitude) => Assert.Equal(
        latitude, _geocoder.Locate(new PlaceQuery("1 Main St", city, state, null, "US"))!.Latitude, 0.1);

    [Fact]
    public void A_postal_code_that_does_not_exist_leaves_the_town() => Assert.Equal(
        PlacePrecision.Town, _geocoder.Locate(new PlaceQuery(null, "Springfield", "IL", "00000", null))!.Precision);

    [Theory]
    [InlineData(null, null, null, null)]
    [InlineData("Springfield", null, null, null)]
    [InlineData("Nowhere at All", "IL", null, null)]
    [InlineData("Springfield", "Atlantis", null, null)]
    [InlineData(null, null, "00000", null)]
    [InlineData(null, null, "1000", null)]
    [InlineData(null, null, "10001", "DE")]
    public void An_unknown_place_is_unknown_and_never_a_guess(
        string? city, string? state, string? code, string? country) =>
        Assert.Null(_geocoder.Locate(new PlaceQuery(null, city, state, code, country)));
}
