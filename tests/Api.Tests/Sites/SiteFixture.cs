using Platform.Api;
using Platform.Testing;

namespace Platform.Sites;

/// <summary>A host that may read from this machine, and a shop's web server on it.</summary>
public sealed class SiteFixture : ApiFixture
{
    private readonly LocalSite _site = new(new Dictionary<string, string>
    {
        ["/"] =
            """
            <script type="application/ld+json">{"@type":"HairSalon","name":"Example Salon","telephone":"+12125550100",
            "openingHours":"Mo-Tu 09:00-17:30"}</script><a href="/prices">Prices</a><a href="/inside">Contact</a>
            """,
        ["/prices"] = "<ul><li>Haircut – 45 min – $45<li>Color $120<li>Massage € 80</ul>",
        ["/inside"] = "→ http://10.0.0.1/contact",
        ["/empty"] = "<p>Under construction",
    });

    /// <summary>The shop's front page.</summary>
    public string Site => _site.Address;

    /// <summary>As long as it is not set, the server takes requests and answers none.</summary>
    public ManualResetEventSlim Answers => _site.Answers;

    /// <summary>How many requests came.</summary>
    public int Asked => _site.Asked;

    protected override bool ReadsSites => true;

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Sites:AllowedNetworks:0"] = "127.0.0.0/8",
        ["Sites:AllowedPorts:0"] = $"{_site.Port}",
        ["Sites:Patience"] = "00:00:40",
    };

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _site.DisposeAsync();
    }
}
