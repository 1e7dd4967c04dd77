using System.Collections.Immutable;

namespace Platform.Conversation;

/// <summary>An order while the caller dictates it: what is known so far, and from which turn.</summary>
[GenerateSerializer, Immutable, Alias("Platform.Draft")]
public sealed record Draft
{
    /// <summary>A draft about which nothing is known.</summary>
    public static Draft Empty { get; } = new();

    [Id(0)]
    public DraftIntent Intent { get; init; }

    /// <summary>Null until the caller ordered something.</summary>
    [Id(1)]
    public DraftKind? Kind { get; init; }

    [Id(2)]
    public DraftCategory? ServiceCategory { get; init; }

    /// <summary>The catalogue's name of the service where it has one, a plain name of the work otherwise.</summary>
    [Id(3)]
    public string? ServiceLabel { get; init; }

    [Id(4)]
    public string? CustomerName { get; init; }

    /// <summary>E.164 when it could be normalised, digits as heard otherwise.</summary>
    [Id(5)]
    public string? CustomerPhone { get; init; }

    [Id(6)]
    public DraftAddress? Address { get; init; }

    [Id(7)]
    public string? Email { get; init; }

    [Id(8)]
    public DraftTime? RequestedTime { get; init; }

    [Id(9)]
    public DraftPriority Priority { get; init; } = DraftPriority.Medium;

    /// <summary>The caller's own words about the work.</summary>
    [Id(10)]
    public string? Description { get; init; }

    /// <summary>Goods that were ordered; empty for a service.</summary>
    [Id(11)]
    public ImmutableArray<DraftLine> Lines { get; init; } = [];

    /// <summary>Which turn each filled field came from; keys are <see cref="DraftFields"/>.</summary>
    [Id(12)]
    public ImmutableSortedDictionary<string, int> FieldTurns { get; init; } =
        ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>What still has to be asked, in the order in which it will be asked.</summary>
    [Id(13)]
    public ImmutableArray<string> Missing { get; init; } = [];

    [Id(14)]
    public DraftPhase Phase { get; init; } = DraftPhase.Collecting;

    /// <summary>Whether the caller said yes to the whole draft.</summary>
    public bool IsConfirmed => Phase == DraftPhase.Confirmed;
}

/// <summary>Where the work is done or the goods go.</summary>
/// <param name="Raw">As heard, digits written as digits.</param>
/// <param name="Line1">House number and street.</param>
/// <param name="Line2">Unit, floor, suite.</param>
/// <param name="City">Town.</param>
/// <param name="State">Two letters in the United States.</param>
/// <param name="PostalCode">ZIP in the United States.</param>
/// <param name="Country">ISO 3166 code, or null when it was not said.</param>
[GenerateSerializer, Immutable, Alias("Platform.DraftAddress")]
public sealed record DraftAddress(
    [property: Id(0)] string Raw,
    [property: Id(1)] string? Line1 = null,
    [property: Id(2)] string? Line2 = null,
    [property: Id(3)] string? City = null,
    [property: Id(4)] string? State = null,
    [property: Id(5)] string? PostalCode = null,
    [property: Id(6)] string? Country = null);

/// <summary>When the caller wants it.</summary>
/// <param name="Text">As heard.</param>
/// <param name="From">Earliest, with the shop's offset on that day; null when the words could not be resolved.</param>
/// <param name="To">Latest; equal to <paramref name="From"/> for a point in time.</param>
[GenerateSerializer, Immutable, Alias("Platform.DraftTime")]
public sealed record DraftTime(
    [property: Id(0)] string Text,
    [property: Id(1)] DateTimeOffset? From = null,
    [property: Id(2)] DateTimeOffset? To = null);

/// <summary>Goods of the shop's catalogue.</summary>
[GenerateSerializer, Immutable, Alias("Platform.DraftLine")]
public sealed record DraftLine(
    [property: Id(0)] string Name,
    [property: Id(1)] int Quantity,
    [property: Id(2)] Guid? ItemId = null,
    [property: Id(3)] long? UnitPriceMinor = null);
