using System.Text.Json.Serialization;
using Platform.Conversation;
using Platform.Http;
using Platform.Money;
using Platform.Shops;

namespace Platform.Sites;

/// <summary>A site to read.</summary>
/// <param name="WebsiteUrl">Its front page; without it the address that the shop has.</param>
public sealed record SiteImportRequest(string? WebsiteUrl = null) : IChecked
{
    public void Check(FieldErrors errors) => ShopChecks.CheckWebsite(WebsiteUrl, errors);
}

/// <summary>What a person takes over.</summary>
/// <param name="Candidates">Ids of candidates, <c>service-3</c>.</param>
/// <param name="ShopVersion">The shop's version that the choice was made on; without it any.</param>
public sealed record AcceptSiteImportRequest(IReadOnlyList<string> Candidates, long? ShopVersion = null) : IChecked
{
    private const int CandidatesMax = 200;
    private const int IdLengthMax = 40;

    public void Check(FieldErrors errors)
    {
        errors.Items("/candidates", Candidates, 1, CandidatesMax, (id, found) => found.Text("", id, IdLengthMax));
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Candidates.Count; i++)
            errors.Require(ids.Add(Candidates[i]), $"/candidates/{i}", "stands there twice");
    }
}

/// <summary>A reading of a shop's web site.</summary>
/// <param name="Status"><c>waiting, reading, ready, failed, accepted</c> or <c>dismissed</c>.</param>
/// <param name="Reason">In a word, why it failed or why it is tried again.</param>
/// <param name="Detail">The same in a sentence.</param>
/// <param name="Tries">How often it was begun.</param>
/// <param name="Pages">How many pages were read.</param>
/// <param name="Found">How many candidates there are.</param>
/// <param name="Candidates">What was found; left out of lists.</param>
/// <param name="Taken">The ids of those that a person took.</param>
public sealed record SiteImportAnswer(
    Guid Id, Guid ShopId, string WebsiteUrl, string Status, string? Reason, string? Detail, int Tries, int Pages,
    int Found, IReadOnlyList<SiteCandidateAnswer>? Candidates, IReadOnlyList<string> Taken, DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt, long Version);

/// <summary>Something that a site says about its shop.</summary>
/// <param name="Kind"><c>name, phone, email, address, hours</c> or <c>service</c>.</param>
/// <param name="Value">As it would be taken; of hours, as they would be said.</param>
/// <param name="Page">Where it was found.</param>
/// <param name="Source">How it was said there: <c>json-ld, microdata</c> or <c>text</c>.</param>
public sealed record SiteCandidateAnswer(
    string Id, string Kind, string Value, IReadOnlyList<OpeningHoursBody> Hours, DraftCategory? Category,
    decimal? Price, long? PriceMinor, string? Currency, int? Minutes, string Page, string Source);

/// <summary>Says imports in HTTP's words.</summary>
internal static class SiteShapes
{
    public static SiteImportAnswer Answer(VersionedSiteImport found, IEnumerable<SiteCandidate>? candidates)
    {
        var import = found.Import;
        return new(
            import.Id, import.ShopId, import.Address, SiteWords.Of(import.Status),
            import.Trouble is { } trouble ? SiteWords.Of(trouble) : null,
            import.Trouble is { } why ? SiteWords.Sentence(why) : null, import.Tries, import.Pages, import.Found,
            candidates is null ? null : [.. candidates.Select(Answer)], import.Taken, import.CreatedAt,
            import.UpdatedAt, found.Version);
    }

    private static SiteCandidateAnswer Answer(SiteCandidate candidate) => new(
        candidate.Id, SiteWords.Of(candidate.Kind), candidate.Value,
        [
            .. candidate.Hours.Select(hours => new OpeningHoursBody(
                hours.Day.ToString().ToLowerInvariant(), ShopShapes.Time(hours.Opens), ShopShapes.Time(hours.Closes))),
        ],
        candidate.Category,
        candidate is { PriceMinor: { } minor, Currency: { } currency } ? Currency.ToAmount(minor, currency) : null,
        candidate.PriceMinor, candidate.Currency, candidate.Minutes, candidate.Page, SiteWords.Of(candidate.Source));
}

/// <summary>Examples for the document.</summary>
internal static class SiteExamples
{
    private static readonly DateTimeOffset At = new(2026, 3, 9, 15, 0, 0, TimeSpan.Zero);
    private static readonly Guid Id = Guid.Parse("0198a000-0000-7000-8000-000000000009");
    private static readonly Guid ShopId = Guid.Parse("0198a000-0000-7000-8000-000000000001");

    public static SiteImportRequest Request { get; } = new("https://example.com");

    public static AcceptSiteImportRequest Accept { get; } = new(["hours-1", "service-1"], ShopVersion: 2);

    public static SiteImportAnswer Started { get; } = new(
        Id, ShopId, "https://example.com", "waiting", null, null, 0, 0, 0, [], [], At, At, 1);

    public static SiteImportAnswer Ready { get; } = Started with
    {
        Status = "ready",
        Tries = 1,
        Pages = 3,
        Found = 2,
        Candidates =
        [
            new(
                "hours-1", "hours", "Mon 09:00–17:30", [new("monday", "09:00", "17:30")], null, null, null, null, null,
                "https://example.com/", "json-ld"),
            new(
                "service-1", "service", "Haircut", [], DraftCategory.Other, 45, 4_500, "USD", 45,
                "https://example.com/services", "text"),
        ],
        Version = 3,
    };

    public static SiteImportAnswer Accepted { get; } = Ready with
    {
        Status = "accepted",
        Taken = ["hours-1", "service-1"],
        Version = 4,
    };

    public static SiteImportAnswer Dismissed { get; } = Ready with { Status = "dismissed", Version = 4 };

    public static Page<SiteImportAnswer> List { get; } = new([Ready with { Candidates = null }], NextCursor: null);
}

/// <summary>How imports travel over HTTP.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SiteImportRequest))]
[JsonSerializable(typeof(AcceptSiteImportRequest))]
[JsonSerializable(typeof(SiteImportAnswer))]
[JsonSerializable(typeof(Page<SiteImportAnswer>))]
internal sealed partial class SiteHttpJson : JsonSerializerContext;
