using System.Collections.Immutable;
using Platform.Sites.Extraction;

namespace Platform.Sites;

/// <summary>What came of reading a site.</summary>
/// <param name="Candidates">What it says; empty with a trouble.</param>
/// <param name="Pages">How many pages were read.</param>
/// <param name="Trouble">Why nothing came of it.</param>
internal sealed record SiteReading(ImmutableArray<SiteCandidate> Candidates, int Pages, SiteTrouble? Trouble);

/// <summary>Reads a shop's site: its front page and a few more of the same host that promise prices, hours or ways to
/// reach it, as far as its robots.txt lets programs in.</summary>
internal sealed class SiteReader(IWebPages pages)
{
    /// <summary>The name that a robots.txt knows us by.</summary>
    public const string Agent = "PlatformSiteReader";

    private const int FurtherPagesMax = 5;
    private const int RedirectsMax = 5;

    /// <summary>Reads it. Whatever the site does is an answer.</summary>
    /// <param name="start">The front page's address.</param>
    /// <param name="shopCurrency">Of prices that name none.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<SiteReading> ReadAsync(Uri start, string shopCurrency, CancellationToken cancellationToken)
    {
        var robots = new Dictionary<string, RobotsRules>(StringComparer.OrdinalIgnoreCase);
        var (front, trouble) = await FollowAsync(start, robots, cancellationToken);
        if (front is null)
            return new([], 0, trouble);

        var read = new List<ReadPage> { front };
        foreach (var link in SiteLinks.Choose(front.Html, front.Address, FurtherPagesMax))
        {
            // One of them that cannot be read leaves the others as they are. Elsewhere is not the shop's site.
            var (page, _) = await FollowAsync(link, robots, cancellationToken);
            if (page is not null && page.Address.Host == front.Address.Host
                && read.All(known => known.Address != page.Address))
            {
                read.Add(page);
            }
        }

        var found = SiteExtraction.Read(read, shopCurrency, "US");
        return new(found, read.Count, found.Length == 0 ? SiteTrouble.NothingFound : null);
    }

    private async Task<(ReadPage? Page, SiteTrouble? Trouble)> FollowAsync(
        Uri address, Dictionary<string, RobotsRules> robots, CancellationToken cancellationToken)
    {
        for (var hops = 0; hops <= RedirectsMax; hops++)
        {
            var (rules, trouble) = await RobotsAsync(address, robots, cancellationToken);
            if (rules is null)
                return (null, trouble);
            if (!rules.Allows(address))
                return (null, SiteTrouble.RobotsForbid);
            var answer = await pages.GetAsync(address, PageKind.Html, cancellationToken);
            if (answer.Text is { } html)
                return (new(address, HtmlPage.Read(html)), null);
            if (answer.Redirect is not { } next)
                return (null, answer.Trouble);
            address = next;
        }

        return (null, SiteTrouble.TooManyRedirects);
    }

    // A site that has no robots.txt, or keeps it to itself, asks nothing; one whose server fails is left alone.
    private async Task<(RobotsRules? Rules, SiteTrouble? Trouble)> RobotsAsync(
        Uri page, Dictionary<string, RobotsRules> robots, CancellationToken cancellationToken)
    {
        var site = page.GetLeftPart(UriPartial.Authority);
        if (robots.TryGetValue(site, out var known))
            return (known, null);
        var answer = WebPage.To(new Uri(new Uri(site), "/robots.txt"));
        for (var hops = 0; hops <= RedirectsMax && answer.Redirect is { } address; hops++)
            answer = await pages.GetAsync(address, PageKind.Robots, cancellationToken);
        if (answer.Trouble is { } trouble
            and not (SiteTrouble.PageRefused or SiteTrouble.NotAPage or SiteTrouble.TooLarge))
        {
            return (null, trouble);
        }

        return (robots[site] = answer.Text is { } text ? RobotsRules.Read(text, Agent) : RobotsRules.None, null);
    }
}
