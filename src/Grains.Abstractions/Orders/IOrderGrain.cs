using Orleans.Concurrency;
using Platform.Commits;

namespace Platform.Orders;

/// <summary>One order: the only place where it is decided and written. Key: <c>{account}/{order}</c>.</summary>
[Alias("Platform.IOrderGrain")]
public interface IOrderGrain : IGrainWithStringKey
{
    /// <summary>Makes the order. The same command again answers the order that it made
    /// (<see cref="OrderOutcome.IsReplayed"/>); another request under the same key is
    /// <see cref="OrderRefusal.KeyReused"/>.</summary>
    [Alias("Place")]
    Task<OrderOutcome> Place(PlaceOrder order, Command command);

    /// <summary>The order as last committed, also while a change is on its way; null when there is none.</summary>
    [AlwaysInterleave, Alias("Find")]
    Task<Order?> Find();

    /// <summary>Moves it along its life cycle. The status that it already has answers the order and does
    /// nothing.</summary>
    [Alias("ChangeStatus")]
    Task<OrderOutcome> ChangeStatus(ChangeOrderStatus change, Command command);

    /// <summary>Opens a completed or cancelled service order again, within
    /// <see cref="OrderLimits.ReopenWindow"/>.</summary>
    [Alias("Reopen")]
    Task<OrderOutcome> Reopen(ReopenOrder reopen, Command command);

    /// <summary>Adds a note.</summary>
    [Alias("AddNote")]
    Task<OrderOutcome> AddNote(AddOrderNote note, Command command);

    /// <summary>Removes the person from the order and keeps the figures.</summary>
    [Alias("ErasePerson")]
    Task<OrderOutcome> ErasePerson(Command command);
}
