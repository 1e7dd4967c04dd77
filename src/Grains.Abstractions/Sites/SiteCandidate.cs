using System.Collections.Immutable;
using Platform.Conversation;
using Platform.Shops;

namespace Platform.Sites;

/// <summary>What a candidate would become.</summary>
public enum CandidateKind
{
    Name = 1,
    Phone = 2,
    Email = 3,
    Address = 4,
    Hours = 5,
    Service = 6,
}

/// <summary>How a candidate was said, the surest first.</summary>
public enum CandidateSource
{
    /// <summary>In a block of JSON-LD, in the words of schema.org.</summary>
    JsonLd = 1,

    /// <summary>In attributes of the page's own elements, in the words of schema.org.</summary>
    Microdata = 2,

    /// <summary>In plain words; the least sure.</summary>
    Text = 3,
}

/// <summary>Something that a web site says about its shop. It says nothing to a caller until a person has accepted
/// it.</summary>
[GenerateSerializer, Immutable, Alias("Platform.SiteCandidate")]
public sealed record SiteCandidate
{
    /// <summary>Names it within its import: <c>service-3</c>.</summary>
    [Id(0)]
    public required string Id { get; init; }

    [Id(1)]
    public required CandidateKind Kind { get; init; }

    /// <summary>What stands there: a name, a number in E.164, a service's name; of hours, how they were
    /// written.</summary>
    [Id(2)]
    public required string Value { get; init; }

    /// <summary>Of hours: every day that is open.</summary>
    [Id(3)]
    public ImmutableArray<OpeningHours> Hours { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Of a service: which of the six it seems to be.</summary>
    [Id(4)]
    public DraftCategory? Category { get; init; }

    /// <summary>Of a service: its price in minor units of <see cref="Currency"/>.</summary>
    [Id(5)]
    public long? PriceMinor { get; init; }

    /// <summary>ISO 4217; with a price.</summary>
    [Id(6)]
    public string? Currency { get; init; }

    /// <summary>Of a service: how long it takes.</summary>
    [Id(7)]
    public int? Minutes { get; init; }

    /// <summary>The page it was found on.</summary>
    [Id(8)]
    public required string Page { get; init; }

    [Id(9)]
    public required CandidateSource Source { get; init; }
}
