using System.Globalization;
using System.Text;
using Platform.Sites.Extraction;

namespace Platform.Sites;

public sealed class SiteExtractionTests
{
    [Fact]
    public void A_block_of_json_ld_says_who_where_when_and_what() => Assert.Equal(
        """
        name-1 Example Salon json-ld
        phone-1 +12125550100 json-ld
        email-1 hello@example-salon.com json-ld
        address-1 12 Main St, Brooklyn, NY 11201, US json-ld
        hours-1 Mon 09:00–17:30, Tue 09:00–17:30 json-ld
        service-1 Haircut 4500 USD 45 min Other json-ld
        service-2 Color 12000 USD Other json-ld
        """, Drawn(SampleSites.Salon));

    [Fact]
    public void Microdata_says_the_same() => Assert.Equal(
        """
        name-1 Joe's Garage microdata
        phone-1 +12125550111 microdata
        address-1 1 Oak Ave, Troy microdata
        hours-1 Mon 08:00–18:00, Tue 08:00–18:00, Sat 09:00–12:00 microdata
        service-1 Brake repair 19990 USD Repairs microdata
        """, Drawn(SampleSites.Garage));

    [Fact]
    public void Plain_words_are_read_where_nothing_surer_is_said() => Assert.Equal(
        """
        name-1 Fresh Cuts text
        phone-1 +12125550122 text
        email-1 hi@freshcuts.com text
        address-1 5 Elm St Albany, NY 12207 text
        hours-1 Tue 09:00–17:30, Wed 09:00–17:30, Thu 09:00–17:30, Fri 09:00–17:30, Sat 10:00–14:00 text
        service-1 Haircut 4500 USD Other text
        service-2 Beard trim 2000 USD 15 min Other text
        service-3 Wash & blow dry 3500 USD Cleaning text
        service-4 Full color 12000 USD 90 min Other text
        service-5 Hot stone massage 8950 EUR 60 min Other text
        """, Drawn(SampleSites.Plain));

    [Fact]
    public void Broken_pages_say_what_is_whole_and_nothing_that_a_visitor_does_not_see() => Assert.Equal(
        """
        name-1 Pipe &amp; Co json-ld
        phone-1 +12125550133 json-ld
        hours-1 Mon 08:00–12:00, Wed 08:00–12:00 json-ld
        service-1 Deep clean 15000 USD Cleaning text
        service-2 Drain cleaning 8000 USD Cleaning text
        """, Drawn(SampleSites.Broken));

    [Fact]
    public void A_service_that_is_said_twice_is_one_and_the_surer_place_wins()
    {
        const string surer =
            """
            <script type="application/ld+json">
            {"@type":"Service","name":"Haircut","offers":{"@type":"Offer","price":"50"}}</script>
            """;

        var drawn = Drawn($"{surer}<p>HAIRCUT – $45 – 30 min</p>");

        Assert.Equal("service-1 Haircut 5000 USD 30 min Other json-ld", drawn);
    }

    [Fact]
    public void The_number_of_candidates_has_an_end()
    {
        var html = new StringBuilder();
        for (var i = 0; i < 10_000; i++)
            html.Append(CultureInfo.InvariantCulture, $"<li>Service no {i} $10</li>");

        var found = Read(html.ToString(), "USD");

        Assert.Equal(SiteExtraction.ServicesMax, found.Count);
    }

    [Theory]
    [InlineData("Cut $45", "USD", 4_500L, "USD")]
    [InlineData("Cut $45", "CAD", 4_500L, "CAD")]
    [InlineData("Cut $45", "EUR", 4_500L, "USD")]
    [InlineData("Cut 1.234,50 €", "EUR", 123_450L, "EUR")]
    [InlineData("Cut $1,234.50", "USD", 123_450L, "USD")]
    [InlineData("Cut £12.5", "GBP", 1_250L, "GBP")]
    [InlineData("Cut ¥4,500", "JPY", 4_500L, "JPY")]
    [InlineData("Cut USD 30", "USD", 3_000L, "USD")]
    [InlineData("Cut 45,- EUR", "EUR", null, null)]
    [InlineData("Cut 45", "USD", null, null)]
    [InlineData("Package no 5 $10", "USD", 1_000L, "USD")]
    [InlineData("Cut $99999999999999999999", "USD", null, null)]
    public void Prices_are_read_as_they_are_written(string line, string shop, long? minor, string? currency)
    {
        var found = PriceText.Find(line, shop).FirstOrDefault();

        Assert.Equal((minor, currency), (found?.Minor, found?.Currency));
    }

    [Theory]
    [InlineData("Mo-Fr 09:00-17:00", "Mon09:00-17:00 Tue09:00-17:00 Wed09:00-17:00 Thu09:00-17:00 Fri09:00-17:00")]
    [InlineData("Mon–Wed 9–5, Sat 10am to 2pm", "Mon09:00-17:00 Tue09:00-17:00 Wed09:00-17:00 Sat10:00-14:00")]
    [InlineData("Sat & Sun: 12 pm - 8 p.m.", "Sat12:00-20:00 Sun12:00-20:00")]
    [InlineData("Fri-Mon 18:00-24:00", "Fri18:00-23:59 Sat18:00-23:59 Sun18:00-23:59 Mon18:00-23:59")]
    [InlineData("Tu 9:00-12:00 13:00-18:00", "Tue09:00-12:00 Tue13:00-18:00")]
    [InlineData("Sunday closed", "")]
    [InlineData("Monday we cut 25:00-26:00", "")]
    [InlineData("Monday special $9-15", "")]
    [InlineData("Sunlight 9-5", "")]
    public void Hours_are_read_as_they_are_written(string line, string expected) => Assert.Equal(
        expected, string.Join(' ', HoursText.Read(line).Select(span => string.Create(
            CultureInfo.InvariantCulture,
            $"{span.Day.ToString()[..3]}{span.Opens:HH\\:mm}-{span.Closes:HH\\:mm}"))));

    [Theory]
    [InlineData("45 min", 45)]
    [InlineData("1 hr 30 min", 90)]
    [InlineData("1.5 hours", 90)]
    [InlineData("2h", 120)]
    [InlineData("PT1H15M", 75)]
    [InlineData("PT50M", 50)]
    [InlineData("24/7 hotline", null)]
    [InlineData("999 hours", null)]
    public void Durations_are_read_as_they_are_written(string text, int? minutes) =>
        Assert.Equal(minutes, DurationText.Find(text)?.Minutes);

    private static List<SiteCandidate> Read(string html, string currency) =>
        [.. SiteExtraction.Read([new(new("https://shop.test/"), HtmlPage.Read(html))], currency, "US")];

    private static string Drawn(string html) => string.Join('\n', Read(html, "USD").Select(one => string.Join(
        ' ', new[]
        {
            one.Id, one.Value, one.PriceMinor is { } minor ? $"{minor} {one.Currency}" : null,
            one.Minutes is { } minutes ? $"{minutes} min" : null, one.Category?.ToString(), SiteWords.Of(one.Source),
        }.OfType<string>())));
}
