using System.Globalization;
using System.Text;
using Platform.Sites.Extraction;

namespace Platform.Sites;

/// <summary>Pages that were written to keep their reader busy. None of them may take more than what its size takes: a
/// reader that is quadratic in any of them does not end here for minutes.</summary>
public sealed class HostilePageTests
{
    private const int Size = 2 * 1024 * 1024;

    public static TheoryData<string, string> Pieces => new()
    {
        { "nested", "<div>" },
        { "nested in lists", "<ul><li>" },
        { "formatting that never ends", "<b a=1><p>" },
        { "in tables", "<table><b>x" },
        { "ends without beginnings", "</b>" },
        { "comments that never end", "<!--" },
        { "scripts that never end", "<script>" },
        { "scripts of data", "<script type=application/ld+json>{\"a\":</script>" },
        { "only beginnings", "<" },
        { "only ampersands", "&" },
        { "quotes that never end", "<a b='" },
        { "things in things", "<i itemscope itemprop=a>" },
        { "prices", "$1 " },
        { "lines of prices", "<p>a $1" },
        { "days", "Mo-Fr 9-5 " },
        { "lines of days", "<p>Mo-Fr 9-5" },
        { "spaces", " \n" },
        { "links", "<a href=/prices>x" },
    };

    [Theory]
    [MemberData(nameof(Pieces))]
    public void A_page_made_of_one_piece_is_read_to_its_end(string name, string piece)
    {
        Assert.NotEmpty(name);
        var html = new StringBuilder().Insert(0, piece, Size / piece.Length).ToString();

        ReadAll(html);
    }

    [Fact]
    public void A_tag_of_two_megabytes_is_read_to_its_end()
    {
        var html = new StringBuilder("<a ");
        for (var i = 0; html.Length < Size; i++)
            html.Append(CultureInfo.InvariantCulture, $"b{i}=1 ");

        ReadAll(html.Append('>').ToString());
    }

    [Fact]
    public void Json_that_is_deeper_than_any_shop_says_nothing()
    {
        var json = new StringBuilder().Insert(0, "{\"a\":", 100_000).ToString();

        ReadAll($"<script type=\"application/ld+json\">{json}</script>");
    }

    [Theory]
    [InlineData(12, 1)]
    [InlineData(13, 0)]
    public void A_business_is_looked_for_twelve_things_deep(int depth, int names)
    {
        var outside = string.Concat(Enumerable.Repeat("{\"a\":", depth));
        var page = HtmlPage.Read(
            $"<script type=\"application/ld+json\">{outside}{{\"@type\":\"HairSalon\",\"name\":\"Example Salon\","
            + $"\"priceRange\":\"$\"}}{new string('}', depth)}</script>");

        var found = SiteExtraction.Read([new(new("https://shop.test/"), page)], "USD", "US");

        Assert.Equal(names, found.Count(one => one.Kind == CandidateKind.Name));
    }

    private static void ReadAll(string html)
    {
        var page = HtmlPage.Read(html);
        SiteLinks.Choose(page, new("https://shop.test/"), 5);
        var found = SiteExtraction.Read([new(new("https://shop.test/"), page)], "USD", "US");

        var (depth, elements, attributes) = SizeOf(page);
        Assert.True(depth <= 101, $"{depth} deep");
        Assert.True(elements <= 100_010, $"{elements} elements");
        Assert.True(attributes <= 40, $"{attributes} attributes");
        Assert.InRange(found.Length, 0, SiteExtraction.ServicesMax + 15);
    }

    private static (int Depth, int Elements, int Attributes) SizeOf(HtmlElement page)
    {
        var (deepest, elements, attributes) = (0, 0, 0);
        var waiting = new Stack<(HtmlElement Element, int Depth)>([(page, 1)]);
        while (waiting.TryPop(out var next))
        {
            elements++;
            deepest = Math.Max(deepest, next.Depth);
            attributes = Math.Max(attributes, next.Element.Attributes.Count);
            foreach (var child in next.Element.Children)
                waiting.Push((child, next.Depth + 1));
        }

        return (deepest, elements, attributes);
    }
}
