using System.Collections.Immutable;
using Platform.Http;
using Platform.Stock;

namespace Platform.Compatibility;

/// <summary>What the earlier shop system asks of its inventory.</summary>
/// <param name="Action">What shall be done: <c>update</c>, <c>process_order</c> or <c>get_low_stock</c>.</param>
/// <param name="ItemId">What is moved.</param>
/// <param name="Quantity">Pieces; of <c>adjusted</c> below zero where some went.</param>
/// <param name="Kind">Why; left out: somebody set the number right.</param>
/// <param name="Reason">In words.</param>
/// <param name="ExpectedVersion">The version of the item it was decided on; left out: any.</param>
/// <param name="OrderId">Number or id of the order whose goods go.</param>
/// <param name="ShopId">Of which shop; left out: of all.</param>
/// <param name="Limit">Items of a page.</param>
/// <param name="Cursor">Where the page before ended.</param>
public sealed record StockOperation(
    string Action, Guid? ItemId = null, long? Quantity = null, MovementKind? Kind = null, string? Reason = null,
    long? ExpectedVersion = null, string? OrderId = null, Guid? ShopId = null, int? Limit = null,
    string? Cursor = null) : IChecked
{
    internal const string Update = "update";
    internal const string ProcessOrder = "process_order";
    internal const string GetLowStock = "get_low_stock";

    /// <inheritdoc/>
    public void Check(FieldErrors errors)
    {
        switch (Action)
        {
            case Update:
                errors.Require(ItemId is not null, "/item_id", "must be the id of an item");
                if (Quantity is null)
                    errors.Add("/quantity", "must be a number of pieces");
                else
                    Movement.Check(errors);
                break;
            case ProcessOrder:
                errors.Require(
                    !string.IsNullOrWhiteSpace(OrderId), "/order_id", "must be the number or id of an order");
                break;
            case GetLowStock:
                errors.Range("/limit", Limit, 1, PageRequest.LimitMax);
                break;
            default:
                errors.Add("/action", $"must be one of {Update}, {ProcessOrder}, {GetLowStock}");
                break;
        }
    }

    internal AdjustRequest Movement => new(Kind ?? MovementKind.Adjusted, Quantity ?? 0, Reason);
}

/// <summary>The answer in the earlier system's envelope.</summary>
/// <param name="Data">An item, a list of items, or an order whose goods have gone.</param>
/// <param name="NextCursor">Where the next page of a list starts; null at the end, and where there is none.</param>
public sealed record StockOperationAnswer(bool Success, object Data, string? NextCursor = null);

/// <summary>An order whose goods have left the stock.</summary>
/// <param name="Items">Each item as it stands without them.</param>
public sealed record ProcessedOrder(Guid OrderId, string OrderNumber, ImmutableArray<ItemAnswer> Items);
