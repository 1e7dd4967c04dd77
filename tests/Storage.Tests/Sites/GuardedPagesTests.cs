using System.IO.Compression;
using System.Net;
using System.Text;
using Platform.Testing;

namespace Platform.Sites;

/// <summary>What is asked of strangers' servers, and what is taken from them.</summary>
public sealed class GuardedPagesTests
{
    private const string Html = "200 OK\r\nContent-Type: text/html; charset=utf-8";

    [Fact]
    public async Task A_page_is_read_and_who_reads_it_says_so_and_nothing_more()
    {
        await using var server = new LoopbackServer(Html + "\r\nSet-Cookie: a=b", Encoding.UTF8.GetBytes("<p>Grüße"));
        using var pages = Pages(server);

        var page = await GetAsync(pages, server);
        await GetAsync(pages, server);

        Assert.Equal("<p>Grüße", page.Text);
        foreach (var request in server.Requests)
        {
            Assert.Contains("User-Agent: PlatformSiteReader/1.0", request, StringComparison.Ordinal);
            foreach (var header in new[] { "Cookie", "Authorization", "traceparent", "Referer" })
                Assert.DoesNotContain($"\n{header}:", request, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://localhost:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    [InlineData("http://0x7f000001:{0}/")]
    [InlineData("http://0177.0.0.1:{0}/")]
    [InlineData("http://127.1:{0}/")]
    [InlineData("http://[::1]:{0}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    [InlineData("http://shop.test:{0}/")]
    public async Task Nothing_is_ever_connected_to_that_is_not_public(string address)
    {
        await using var server = new LoopbackServer(Html, []);
        var options = new SiteOptions { AllowedPorts = [server.Port] };
        using var pages = new GuardedPages(options, Resolves("127.0.0.1"));

        var page = await pages.GetAsync(
            new(string.Format(null, address, server.Port)), PageKind.Html, CancellationToken.None);

        Assert.Equal(SiteTrouble.NotPublic, page.Trouble);
        Assert.Equal(0, server.Connections);
    }

    [Theory]
    [InlineData("ftp://shop.test/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://shop.test/")]
    [InlineData("http://user:secret@shop.test/")]
    [InlineData("http://user@shop.test/")]
    [InlineData("http://shop.test:22/")]
    [InlineData("https://shop.test:8443/")]
    public async Task Other_schemes_ports_and_credentials_are_not_even_looked_up(string address)
    {
        using var pages = new GuardedPages(
            new SiteOptions(), (_, _) => throw new InvalidOperationException("It was looked up."));

        var page = await pages.GetAsync(new(address), PageKind.Html, CancellationToken.None);

        Assert.Equal(SiteTrouble.AddressRefused, page.Trouble);
    }

    [Fact]
    public async Task One_private_address_among_public_ones_is_enough_to_be_refused()
    {
        var guard = new SiteGuard(new SiteOptions(), Resolves("8.8.8.8", "10.0.0.1"));

        var refused = await Assert.ThrowsAsync<SiteRefusedException>(
            () => guard.AddressesAsync("shop.test", CancellationToken.None));

        Assert.Equal(SiteTrouble.NotPublic, refused.Trouble);
    }

    [Fact]
    public async Task A_name_that_says_something_else_the_second_time_is_not_asked_a_second_time()
    {
        // The first answer may be connected to, the second one is the machine itself: nobody listens at the first.
        var asked = 0;
        await using var server = new LoopbackServer(Html, []);
        var options = new SiteOptions
        {
            AllowedPorts = [server.Port],
            AllowedNetworks = ["127.0.0.2/32"],
            Patience = TimeSpan.FromSeconds(5),
        };
        using var pages = new GuardedPages(options, (_, _) => Task.FromResult<IPAddress[]>(
            [IPAddress.Parse(++asked == 1 ? "127.0.0.2" : "127.0.0.1")]));

        var page = await pages.GetAsync(
            new($"http://shop.test:{server.Port}/"), PageKind.Html, CancellationToken.None);

        Assert.Equal(SiteTrouble.Unreachable, page.Trouble);
        Assert.Equal((1, 0), (asked, server.Connections));
    }

    [Fact]
    public async Task A_redirect_is_told_and_not_followed_and_where_it_leads_is_checked_anew()
    {
        await using var inside = new LoopbackServer(Html, []);
        await using var server = new LoopbackServer(
            $"302 Found\r\nLocation: http://127.0.0.1:{inside.Port}/secret", []);
        using var pages = new GuardedPages(
            new SiteOptions { AllowedPorts = [server.Port, inside.Port], AllowedNetworks = ["127.0.0.2/32"] },
            Resolves("127.0.0.1"));
        using var outside = Pages(server);

        var redirect = await GetAsync(outside, server);
        var followed = await pages.GetAsync(redirect.Redirect!, PageKind.Html, CancellationToken.None);

        Assert.Equal($"http://127.0.0.1:{inside.Port}/secret", redirect.Redirect!.AbsoluteUri);
        Assert.Equal(SiteTrouble.NotPublic, followed.Trouble);
        Assert.Equal(0, inside.Connections);
    }

    [Theory]
    [InlineData("200 OK\r\nContent-Type: application/pdf", SiteTrouble.NotAPage)]
    [InlineData("200 OK", SiteTrouble.NotAPage)]
    [InlineData("404 Not Found", SiteTrouble.PageRefused)]
    [InlineData("401 Unauthorized\r\nWWW-Authenticate: Basic", SiteTrouble.PageRefused)]
    [InlineData("407 Proxy Authentication Required", SiteTrouble.PageRefused)]
    [InlineData("429 Too Many Requests", SiteTrouble.ServerFailed)]
    [InlineData("503 Service Unavailable", SiteTrouble.ServerFailed)]
    [InlineData("302 Found", SiteTrouble.PageRefused)]
    [InlineData("no http at all", SiteTrouble.Unreachable)]
    [InlineData("200 OK\r\nContent-Type: text/html\r\nContent-Length: 100", SiteTrouble.Unreachable)]
    [InlineData("200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip", SiteTrouble.Unreachable)]
    public async Task Whatever_a_server_answers_is_an_answer(string head, SiteTrouble trouble)
    {
        await using var server = new LoopbackServer(head, Encoding.ASCII.GetBytes("no gzip"));
        using var pages = Pages(server);

        Assert.Equal(trouble, (await GetAsync(pages, server)).Trouble);
    }

    [Fact]
    public async Task A_page_is_too_large_by_what_it_unpacks_to()
    {
        await using var server = new LoopbackServer(
            Html + "\r\nContent-Encoding: gzip", Zipped(GuardedPages.PageBytesMax + 1));
        await using var fitting = new LoopbackServer(
            Html + "\r\nContent-Encoding: gzip", Zipped(GuardedPages.PageBytesMax));
        using var pages = Pages(server);
        using var others = Pages(fitting);

        Assert.Equal(SiteTrouble.TooLarge, (await GetAsync(pages, server)).Trouble);
        Assert.Equal(GuardedPages.PageBytesMax, (await GetAsync(others, fitting)).Text!.Length);
    }

    [Fact]
    public async Task A_page_without_an_end_is_cut_off()
    {
        await using var server = new LoopbackServer(async (_, stream, stop) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {Html}\r\n\r\n"), stop);
            while (true)
                await stream.WriteAsync(new byte[64 * 1024], stop);
        });
        using var pages = Pages(server, TimeSpan.FromMinutes(1));

        Assert.Equal(SiteTrouble.TooLarge, (await GetAsync(pages, server)).Trouble);
    }

    [Theory]
    [InlineData("")]
    [InlineData($"HTTP/1.1 {Html}\r\n\r\n<p>")]
    public async Task A_server_that_falls_silent_is_too_slow(string said)
    {
        await using var server = new LoopbackServer(async (_, stream, stop) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(said), stop);
            await Task.Delay(Timeout.Infinite, stop);
        });
        using var pages = Pages(server, TimeSpan.FromMilliseconds(500));

        Assert.Equal(SiteTrouble.TooSlow, (await GetAsync(pages, server)).Trouble);
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_unknown()
    {
        using var pages = new GuardedPages(new SiteOptions(), (_, _) =>
            throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.HostNotFound));

        var page = await pages.GetAsync(new("https://nowhere.test/"), PageKind.Html, CancellationToken.None);

        Assert.Equal(SiteTrouble.NameUnknown, page.Trouble);
    }

    [Theory]
    [InlineData("windows-1252", null)]
    [InlineData(null, "<meta charset=iso-8859-1>")]
    [InlineData("no-such-charset", null)]
    public void A_page_is_read_in_the_encoding_that_it_names(string? charset, string? meta)
    {
        var isOld = charset == "windows-1252" || meta is not null;
        var encoding = isOld ? Encoding.Latin1 : Encoding.UTF8;

        Assert.Equal($"{meta}Grüße", PageText.Read(encoding.GetBytes($"{meta}Grüße"), charset));
    }

    private static NameLookup Resolves(params string[] addresses) =>
        (_, _) => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray());

    private static GuardedPages Pages(LoopbackServer server, TimeSpan? patience = null) => new(
        new SiteOptions
        {
            AllowedPorts = [server.Port],
            AllowedNetworks = ["127.0.0.0/8"],
            Patience = patience ?? TimeSpan.FromSeconds(30),
        },
        Resolves("127.0.0.1"));

    private static Task<WebPage> GetAsync(GuardedPages pages, LoopbackServer server) =>
        pages.GetAsync(new($"http://shop.test:{server.Port}/"), PageKind.Html, CancellationToken.None);

    private static byte[] Zipped(int length)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Enumerable.Repeat((byte)'a', length).ToArray());
        return zipped.ToArray();
    }
}
