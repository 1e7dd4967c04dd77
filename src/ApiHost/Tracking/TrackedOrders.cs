using System.Collections.Immutable;
using Platform.Ids;
using Platform.Images;
using Platform.Orders;
using Platform.Shops;

namespace Platform.Tracking;

/// <summary>Puts together what a customer sees of an order.</summary>
internal sealed class TrackedOrders(
    IGrainFactory grains, IOrderReader orders, TrackingLinks links, ImageLinks imageLinks, TimeProvider clock)
{
    /// <summary>The order as its customer sees it; null when there is none, or it is a draft.</summary>
    public async Task<TrackedAnswer?> FindAsync(Guid accountId, Guid orderId, CancellationToken cancellationToken)
    {
        var key = GrainKey.Of(accountId, orderId);
        var order = await grains.GetGrain<IOrderGrain>(key).Find();
        if (order is null || order.Stage == OrderStage.Draft)
            return null;
        var history = await orders.HistoryAsync(accountId, orderId, cancellationToken);
        var images = order.Stage == OrderStage.Done ? await ResultsAsync(key) : [];
        return TrackingShapes.Whole(
            order, history.Value, ImageShapes.Answer(images, imageLinks), links.TokenOf(accountId, orderId),
            await MayCancelAsync(order), clock.GetUtcNow());
    }

    /// <summary>Whether the customer may cancel the order as it stands, by the life of an order and by the shop's own
    /// rule.</summary>
    public async Task<bool> MayCancelAsync(Order order) =>
        OrderStages.MayCustomerCancel(order.Stage) && await IsLeftToCustomersAsync(order);

    /// <summary>Whether the order's shop lets customers cancel.</summary>
    public async Task<bool> IsLeftToCustomersAsync(Order order)
    {
        if (order.ShopId is not { } shopId)
            return true;
        var shop = await grains.GetGrain<IShopGrain>(GrainKey.Of(order.AccountId, shopId)).Find();
        return shop.Value is not { Shop.Details.StaffCancelOnly: true };
    }

    // How it is now; how it was before is between the vendor and the shop.
    private async Task<ImmutableArray<OrderImage>> ResultsAsync(string key)
    {
        var album = await grains.GetGrain<IOrderAlbumGrain>(key).Find();
        return [.. album.Value.Where(image => image.Kind == ImageKind.After)];
    }
}
