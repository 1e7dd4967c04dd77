using System.Collections.Immutable;
using Orleans.Concurrency;
using Platform.Commits;
using Platform.Live;

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

    /// <summary>The order once everything up to a position of the log is in it: for whoever decides on what the log
    /// told. Waits for a change that is on its way.</summary>
    [Alias("FindAt")]
    Task<Order?> FindAt(long position);

    /// <summary>Moves it along its life cycle. The status that it already has answers the order and does
    /// nothing.</summary>
    [Alias("ChangeStatus")]
    Task<OrderOutcome> ChangeStatus(ChangeOrderStatus change, Command command);

    /// <summary>Changes the contents of a draft; the totals are reckoned anew.</summary>
    [Alias("Edit")]
    Task<OrderOutcome> Edit(EditDraft edit, Command command);

    /// <summary>Opens a completed or cancelled service order again, within
    /// <see cref="OrderLimits.ReopenWindow"/>.</summary>
    [Alias("Reopen")]
    Task<OrderOutcome> Reopen(ReopenOrder reopen, Command command);

    /// <summary>Adds a note.</summary>
    [Alias("AddNote")]
    Task<OrderOutcome> AddNote(AddOrderNote note, Command command);

    /// <summary>Takes down that money was received for it, or given back. Never more than it is worth.</summary>
    [Alias("RecordPayment")]
    Task<OrderOutcome> RecordPayment(RecordPayment payment, Command command);

    /// <summary>Removes the person from the order and keeps the figures; the reason is kept in the history. Where
    /// nobody is left, nothing happens.</summary>
    [Alias("ErasePerson")]
    Task<OrderOutcome> ErasePerson(string reason, Command command);

    /// <summary>Takes the customer's rating of an order that is done, or the better one they have thought of
    /// since.</summary>
    [Alias("Rate")]
    Task<OrderOutcome> Rate(RateOrder rate, Command command);

    /// <summary>What the erasure still owes elsewhere; null when there is none, or it is done.</summary>
    [AlwaysInterleave, Alias("FindErasure")]
    Task<OwedErasure?> FindErasure();

    /// <summary>What hung on the order is erased. Changes nothing when that is known, or when there is more to erase
    /// since.</summary>
    [Alias("FinishErasure")]
    Task FinishErasure(int erasedEntry, Command command);

    /// <summary>Offers the order to vendors. Only an order that nobody has taken is offered.</summary>
    [Alias("Offer")]
    Task<OrderOutcome> Offer(OfferWave wave, Command command);

    /// <summary>Every offer that was ever made, the first wave first, as committed.</summary>
    [AlwaysInterleave, Alias("Offers")]
    Task<Snapshot<ImmutableArray<OrderOffer>>> Offers();

    /// <summary>The order with this vendor's latest offer; null when he was never offered it.</summary>
    [AlwaysInterleave, Alias("FindOffer")]
    Task<OfferedOrder?> FindOffer(Guid vendorId);

    /// <summary>The vendor takes the order. The first one has it, and hears so as often as he asks; the others are
    /// refused.</summary>
    [Alias("Accept")]
    Task<OrderOutcome> Accept(Guid vendorId, Command command);

    /// <summary>The vendor does not want it.</summary>
    [Alias("Decline")]
    Task<OrderOutcome> Decline(Guid vendorId, Command command);

    /// <summary>Closes the offers whose time is over, if there are any.</summary>
    [Alias("ExpireOffers")]
    Task<OrderOutcome> ExpireOffers(Command command);

    /// <summary>Nobody is left to offer it to: a person has to see to it.</summary>
    [Alias("Exhaust")]
    Task<OrderOutcome> Exhaust(Command command);

    /// <summary>The vendor may not do it any more: his offer is closed, and the order is taken from him unless he has
    /// begun; then a person has to see to it.</summary>
    [Alias("Dismiss")]
    Task<OrderOutcome> Dismiss(Guid vendorId, Command command);
}

/// <summary>What an order's erasure still owes elsewhere.</summary>
/// <param name="CallId">The call it came from.</param>
/// <param name="CustomerId">The customer record of its telephone number.</param>
/// <param name="Entry">The entry of the history under which it was asked for.</param>
/// <param name="Reason">Why.</param>
[GenerateSerializer, Immutable, Alias("Platform.OwedErasure")]
public sealed record OwedErasure(
    [property: Id(0)] Guid? CallId,
    [property: Id(1)] Guid? CustomerId,
    [property: Id(2)] int Entry,
    [property: Id(3)] string Reason);
