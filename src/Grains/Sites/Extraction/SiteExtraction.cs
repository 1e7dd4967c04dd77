using System.Collections.Immutable;
using System.Globalization;
using Platform.Conversation;

namespace Platform.Sites.Extraction;

/// <summary>A page that was read.</summary>
internal sealed record ReadPage(Uri Address, HtmlElement Html);

/// <summary>Makes candidates of pages: what was said the surest way stands first, and nothing twice. Pure.</summary>
internal static class SiteExtraction
{
    public const int ServicesMax = 100;
    public const int HoursMax = 21;
    private const int EachMax = 3;

    private static readonly (string Word, DraftCategory Category)[] Categories =
    [
        ("clean", DraftCategory.Cleaning), ("wash", DraftCategory.Cleaning), ("repair", DraftCategory.Repairs),
        ("fix", DraftCategory.Repairs), ("install", DraftCategory.Installation),
        ("mainten", DraftCategory.Maintenance), ("tune", DraftCategory.Maintenance),
        ("inspect", DraftCategory.Maintenance), ("deliver", DraftCategory.Delivery),
    ];

    /// <summary>What the pages say.</summary>
    /// <param name="pages">The front page first.</param>
    /// <param name="shopCurrency">Of prices that name none.</param>
    /// <param name="country">Of telephone numbers that name none, ISO 3166.</param>
    public static ImmutableArray<SiteCandidate> Read(
        IReadOnlyList<ReadPage> pages, string shopCurrency, string country)
    {
        var found = pages.SelectMany(page => OnPage(page, shopCurrency, country))
            .OrderBy(finding => finding.Source) // Stable: of one source the front page comes first.
            .ToList();
        return
        [
            .. Single(found, CandidateKind.Name), .. Single(found, CandidateKind.Phone),
            .. Single(found, CandidateKind.Email), .. Single(found, CandidateKind.Address),
            .. Single(found, CandidateKind.Hours), .. Services(found),
        ];
    }

    private static List<Finding> OnPage(ReadPage page, string shopCurrency, string country)
    {
        var findings = new Findings(page.Address.AbsoluteUri);
        SchemaFindings.Read(JsonLd.Read(page.Html), shopCurrency, country, findings);
        SchemaFindings.Read(Microdata.Read(page.Html), shopCurrency, country, findings);
        PlainFindings.Read(page.Html, shopCurrency, country, findings);
        return findings.All;
    }

    private static IEnumerable<SiteCandidate> Single(List<Finding> found, CandidateKind kind) => found
        .Where(finding => finding.Kind == kind)
        .Select(finding => finding with { Value = finding.Kind == CandidateKind.Hours ? Said(finding) : finding.Value })
        .DistinctBy(finding => Key(finding.Value))
        .Take(EachMax)
        .Select((finding, i) => Candidate(finding, i));

    // A service that is said twice is one: what the surer place leaves out, the other one adds.
    private static IEnumerable<SiteCandidate> Services(List<Finding> found) => found
        .Where(finding => finding.Kind == CandidateKind.Service)
        .GroupBy(finding => Key(finding.Value))
        .Select(same => same.Aggregate((first, other) => first with
        {
            PriceMinor = first.PriceMinor ?? other.PriceMinor,
            Currency = first.PriceMinor is null ? other.Currency : first.Currency,
            Minutes = first.Minutes ?? other.Minutes,
        }))
        .Take(ServicesMax)
        .Select((finding, i) => Candidate(finding, i) with
        {
            Category = CategoryOf(finding.Value),
            PriceMinor = finding.PriceMinor,
            Currency = finding.Currency,
            Minutes = finding.Minutes,
        });

    private static SiteCandidate Candidate(Finding finding, int i) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"{SiteWords.Of(finding.Kind)}-{i + 1}"),
        Kind = finding.Kind,
        Value = finding.Value,
        Hours = finding.Hours,
        Page = finding.Page,
        Source = finding.Source,
    };

    private static string Said(Finding finding) => string.Join(", ", finding.Hours.Select(hours =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{hours.Day.ToString()[..3]} {hours.Opens:HH\\:mm}–{hours.Closes:HH\\:mm}")));

    private static DraftCategory CategoryOf(string name) => Categories
        .Where(known => name.Contains(known.Word, StringComparison.OrdinalIgnoreCase))
        .Select(known => known.Category)
        .FirstOrDefault(DraftCategory.Other);

    private static string Key(string value) =>
        new([.. value.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
}
