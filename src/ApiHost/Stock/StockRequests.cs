using System.Text.Json.Serialization;
using Platform.Http;
using Platform.Money;

namespace Platform.Stock;

/// <summary>An item as it is set up.</summary>
/// <param name="Currency">Of its price; without it the shop's.</param>
public sealed record ItemRequest(
    Guid ShopId, string Name, string? Sku = null, string? Category = null, decimal? UnitPrice = null,
    string? Currency = null, long OnHand = 0, long SafetyStock = 0, long? LowStockThreshold = null) : IChecked
{
    public void Check(FieldErrors errors)
    {
        ItemChecks.Check(errors, Name, Sku, Category, SafetyStock, LowStockThreshold);
        errors.Range("/on_hand", OnHand, 0, StockLimits.PiecesMax);
        var isKnown = Currency is null || Platform.Money.Currency.IsKnown(Currency);
        errors.Require(isKnown, "/currency", "must be a currency of ISO 4217, USD");
        if (isKnown)
            ItemChecks.CheckPrice(errors, UnitPrice, Currency);
    }
}

/// <summary>What shall be another; absent parts stay.</summary>
public sealed record ItemPatch(
    string? Name = null, string? Sku = null, string? Category = null, decimal? UnitPrice = null,
    long? SafetyStock = null, long? LowStockThreshold = null) : IChecked
{
    public void Check(FieldErrors errors) =>
        ItemChecks.Check(errors, Name, Sku, Category, SafetyStock, LowStockThreshold);
}

/// <summary>Pieces that came, went or were counted.</summary>
public sealed record AdjustRequest(MovementKind Kind, long Quantity, string? Reason = null) : IChecked
{
    public void Check(FieldErrors errors)
    {
        errors.Text("/reason", Reason, StockLimits.ReasonLengthMax);
        errors.Range("/quantity", Quantity, -StockLimits.PiecesMax, StockLimits.PiecesMax);
        errors.Require(
            Kind switch
            {
                MovementKind.Received or MovementKind.Returned => Quantity > 0,
                MovementKind.Adjusted => Quantity != 0,
                _ => Quantity >= 0,
            },
            "/quantity", "must be more than 0; of adjusted not 0, of counted 0 or more");
        errors.Require(
            Kind is MovementKind.Received or MovementKind.Returned or MovementKind.Adjusted or MovementKind.Counted,
            "/kind", "must be received, returned, adjusted or counted");
    }
}

/// <summary>Pieces to hold for a while.</summary>
/// <param name="ExpiresInSeconds">From now; or else <paramref name="ExpiresAt"/>.</param>
/// <param name="Reference">What for, for whoever looks at the item.</param>
public sealed record HoldRequest(
    long Quantity, long? ExpiresInSeconds = null, DateTimeOffset? ExpiresAt = null, string? Reference = null) : IChecked
{
    public void Check(FieldErrors errors)
    {
        errors.Range("/quantity", Quantity, 1, StockLimits.PiecesMax);
        errors.Range("/expires_in_seconds", ExpiresInSeconds, 1, (long)StockLimits.HoldMax.TotalSeconds);
        errors.Require(
            ExpiresInSeconds is null != ExpiresAt is null, "/expires_in_seconds",
            "is required, or expires_at; not both");
        errors.Text("/reference", Reference, StockLimits.ReferenceLengthMax);
    }
}

/// <summary>A reservation as HTTP says it.</summary>
/// <param name="OrderId">The order that keeps it; null for a hold.</param>
/// <param name="ExpiresAt">When a hold ends by itself; null where an order keeps it.</param>
public sealed record ReservationAnswer(
    Guid Id, Guid ItemId, long Quantity, ReservationStatus Status, string? Reference, Guid? OrderId,
    string? OrderNumber, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt);

/// <summary>An item as HTTP says it.</summary>
public sealed record ItemAnswer(
    Guid Id, Guid ShopId, string Name, string? Sku, string? Category, string Currency, decimal? UnitPrice,
    long? UnitPriceMinor, long OnHand, long Reserved, long Available, long SafetyStock, long? LowStockThreshold,
    bool IsLow, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, long Version);

/// <summary>How the stock travels over HTTP.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ItemRequest))]
[JsonSerializable(typeof(ItemPatch))]
[JsonSerializable(typeof(AdjustRequest))]
[JsonSerializable(typeof(ItemAnswer))]
[JsonSerializable(typeof(HoldRequest))]
[JsonSerializable(typeof(ReservationAnswer))]
[JsonSerializable(typeof(Page<ReservationAnswer>))]
[JsonSerializable(typeof(Page<ItemAnswer>))]
[JsonSerializable(typeof(Page<StockMovement>))]
internal sealed partial class StockHttpJson : JsonSerializerContext;

/// <summary>The rules of an item's fields, for making and for changing one.</summary>
internal static class ItemChecks
{
    public static void Check(
        FieldErrors errors, string? name, string? sku, string? category, long? safetyStock, long? threshold)
    {
        errors.Text("/name", name, StockLimits.NameLengthMax);
        errors.Text("/sku", sku, StockLimits.SkuLengthMax);
        errors.Text("/category", category, StockLimits.CategoryLengthMax);
        errors.Range("/safety_stock", safetyStock, 0, StockLimits.PiecesMax);
        errors.Range("/low_stock_threshold", threshold, 0, StockLimits.PiecesMax);
    }

    /// <summary>A price fits its currency; where that is not known yet, or is no currency, it is at least not below
    /// zero.</summary>
    public static void CheckPrice(FieldErrors errors, decimal? price, string? currency) => errors.Require(
        price is null || (price >= 0 && IsWhole(price.Value, currency)), "/unit_price",
        "must be 0 or more, with the decimals of its currency");

    // A currency that does not exist is named by its own check.
    private static bool IsWhole(decimal price, string? currency) =>
        currency is null || !Currency.IsKnown(currency) || Currency.TryToMinor(price, currency) is not null;
}
