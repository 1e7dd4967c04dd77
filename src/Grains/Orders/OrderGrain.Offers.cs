using System.Collections.Immutable;
using Platform.Commits;
using Platform.Live;

namespace Platform.Orders;

/// <summary>Who is offered the order, and who gets it.</summary>
internal sealed partial class OrderGrain
{
    public Task<OrderOutcome> Offer(OfferWave wave, Command command) =>
        Decide(head => OfferRules.Offer(head, _offers, wave, Now), command);

    public Task<Snapshot<ImmutableArray<OrderOffer>>> Offers() =>
        Task.FromResult(new Snapshot<ImmutableArray<OrderOffer>>(_offers, _commit.Position));

    public Task<OfferedOrder?> FindOffer(Guid vendorId) =>
        Task.FromResult(_view is { } order && OfferRules.Latest(_offers, vendorId) is { } offer
            ? new OfferedOrder(order, offer)
            : null);

    public Task<OrderOutcome> Accept(Guid vendorId, Command command) =>
        Decide(head => OfferRules.Accept(head, _offers, vendorId, Now), command);

    public Task<OrderOutcome> Decline(Guid vendorId, Command command) =>
        Decide(head => OfferRules.Decline(head, _offers, vendorId, Now), command);

    public Task<OrderOutcome> ExpireOffers(Command command) =>
        Decide(head => OfferRules.Expire(head, _offers, Now), command);

    public Task<OrderOutcome> Exhaust(Command command) =>
        Decide(head => OfferRules.Exhaust(head, _offers, Now), command);

    public Task<OrderOutcome> Dismiss(Guid vendorId, Command command) =>
        Decide(head => OfferRules.Dismiss(head, _offers, vendorId, Now), command);

    private Task<OrderOutcome> Decide(Func<OrderHead, OrderDecision> decide, Command command) =>
        _commit.Committed is { } head
            ? Execute(decide(head), command)
            : Task.FromResult<OrderOutcome>(OrderRefusal.Absent);
}
