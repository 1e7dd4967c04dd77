using System.Collections.Immutable;
using Platform.Ids;
using Platform.Images;
using Platform.Orders;

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
            clock.GetUtcNow());
    }

    // How it is now; how it was before is between the vendor and the shop.
    private async Task<ImmutableArray<OrderImage>> ResultsAsync(string key)
    {
        var album = await grains.GetGrain<IOrderAlbumGrain>(key).Find();
        return [.. album.Value.Where(image => image.Kind == ImageKind.After)];
    }
}
