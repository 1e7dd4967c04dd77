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

    private static void ReadAll(string html)
    {
        var page = HtmlPage.Read(html);
        SiteLinks.Choose(page, new("https://shop.test/"), 5);
        var found = SiteExtraction.Read([new(new("https://shop.test/"), page)], "USD", "US");

        Assert.True(Depth(page) <= 101, $"{Depth(page)} deep");
        Assert.InRange(found.Length, 0, SiteExtraction.ServicesMax + 15);
    }

    private static int Depth(HtmlElement page)
    {
        var (deepest, waiting) = (0, new Stack<(HtmlElement, int)>([(page, 1)]));
        while (waiting.TryPop(out var next))
        {
            deepest = Math.Max(deepest, next.Item2);
            foreach (var child in next.Item1.Children)
                waiting.Push((child, next.Item2 + 1));
        }

        return deepest;
    }
}
