using System.Text.Json.Serialization;

namespace Platform.Stock;

/// <summary>What an owner says about an item: its place in the catalogue and what the stock has to mind.</summary>
[GenerateSerializer, Immutable, Alias("Platform.ItemDetails")]
public sealed record ItemDetails
{
    [Id(0)] public required Guid ShopId { get; init; }
    [Id(1)] public required string Name { get; init; }

    /// <summary>The shop's own number of it; unique within the shop, whatever its case.</summary>
    [Id(2)] public string? Sku { get; init; }

    [Id(3)] public string? Category { get; init; }

    /// <summary>What a piece costs the customer, in minor units; null where nobody has said.</summary>
    [Id(4)] public long? UnitPriceMinor { get; init; }

    /// <summary>ISO 4217.</summary>
    [Id(5)] public required string Currency { get; init; }

    /// <summary>Pieces that are kept back from sale.</summary>
    [Id(6)] public long SafetyStock { get; init; }

    /// <summary>At so many available pieces or fewer the item is low; null: nobody wants to know.</summary>
    [Id(7)] public long? LowStockThreshold { get; init; }
}

/// <summary>An item and how much of it is there.</summary>
[GenerateSerializer, Immutable, Alias("Platform.StockItem")]
public sealed record StockItem
{
    [Id(0)] public required Guid Id { get; init; }
    [Id(1)] public required Guid AccountId { get; init; }
    [Id(2)] public required ItemDetails Details { get; init; }

    /// <summary>Pieces in the shop: the sum of its movements.</summary>
    [Id(3)] public required long OnHand { get; init; }

    /// <summary>Pieces promised to somebody: the sum of its active reservations.</summary>
    [Id(4)] public required long Reserved { get; init; }

    /// <summary>Whether it has sunk to its threshold.</summary>
    [Id(5)] public required bool IsLow { get; init; }

    [Id(6)] public required DateTimeOffset CreatedAt { get; init; }
    [Id(7)] public required DateTimeOffset UpdatedAt { get; init; }
    [Id(8)] public required long Version { get; init; }

    /// <summary>A log position that this is true at.</summary>
    [Id(9)] public required long Position { get; init; }

    /// <summary>Pieces that can be sold now.</summary>
    public long Available => StockLimits.Available(OnHand, Reserved, Details.SafetyStock);
}

/// <summary>The limits of an item. The table has the same ones as constraints.</summary>
public static class StockLimits
{
    public const int NameLengthMax = 200;
    public const int SkuLengthMax = 64;
    public const int CategoryLengthMax = 100;
    public const int ReasonLengthMax = 200;
    public const int ReferenceLengthMax = 200;

    /// <summary>How long pieces may be held.</summary>
    public static readonly TimeSpan HoldMax = TimeSpan.FromDays(30);

    /// <summary>Pieces of one item.</summary>
    public const long PiecesMax = 1_000_000_000;

    /// <summary>What is neither promised nor kept back; never below zero.</summary>
    public static long Available(long onHand, long reserved, long safetyStock) =>
        Math.Max(0, onHand - reserved - safetyStock);
}

/// <summary>How an item's details are kept: snake_case, as its head is.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ItemDetails))]
public sealed partial class StockJson : JsonSerializerContext;
