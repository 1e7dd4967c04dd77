using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Platform.Commits;

namespace Platform.Sites;

/// <summary>Where an import stands. The numbers travel between silos: never reuse one.</summary>
public enum SiteImportStatus
{
    Waiting = 1,   // To be read as soon as it can, or again after a pause.
    Reading = 2,
    Ready = 3,     // A person looks at what was found.
    Failed = 4,
    Accepted = 5,  // A person chose; what was chosen is the shop's.
    Dismissed = 6,
}

/// <summary>One reading of a shop's web site, from the wish to what became of it. What was found stands beside it, see
/// <see cref="ISiteFindings"/>.</summary>
[GenerateSerializer, Immutable, Alias("Platform.SiteImport")]
public sealed record SiteImport
{
    [Id(0)] public required Guid Id { get; init; }

    [Id(1)] public required Guid AccountId { get; init; }

    [Id(2)] public required Guid ShopId { get; init; }

    /// <summary>The front page, as it was given.</summary>
    [Id(3)] public required string Address { get; init; }

    [Id(4)] public required SiteImportStatus Status { get; init; }

    /// <summary>How often it was begun.</summary>
    [Id(5)] public int Tries { get; init; }

    /// <summary>When it is begun, or begun again because who read it is no more; null when nothing is to be
    /// done.</summary>
    [Id(6)] public DateTimeOffset? DueAt { get; init; }

    /// <summary>Why it failed, or why it is tried again.</summary>
    [Id(7)] public SiteTrouble? Trouble { get; init; }

    /// <summary>Pages that were read.</summary>
    [Id(8)] public int Pages { get; init; }

    /// <summary>How many candidates were found.</summary>
    [Id(9)] public int Found { get; init; }

    /// <summary>The candidates that a person took.</summary>
    [Id(10)] public ImmutableArray<string> Taken { get => field.IsDefault ? [] : field; init; } = [];

    [Id(11)] public required Actor AskedBy { get; init; }

    [Id(12)] public required DateTimeOffset CreatedAt { get; init; }

    [Id(13)] public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Hash of the request that started it, so that its key with another body is refused.</summary>
    [Id(14)] public string RequestHash { get; init; } = "";
}

/// <summary>An import and its version.</summary>
[GenerateSerializer, Immutable, Alias("Platform.VersionedSiteImport")]
public sealed record VersionedSiteImport([property: Id(0)] SiteImport Import, [property: Id(1)] long Version);

/// <summary>How imports are kept: snake_case, without what is empty.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(SiteImport))]
[JsonSerializable(typeof(SiteCandidate))]
[JsonSerializable(typeof(ImmutableArray<SiteCandidate>))]
[JsonSerializable(typeof(SiteImportMoved))]
public sealed partial class SiteJson : JsonSerializerContext;

/// <summary>Body of <c>shop.site_import_moved</c>. Nothing that the site says: the log keeps no such words.</summary>
public sealed record SiteImportMoved(Guid ShopId, Guid ImportId, string Status, int Found, long Version);
