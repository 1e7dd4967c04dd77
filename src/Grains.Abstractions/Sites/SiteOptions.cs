namespace Platform.Sites;

/// <summary>An operator's word on reading web sites: the settings under <c>Sites</c>.</summary>
public sealed class SiteOptions
{
    /// <summary>Networks that may be read although they are not on the public internet: <c>127.0.0.0/8</c>. For
    /// development; whoever may set up a shop can read what answers there.</summary>
    public IList<string> AllowedNetworks { get; set; } = [];

    /// <summary>Ports beside 80 and 443.</summary>
    public IList<int> AllowedPorts { get; set; } = [];

    /// <summary>How the reader names itself; a site's robots.txt knows it by its first word.</summary>
    public string UserAgent { get; set; } =
        "PlatformSiteReader/1.0 (reads a shop's own web site when the shop asks for it)";

    /// <summary>How long a server may take for one page.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(10);
}
