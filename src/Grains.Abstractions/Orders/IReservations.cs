using System.Collections.Immutable;

namespace Platform.Orders;

/// <summary>Keeps stock for orders. Every call names the order and may be repeated: the second answers like the
/// first. Items are sorted and repeats are summed.</summary>
public interface IReservations
{
    /// <summary>The items among these that the stock of the shop does not know, without a shop that of the account;
    /// asked before anything is written.</summary>
    Task<ImmutableArray<Guid>> FindUnknown(Guid accountId, Guid? shopId, ImmutableArray<Guid> itemIds);

    /// <summary>Keeps all of them for the order, or says that it cannot. What it kept until then is given back by
    /// <see cref="Release"/>, when it has been written that the order has ended.</summary>
    Task<ReservationAnswer> Reserve(Guid accountId, Guid orderId, ImmutableArray<ReservedItem> items);

    /// <summary>The items among these of which less can be sold now than is named, each with how much that is: asked
    /// after a refusal, to say what was missing.</summary>
    Task<ImmutableArray<ReservedItem>> FindShort(Guid accountId, ImmutableArray<ReservedItem> items);

    /// <summary>Gives back what is kept for an order that has ended, and sees to it that nothing is kept for it any
    /// more, however late it was asked for.</summary>
    Task Release(Guid accountId, Guid orderId, ImmutableArray<ReservedItem> items);

    /// <summary>What is kept for the order leaves the stock.</summary>
    Task Commit(Guid accountId, Guid orderId, ImmutableArray<ReservedItem> items);
}

/// <summary>What the stock says.</summary>
public enum ReservationAnswer
{
    Reserved = 1,
    OutOfStock = 2,
}

/// <summary>How much of an item.</summary>
[GenerateSerializer, Immutable, Alias("Platform.ReservedItem")]
public sealed record ReservedItem([property: Id(0)] Guid ItemId, [property: Id(1)] long Quantity);
