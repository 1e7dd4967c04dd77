using System.Collections.Immutable;
using System.Text.Json;
using Platform.Commits;
using Platform.Ids;
using Platform.Live;

namespace Platform.Images;

/// <summary>The only writer of one order's album.</summary>
[GrainType("order-album")]
internal sealed class OrderAlbumGrain(
    [PersistentState("order_albums", "platform")] IPersistentState<Stored<OrderAlbum>> state, TimeProvider clock)
    : Grain, IOrderAlbumGrain
{
    private const int Created = 201;
    private const int ErasedBytes = 1; // The least that a row may say.

    private readonly Commit<OrderAlbum> _commit = new(state);

    public Task<Snapshot<ImmutableArray<OrderImage>>> Find() => Task.FromResult(
        new Snapshot<ImmutableArray<OrderImage>>(
            [.. Current().Images.Where(image => !image.IsErased).Reverse()], _commit.Position));

    public async Task<AlbumOutcome> Add(NewOrderImage image, Command command)
    {
        var album = Current();
        if (album.IsClosed)
            return AlbumRefusal.PersonErased;
        if (Known(album, image) is { } known)
            return new AlbumOutcome(known, _commit.Position, null, IsReplayed: true);
        if (album.Images.Length >= OrderAlbum.ImagesMax)
            return AlbumRefusal.Full;

        var added = new OrderImage(
            album.Images.Length + 1, image.Kind, image.ContentType, image.Sha256, clock.GetUtcNow());
        var next = album with { Images = album.Images.Add(added) };
        try
        {
            await _commit.Write(
                next, command, [Event(album.OrderId, added, image)],
                [new OrderImageRow(album.AccountId, album.OrderId, added, image.Bytes, command.Actor.ToString())],
                command.ReceiptOf(Created, album.OrderId, _commit.Version + 1));
        }
        catch (DuplicateCommandException earlier)
        {
            return earlier.Receipt?.IsOf(command) == true
                && album.Images.LastOrDefault(one => one.Sha256 == image.Sha256) is { } first
                ? new AlbumOutcome(first, _commit.Position, null, IsReplayed: true)
                : AlbumRefusal.KeyReused;
        }

        return new AlbumOutcome(added, _commit.Position, null);
    }

    public async Task Erase(Command command)
    {
        var album = Current();
        if (album.IsClosed && album.Images.All(image => image.IsErased))
            return;
        var erased = album with
        {
            IsClosed = true,
            Images = [.. album.Images.Select(image => image with { Sha256 = OrderImage.NoFile })],
        };
        await _commit.Write(
            erased, command, [],
            [
                .. erased.Images.Select(image => new OrderImageRow(
                    album.AccountId, album.OrderId, image, ErasedBytes, command.Actor.ToString())),
            ]);
    }

    // A picture that was sent twice because its answer was lost is the latest of its kind.
    private static OrderImage? Known(OrderAlbum album, NewOrderImage image) =>
        album.Images.LastOrDefault(one => one.Kind == image.Kind) is { } latest && latest.Sha256 == image.Sha256
            ? latest
            : null;

    private static PendingEvent Event(Guid orderId, OrderImage added, NewOrderImage image) => new(
        "order.image_added", $"orders/{orderId:D}", JsonSerializer.Serialize(
            new ImageAdded(orderId, added.No, added.Kind, image.ShopId, image.VendorId),
            OrderAlbumJson.Default.ImageAdded),
        image.VendorId is { } vendor ? [$"vendors/{vendor}"] : default);

    private OrderAlbum Current()
    {
        if (_commit.Committed is { } album)
            return album;
        var key = this.GetPrimaryKeyString();
        return new(
            GrainKey.AccountOf(key) ?? throw new InvalidOperationException("An album's key starts with its account."),
            GrainKey.IdOf(key), []);
    }
}
