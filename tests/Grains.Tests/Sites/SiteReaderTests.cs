using Platform.Sites.Extraction;

namespace Platform.Sites;

public sealed class SiteReaderTests
{
    private readonly FakeWeb _web = new();

    [Fact]
    public async Task The_front_page_and_what_promises_more_is_read()
    {
        _web["https://shop.test/"] = Html(
            """<a href="/our-prices#top">Prices</a><a href="/blog">Blog</a><a href="https://else.test/prices">x</a>"""
            + """<a href="/menu.pdf">Menu</a><p>Haircut $45""");
        _web["https://shop.test/our-prices"] = Html("<p>Color $120");

        var read = await ReadAsync("https://shop.test/");

        Assert.Equal(["Haircut", "Color"], read.Candidates.Select(one => one.Value));
        Assert.Equal("https://shop.test/our-prices", read.Candidates[1].Page);
        Assert.Equal(2, read.Pages);
        Assert.Equal(
            ["https://shop.test/robots.txt", "https://shop.test/", "https://shop.test/our-prices"], _web.Asked);
    }

    [Fact]
    public async Task Not_more_than_five_further_pages_are_read()
    {
        _web["https://shop.test/"] = Html(string.Concat(
            Enumerable.Range(0, 40).Select(i => $"<a href='/services/{i}'>x</a>")) + "<p>Haircut $45");

        await ReadAsync("https://shop.test/");

        Assert.Equal(2 + 5, _web.Asked.Count);
    }

    [Fact]
    public async Task Five_redirects_are_followed_and_no_sixth()
    {
        for (var i = 0; i < 6; i++)
            _web[$"https://shop.test/{i}"] = WebPage.To(new($"https://shop.test/{i + 1}"));
        _web["https://shop.test/6"] = Html("<p>Haircut $45");

        Assert.Equal(SiteTrouble.TooManyRedirects, (await ReadAsync("https://shop.test/0")).Trouble);
        Assert.Null((await ReadAsync("https://shop.test/1")).Trouble);
    }

    [Fact]
    public async Task What_robots_txt_forbids_is_not_asked_for()
    {
        _web["https://shop.test/robots.txt"] = WebPage.Of("User-agent: *\nDisallow: /prices\n");
        _web["https://shop.test/"] = Html("<a href=/prices>p</a><a href=/contact>c</a><p>Haircut $45");

        await ReadAsync("https://shop.test/");

        Assert.DoesNotContain("https://shop.test/prices", _web.Asked);
        Assert.Contains("https://shop.test/contact", _web.Asked);
        Assert.Equal(SiteTrouble.RobotsForbid, (await ReadAsync("https://shop.test/prices")).Trouble);
    }

    [Fact]
    public async Task The_robots_txt_of_where_a_redirect_leads_counts_too()
    {
        _web["https://shop.test/"] = WebPage.To(new("https://other.test/"));
        _web["https://other.test/robots.txt"] = WebPage.Of("User-agent: PlatformSiteReader\nDisallow: /");
        _web["https://other.test/"] = Html("<p>Haircut $45");

        Assert.Equal(SiteTrouble.RobotsForbid, (await ReadAsync("https://shop.test/")).Trouble);
        Assert.DoesNotContain("https://other.test/", _web.Asked);
    }

    [Fact]
    public async Task A_site_whose_robots_txt_cannot_be_got_is_left_alone()
    {
        _web["https://shop.test/robots.txt"] = SiteTrouble.ServerFailed;
        _web["https://shop.test/"] = Html("<p>Haircut $45");

        Assert.Equal(SiteTrouble.ServerFailed, (await ReadAsync("https://shop.test/")).Trouble);
        Assert.Equal(["https://shop.test/robots.txt"], _web.Asked);
    }

    [Theory]
    [InlineData(SiteTrouble.PageRefused)]
    [InlineData(SiteTrouble.NotAPage)]
    [InlineData(SiteTrouble.TooLarge)]
    public async Task A_site_that_has_no_robots_txt_of_use_asks_nothing(SiteTrouble trouble)
    {
        _web["https://shop.test/robots.txt"] = trouble;
        _web["https://shop.test/"] = Html("<p>Haircut $45");

        Assert.Null((await ReadAsync("https://shop.test/")).Trouble);
    }

