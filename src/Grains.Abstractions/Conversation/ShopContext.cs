using System.Collections.Immutable;

namespace Platform.Conversation;

/// <summary>What an agent may know about the shop that is called, and about this call.</summary>
public sealed record ShopContext
{
    /// <summary>As the agent says it.</summary>
    public required string Name { get; init; }

    /// <summary>The first sentence of every call.</summary>
    public required string Greeting { get; init; }

    /// <summary>IANA name; dates and hours that callers say are meant here.</summary>
    public required string TimeZone { get; init; }

    /// <summary>When this turn is answered, from the caller's <see cref="TimeProvider"/>.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>ISO 4217, for prices.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>Who calls, in E.164, or null when the number is withheld.</summary>
    public string? CallerNumber { get; init; }

    public ImmutableArray<CatalogueService> Services { get; init; } = [];

    public ImmutableArray<CatalogueItem> Items { get; init; } = [];

    /// <summary>Towns that the shop serves; they help to hear an address.</summary>
    public ImmutableArray<string> Cities { get; init; } = [];

    /// <summary>Opening hours; a day without an entry is closed. Empty when they are not known.</summary>
    public ImmutableArray<ShopHours> Hours { get; init; } = [];
}

/// <summary>A service that the shop offers.</summary>
/// <param name="Category">Which of the six it counts as.</param>
/// <param name="Label">For example <c>AC Repair</c>.</param>
/// <param name="Aliases">Other words that callers use for it.</param>
/// <param name="PriceMinor">Base price in minor units of the shop's currency, or null.</param>
public sealed record CatalogueService(
    DraftCategory Category, string Label, ImmutableArray<string> Aliases, long? PriceMinor = null);

/// <summary>Goods that the shop sells.</summary>
public sealed record CatalogueItem(
    Guid? ItemId, string Name, ImmutableArray<string> Aliases, long? PriceMinor = null);

/// <summary>When the shop is open on one day of the week, in its own zone.</summary>
public sealed record ShopHours(DayOfWeek Day, TimeOnly Opens, TimeOnly Closes);
