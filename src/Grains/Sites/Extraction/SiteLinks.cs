namespace Platform.Sites.Extraction;

/// <summary>Chooses the pages that are worth reading beside the front page. Pure.</summary>
internal static class SiteLinks
{
    private const int LengthMax = 500;
    private const int TextLengthMax = 60;

    // The first that fits says how much a page promises.
    private static readonly string[] Words =
    [
        "price", "pricing", "services", "treatments", "menu", "rates", "service", "treatment", "hours", "opening",
        "contact", "visit", "location", "book", "about",
    ];

    private static readonly string[] NoPages =
        [".pdf", ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".zip", ".mp4", ".doc", ".docx", ".ics", ".xml"];

    /// <summary>At most so many pages of the same host, the most promising first.</summary>
    public static IReadOnlyList<Uri> Choose(HtmlElement page, Uri address, int max) =>
    [
        .. page.All().Where(element => element.Name == "a")
            .Select(link => (Address: Read(link["href"], address), Rank: Rank(link)))
            .Where(link => link.Address is not null && link.Rank < Words.Length)
            .GroupBy(link => link.Address!.AbsoluteUri)
            .Select(same => (same.First().Address, Rank: same.Min(link => link.Rank)))
            .OrderBy(link => link.Rank)
            .Take(max)
            .Select(link => link.Address!),
    ];

    private static Uri? Read(string? href, Uri page)
    {
        if (string.IsNullOrWhiteSpace(href) || href.Length > LengthMax || !Uri.TryCreate(page, href, out var link))
            return null;
        var bare = new UriBuilder(link) { Fragment = "" }.Uri;
        return bare.Scheme is "http" or "https" && bare.Authority == page.Authority && bare != page
            && bare.AbsolutePath != page.AbsolutePath
            && !NoPages.Any(end => bare.AbsolutePath.EndsWith(end, StringComparison.OrdinalIgnoreCase))
            ? bare
            : null;
    }

    private static int Rank(HtmlElement link)
    {
        var said = $"{link["href"]} {link.Words(TextLengthMax)}";
        var rank = Array.FindIndex(Words, word => said.Contains(word, StringComparison.OrdinalIgnoreCase));
        return rank < 0 ? Words.Length : rank;
    }
}
