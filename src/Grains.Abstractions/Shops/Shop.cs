using System.Collections.Immutable;
using Platform.Conversation;

namespace Platform.Shops;

/// <summary>One place of an account: a store, a salon, a service business.</summary>
[GenerateSerializer, Immutable, Alias("Platform.Shop")]
public sealed record Shop
{
    public const int NumbersMax = 20;

    [Id(0)]
    public required Guid Id { get; init; }

    [Id(1)]
    public required Guid AccountId { get; init; }

    /// <summary>What the shop is and how it answers; changed as a whole.</summary>
    [Id(2)]
    public required ShopDetails Details { get; init; }

    /// <summary>The telephone numbers that ring here, E.164.</summary>
    [Id(3)]
    public ImmutableArray<ShopNumber> Numbers { get; init; } = [];

    [Id(4)]
    public required DateTimeOffset CreatedAt { get; init; }

    [Id(5)]
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Hash of the request that made the shop, so that its key with another body is refused.</summary>
    [Id(6)]
    public string RequestHash { get; init; } = "";
}

/// <summary>What the owner says about a shop.</summary>
[GenerateSerializer, Immutable, Alias("Platform.ShopDetails")]
public sealed record ShopDetails
{
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>IANA name; local days and hours are meant here.</summary>
    [Id(1)]
    public required string TimeZone { get; init; }

    /// <summary>ISO 4217.</summary>
    [Id(2)]
    public required string Currency { get; init; }

    /// <summary>The first sentence of every call; empty for the platform's own.</summary>
    [Id(3)]
    public string Greeting { get; init; } = "";

    /// <summary>The number that older systems know the shop by, unique in its account.</summary>
    [Id(4)]
    public int? LegacyLocationId { get; init; }

    [Id(5)]
    public ServiceArea Area { get; init; } = ServiceArea.Unknown;

    [Id(6)]
    public ImmutableArray<ShopService> Services { get; init; } = [];

    [Id(7)]
    public ImmutableArray<OpeningHours> Hours { get; init; } = [];

    /// <summary>The shop's own page, or null.</summary>
    [Id(8)]
    public string? WebsiteUrl { get; init; }

    // Whoever reads a shop that was kept before there were goods finds none, and not an array that is no array.

    /// <summary>What it sells.</summary>
    [Id(9)]
    public ImmutableArray<ShopGoods> Goods { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The towns that it serves; they help to hear an address.</summary>
    [Id(10)]
    public ImmutableArray<string> Towns { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>How people reach it otherwise than by its own lines, or null.</summary>
    [Id(11)]
    public ShopContact? Contact { get; init; }

    /// <summary>Customers ring to cancel, instead of doing it where they track their order.</summary>
    [Id(12)]
    public bool StaffCancelOnly { get; init; }
}

/// <summary>How people reach a shop. The numbers that ring here are <see cref="Shop.Numbers"/>.</summary>
/// <param name="Phone">E.164, or null.</param>
/// <param name="Email">Or null.</param>
/// <param name="Address">In one line, as people write it, or null.</param>
[GenerateSerializer, Immutable, Alias("Platform.ShopContact")]
public sealed record ShopContact(
    [property: Id(0)] string? Phone, [property: Id(1)] string? Email, [property: Id(2)] string? Address);

/// <summary>Where a shop's people go. Without a centre and without postal codes nothing is known, and nothing
/// matches.</summary>
[GenerateSerializer, Immutable, Alias("Platform.ServiceArea")]
public sealed record ServiceArea(
    [property: Id(0)] double? Latitude,
    [property: Id(1)] double? Longitude,
    [property: Id(2)] double? RadiusKm,
    [property: Id(3)] ImmutableArray<string> PostalCodes)
{
    /// <summary>Nobody said where.</summary>
    public static ServiceArea Unknown { get; } = new(null, null, null, []);
}

/// <summary>A service of the catalogue.</summary>
/// <param name="Category">Which of the six it counts as.</param>
/// <param name="Label">For example <c>AC Repair</c>.</param>
/// <param name="Aliases">Other words that callers use for it.</param>
/// <param name="BasePriceMinor">In minor units of the shop's currency, or null.</param>
/// <param name="Minutes">How long it takes, or null.</param>
[GenerateSerializer, Immutable, Alias("Platform.ShopService")]
public sealed record ShopService(
    [property: Id(0)] DraftCategory Category,
    [property: Id(1)] string Label,
    [property: Id(2)] ImmutableArray<string> Aliases,
    [property: Id(3)] long? BasePriceMinor,
    [property: Id(4)] int? Minutes = null);

/// <summary>Goods of the catalogue.</summary>
/// <param name="Name">One of them, for example <c>Garden Hose</c>.</param>
/// <param name="Aliases">Other words that callers use for it.</param>
/// <param name="UnitPriceMinor">In minor units of the shop's currency.</param>
/// <param name="ItemId">The item of the stock that it is; null where no stock is kept of it.</param>
[GenerateSerializer, Immutable, Alias("Platform.ShopGoods")]
public sealed record ShopGoods(
    [property: Id(0)] string Name,
    [property: Id(1)] ImmutableArray<string> Aliases,
    [property: Id(2)] long UnitPriceMinor,
    [property: Id(3)] Guid? ItemId = null);

/// <summary>When a shop is open on one day of the week, in its own zone.</summary>
[GenerateSerializer, Immutable, Alias("Platform.OpeningHours")]
public sealed record OpeningHours(
    [property: Id(0)] DayOfWeek Day,
    [property: Id(1)] TimeOnly Opens,
    [property: Id(2)] TimeOnly Closes);

/// <summary>A telephone number of a shop.</summary>
/// <param name="E164">For example <c>+15550100</c>.</param>
/// <param name="Provider">Who carries it: <c>twilio</c>.</param>
[GenerateSerializer, Immutable, Alias("Platform.ShopNumber")]
public sealed record ShopNumber([property: Id(0)] string E164, [property: Id(1)] string Provider);
