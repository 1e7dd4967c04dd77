using System.Collections.Frozen;
using System.Globalization;
using Platform.Accounts;
using Platform.Backups;
using Platform.Compatibility;
using Platform.Images;
using Platform.Live;
using Platform.Orders;
using Platform.Shops;
using Platform.Sites;
using Platform.Stock;
using Platform.Vendors;

namespace Platform.Http;

/// <summary>One problem code for ever: what it means, why it comes and what to do about it.</summary>
/// <param name="Code">Kebab-case; clients branch on it, so it is never renamed.</param>
/// <param name="Status">The status it usually comes with.</param>
/// <param name="Title">The same for every occurrence.</param>
/// <param name="Cause">Why it is answered.</param>
/// <param name="Fix">What the client's author does about it.</param>
internal sealed record ProblemPage(string Code, int Status, string Title, string Cause, string Fix);

/// <summary>Every code that the API can answer. A domain keeps its own list (<c>OrderProblemPages.All</c>) and adds it
/// here; a test compares the codes in the source with this catalogue.</summary>
internal static class ProblemCatalogue
{
    /// <summary>Where the pages are.</summary>
    public const string PagePrefix = "/docs/problems/";

    private static readonly FrozenDictionary<string, ProblemPage> Pages = Enumerate()
        .ToFrozenDictionary(page => page.Code, StringComparer.Ordinal);

    /// <summary>All pages by code.</summary>
    public static IReadOnlyDictionary<string, ProblemPage> All => Pages;

    /// <summary>The address of the code's page.</summary>
    public static string PageOf(string code) => PagePrefix + code;

    /// <summary>The code's title; the code in words when it is not in the catalogue (a test forbids that).</summary>
    public static string TitleOf(string code) =>
        Pages.TryGetValue(code, out var page)
            ? page.Title
            : CultureInfo.InvariantCulture.TextInfo.ToTitleCase(code.Replace('-', ' '));

    private static IEnumerable<ProblemPage> Enumerate() =>
    [
        .. HttpProblemPages.All,
        .. AccountProblemPages.All,
        .. LiveProblemPages.All,
        .. ShopProblemPages.All,
        .. OrderProblemPages.All,
        .. StockProblemPages.All,
        .. SiteProblemPages.All,
        .. SnapshotProblemPages.All,
        .. VendorProblemPages.All,
        .. OlderProblemPages.All,
        .. ImageProblemPages.All,
    ];
}
