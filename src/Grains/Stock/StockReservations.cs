using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Platform.Commits;
using Platform.Ids;
using Platform.Orders;

namespace Platform.Stock;

/// <summary>Keeps stock for orders, item by item in sorted order: two orders cannot wait for each other. What stops
/// half-way is asked again by the order under the same owner, and then ends the same way.</summary>
internal sealed partial class StockReservations(IGrainFactory grains, ILogger<StockReservations> logger)
    : IReservations
{
    public async Task<ImmutableArray<Guid>> FindUnknown(Guid accountId, Guid? shopId, ImmutableArray<Guid> itemIds)
    {
        var unknown = ImmutableArray.CreateBuilder<Guid>();
        foreach (var itemId in itemIds)
        {
            var item = await Item(accountId, itemId).Find();
            if (item is null || (shopId is { } shop && item.Details.ShopId != shop))
                unknown.Add(itemId);
        }

        return unknown.ToImmutable();
    }

    public async Task<ReservationAnswer> Reserve(
        Guid accountId, Guid orderId, ImmutableArray<ReservedItem> items)
    {
        var command = CommandFor(accountId, "stock.reserve");
        foreach (var item in items)
        {
            var outcome = await Item(accountId, item.ItemId).Reserve(new(orderId, item.Quantity), command);
            if (outcome.IsRefused)
                return ReservationAnswer.OutOfStock;
        }

        return ReservationAnswer.Reserved;
    }

    public async Task<ImmutableArray<ReservedItem>> FindShort(Guid accountId, ImmutableArray<ReservedItem> items)
    {
        var missing = ImmutableArray.CreateBuilder<ReservedItem>();
        foreach (var item in items)
        {
            var available = Math.Max((await Item(accountId, item.ItemId).Find())?.Available ?? 0, 0);
            if (available < item.Quantity)
                missing.Add(new(item.ItemId, available));
        }

        return missing.ToImmutable();
    }

    public async Task Release(Guid accountId, Guid orderId, ImmutableArray<ReservedItem> items)
    {
        foreach (var item in items)
            await Item(accountId, item.ItemId).Release(orderId, CommandFor(accountId, "stock.release"));
    }

    public async Task Commit(Guid accountId, Guid orderId, ImmutableArray<ReservedItem> items)
    {
        foreach (var item in items)
        {
            var outcome = await Item(accountId, item.ItemId).Commit(orderId, CommandFor(accountId, "stock.commit"));
            if (outcome.IsRefused)
                LogNotCommitted(orderId, item.ItemId, outcome.Refusal.Value);
        }
    }

    // Without a key: the owner makes it the same command, however often it is sent.
    private static Command CommandFor(Guid accountId, string operation) => new(accountId, Actor.System, operation);

    private IStockItemGrain Item(Guid accountId, Guid itemId) =>
        grains.GetGrain<IStockItemGrain>(GrainKey.Of(accountId, itemId));

    // The goods have left the shop already: that the stock does not know of a promise cannot hold them back.
    [LoggerMessage(Level = LogLevel.Error, Message = "Order {OrderId} took item {ItemId} out of stock: {Refusal}")]
    private partial void LogNotCommitted(Guid orderId, Guid itemId, StockRefusal refusal);
}