    [Fact]
    public async Task A_robots_txt_is_looked_for_behind_five_redirects_and_no_sixth()
    {
        _web["https://shop.test/robots.txt"] = WebPage.To(new("https://shop.test/robots.txt"));
        _web["https://shop.test/"] = Html("<p>Haircut $45");

        Assert.Null((await ReadAsync("https://shop.test/")).Trouble);
        Assert.Equal(1 + 5, _web.Asked.Count(address => address.EndsWith("/robots.txt", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_page_that_has_moved_to_another_host_says_nothing_of_the_shop()
    {
        _web["https://shop.test/"] = Html("<a href=/prices>Prices</a><p>Haircut $45");
        _web["https://shop.test/prices"] = WebPage.To(new("https://chain.test/prices"));
        _web["https://chain.test/prices"] = Html("<p>Color $120");

        var read = await ReadAsync("https://shop.test/");

        Assert.Equal(["Haircut"], read.Candidates.Select(one => one.Value));
        Assert.Equal(1, read.Pages);
    }

    [Fact]
    public async Task A_site_that_says_nothing_has_failed_and_says_why()
    {
        _web["https://shop.test/"] = Html("<p>Under construction");

        Assert.Equal(SiteTrouble.NothingFound, (await ReadAsync("https://shop.test/")).Trouble);
        Assert.Equal(SiteTrouble.PageRefused, (await ReadAsync("https://shop.test/nowhere")).Trouble);
    }

    [Theory]
    [InlineData("User-agent: *\nDisallow: /", "/a", false)]
    [InlineData("User-agent: *\nDisallow: /\nAllow: /a", "/a/b", true)]
    [InlineData("User-agent: *\nDisallow:", "/a", true)]
    [InlineData("User-agent: Other\nDisallow: /", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /\n\nUser-agent: platformsitereader\nDisallow: /x", "/a", true)]
    [InlineData("User-agent: Other\nUser-agent: *\nDisallow: /a # all of it", "/a", false)]
    [InlineData("User-agent: *\nDisallow: /*.php$", "/a.php", false)]
    [InlineData("User-agent: *\nDisallow: /*.php$", "/a.php?x", true)]
    [InlineData("User-agent: *\nDisallow: /a*b*c", "/a-b-c-d", false)]
    [InlineData("User-agent: *\nDisallow: /a*b*c", "/a-c-b", true)]
    [InlineData("<html>not found</html>", "/a", true)]
    public void Robots_rules_are_those_of_the_standard(string text, string path, bool allows) =>
        Assert.Equal(allows, Allows(text, path));

    [Fact]
    public void Of_a_robots_txt_without_an_end_only_the_beginning_counts()
    {
        Assert.True(Allows(string.Concat(Enumerable.Repeat("# x\n", 5_000)) + "User-agent: *\nDisallow: /", "/a"));
        Assert.True(Allows(
            "User-agent: *\n" + string.Concat(Enumerable.Repeat("Disallow: /x\n", 500)) + "Disallow: /", "/a"));
        Assert.True(Allows($"User-agent: *\nDisallow: /{new string('a', 300)}", "/" + new string('a', 300)));
        Assert.False(Allows($"User-agent: *\nDisallow: /{new string('a', 299)}", "/" + new string('a', 300)));
    }

    private static bool Allows(string robots, string path) =>
        RobotsRules.Read(robots, SiteReader.Agent).Allows(new($"https://shop.test{path}"));

    private static WebPage Html(string html) => WebPage.Of(html);

    private Task<SiteReading> ReadAsync(string address) =>
        new SiteReader(_web).ReadAsync(new(address), "USD", CancellationToken.None);

    private sealed class FakeWeb : Dictionary<string, WebPage>, IWebPages
    {
        public List<string> Asked { get; } = [];

        public Task<WebPage> GetAsync(Uri address, PageKind kind, CancellationToken cancellationToken)
        {
            Asked.Add(address.AbsoluteUri);
            return Task.FromResult(this.GetValueOrDefault(address.AbsoluteUri, SiteTrouble.PageRefused));
        }
    }
}
