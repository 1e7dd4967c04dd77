namespace Platform.Sites;

/// <summary>Why a web site could not be read. Kept and answered as a word: never rename one.</summary>
public enum SiteTrouble
{
    /// <summary>Not an address that is read: another scheme or port, or a name and password in it.</summary>
    AddressRefused = 1,

    /// <summary>The name leads to an address that is not on the public internet.</summary>
    NotPublic = 2,

    NameUnknown = 3,
    Unreachable = 4,
    TooSlow = 5,

    /// <summary>The server says that there is no such page, or that it may not be seen.</summary>
    PageRefused = 6,

    /// <summary>The server failed.</summary>
    ServerFailed = 7,

    NotAPage = 8,
    TooLarge = 9,
    TooManyRedirects = 10,

    /// <summary>The site's robots.txt asks not to read this.</summary>
    RobotsForbid = 11,

    /// <summary>Its pages were read and hold nothing that is looked for.</summary>
    NothingFound = 12,

    /// <summary>The reading ended half-way, each time.</summary>
    Interrupted = 13,
}

/// <summary>A page, or where else to look, or why there is none. Exactly one of them.</summary>
/// <param name="Text">Its HTML.</param>
/// <param name="Redirect">Where the server sends who asks.</param>
/// <param name="Trouble">Why not.</param>
public sealed record WebPage(string? Text, Uri? Redirect, SiteTrouble? Trouble)
{
    public static WebPage Of(string text) => new(text, null, null);

    public static WebPage To(Uri address) => new(null, address, null);

    public static implicit operator WebPage(SiteTrouble trouble) => new(null, null, trouble);
}

/// <summary>What is asked for.</summary>
public enum PageKind
{
    Html = 1,
    Robots = 2,
}

/// <summary>Gets pages of strangers' web servers. Guarded: nothing that is not on the public internet is ever
/// connected to.</summary>
public interface IWebPages
{
    /// <summary>One request; a redirect is answered, not followed. Whatever the server does is an answer.</summary>
    /// <param name="address">Absolute.</param>
    /// <param name="kind">What is expected there.</param>
    /// <param name="cancellationToken">Ends the wait, as <see cref="SiteTrouble.TooSlow"/> does not.</param>
    Task<WebPage> GetAsync(Uri address, PageKind kind, CancellationToken cancellationToken);
}
