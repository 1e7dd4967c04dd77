using System.Collections.Immutable;

namespace Platform.Orders;

/// <summary>The stock of an account that keeps none: it knows no item, so that an order which names one is refused
/// before
/// anything is written.</summary>
internal sealed class NothingInStock : IReservations
{
    public Task<ImmutableArray<Guid>> FindUnknown(Guid accountId, ImmutableArray<Guid> itemIds) =>
        Task.FromResult(itemIds);

    public Task<ReservationAnswer> Reserve(Guid accountId, Guid orderId, ImmutableArray<ReservedItem> items) =>
        Task.FromResult(items.IsEmpty ? ReservationAnswer.Reserved : ReservationAnswer.OutOfStock);

    public Task Release(Guid accountId, Guid orderId, ImmutableArray<ReservedItem> items) => Task.CompletedTask;
}
