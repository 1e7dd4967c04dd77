using Platform.Commits;
using Platform.Consumers;
using Platform.Ids;
using Platform.Live;
using Platform.Orders;

namespace Platform.Images;

/// <summary>Erases the pictures of an order whose person was erased: they show somebody's home. From the log, so that
/// it happens whatever stops in between; doing it twice does nothing.</summary>
internal sealed class ImageErasure(IGrainFactory grains) : IGrainEffect
{
    public string Name => "image-erasure";

    public bool Concerns(LogEntry entry) => entry.AccountId is not null && entry.Kind == OrderEvents.PersonErased;

    public Task Apply(LogEntry entry, CancellationToken cancellationToken)
    {
        var account = entry.AccountId!.Value;
        var order = Guid.Parse(entry.Subject.AsSpan(entry.Subject.IndexOf('/') + 1));
        return grains.GetGrain<IOrderAlbumGrain>(GrainKey.Of(account, order))
            .Erase(new Command(account, Actor.System, "images.erase"));
    }
}
