namespace Platform.Sites;

/// <summary>The words that imports and candidates are kept and told by.</summary>
public static class SiteWords
{
    public static string Of(CandidateKind kind) => kind switch
    {
        CandidateKind.Name => "name",
        CandidateKind.Phone => "phone",
        CandidateKind.Email => "email",
        CandidateKind.Address => "address",
        CandidateKind.Hours => "hours",
        CandidateKind.Service => "service",
    };

    public static string Of(CandidateSource source) => source switch
    {
        CandidateSource.JsonLd => "json-ld",
        CandidateSource.Microdata => "microdata",
        CandidateSource.Text => "text",
    };

    public static string Of(SiteImportStatus status) => status switch
    {
        SiteImportStatus.Waiting => "waiting",
        SiteImportStatus.Reading => "reading",
        SiteImportStatus.Ready => "ready",
        SiteImportStatus.Failed => "failed",
        SiteImportStatus.Accepted => "accepted",
        SiteImportStatus.Dismissed => "dismissed",
    };

    public static string Of(SiteTrouble trouble) => trouble switch
    {
        SiteTrouble.AddressRefused => "address-refused",
        SiteTrouble.NotPublic => "not-public",
        SiteTrouble.NameUnknown => "name-unknown",
        SiteTrouble.Unreachable => "unreachable",
        SiteTrouble.TooSlow => "too-slow",
        SiteTrouble.PageRefused => "page-refused",
        SiteTrouble.ServerFailed => "server-failed",
        SiteTrouble.NotAPage => "not-a-page",
        SiteTrouble.TooLarge => "too-large",
        SiteTrouble.TooManyRedirects => "too-many-redirects",
        SiteTrouble.RobotsForbid => "robots-forbid",
        SiteTrouble.NothingFound => "nothing-found",
        SiteTrouble.Interrupted => "interrupted",
    };

    /// <summary>The same for who reads it on a screen.</summary>
    public static string Sentence(SiteTrouble trouble) => trouble switch
    {
        SiteTrouble.AddressRefused =>
            "This address cannot be read. Give the one that visitors use, such as https://example.com.",
        SiteTrouble.NotPublic => "This address is not on the public internet.",
        SiteTrouble.NameUnknown => "No web site has this name. Check how the address is written.",
        SiteTrouble.Unreachable => "The web site could not be reached.",
        SiteTrouble.TooSlow => "The web site took too long to answer.",
        SiteTrouble.PageRefused => "The web site has no page at this address, or does not show it to us.",
        SiteTrouble.ServerFailed => "The web site had a fault of its own.",
        SiteTrouble.NotAPage => "What stands at this address is not a web page.",
        SiteTrouble.TooLarge => "The page is too large to read.",
        SiteTrouble.TooManyRedirects => "The web site sent us on and on from one address to the next.",
        SiteTrouble.RobotsForbid => "The web site asks programs not to read it (robots.txt).",
        SiteTrouble.NothingFound => "The pages were read, but no services, hours or contacts were found in them.",
        SiteTrouble.Interrupted => "The reading was interrupted several times.",
    };
}
