using System.Collections.Immutable;

namespace Platform.Orders;

/// <summary>Every decision about offers. Pure. Who wins is decided here and nowhere else; the status of the vendor's
/// own offer is looked at first, so that the same answer comes however often he asks.</summary>
internal static class OfferRules
{
    /// <summary>What the log says when an order needs a person.</summary>
    public const string NobodyLeft = "nobody_left";
    public const string VendorBlocked = "vendor_blocked";

    /// <summary>Offers the order to a wave. Who has an open offer keeps that one.</summary>
    public static OrderDecision Offer(
        OrderHead head, ImmutableArray<OrderOffer> offers, OfferWave wave, DateTimeOffset now)
    {
        if (wave.Wave <= LastWave(offers))
            return OrderDecision.Repeat;
        if (!IsOpen(head))
            return OrderDecision.No(OrderRefusal.IllegalTransition);

        ImmutableArray<OrderOffer> made =
        [
            .. wave.Offers.Where(offer => !offers.Any(open => open.VendorId == offer.VendorId && open.Status is
                OfferStatus.Offered)).DistinctBy(offer => offer.VendorId).Select(offer => offer with
                {
                    Wave = wave.Wave,
                    Status = OfferStatus.Offered,
                    OfferedAt = now,
                    ExpiresAt = now + wave.Timeout,
                    AnsweredAt = null,
                }),
        ];
        if (made.IsEmpty)
            return OrderDecision.Repeat;
        if (offers.Length + made.Length > OfferLimits.OffersMax)
            return OrderDecision.No(OrderRefusal.TooManyOffers);
        return OrderDecision.To(
            Touched(head, now) with { DispatchStatus = DispatchStatus.Offering }, OrderEvents.Offered) with
        {
            Offers = made,
            News = new(Vendors(made)) { Wave = wave.Wave, Offers = made.Length, ExpiresAt = now + wave.Timeout },
        };
    }

    /// <summary>A vendor takes the order.</summary>
    public static OrderDecision Accept(
        OrderHead head, ImmutableArray<OrderOffer> offers, Guid vendorId, DateTimeOffset now)
    {
        if (Latest(offers, vendorId) is not { } offer)
            return OrderDecision.No(OrderRefusal.Absent);
        if (offer.Status == OfferStatus.Accepted)
            return OrderDecision.Repeat;
        if (Closed(head, offers, offer, now) is { } refusal)
            return OrderDecision.No(refusal);

        var next = Touched(head, now) with
        {
            Status = OrderStatus.Accepted,
            VendorId = vendorId,
            VendorName = offer.VendorName,
            DispatchStatus = DispatchStatus.Assigned,
            AcceptedAt = now,
            DueAt = null,
        };
        return OrderDecision.To(next, OrderEvents.Assigned) with
        {
            Offers = [offer with { Status = OfferStatus.Accepted, AnsweredAt = now }],
        };
    }

    /// <summary>A vendor does not want it.</summary>
    public static OrderDecision Decline(
        OrderHead head, ImmutableArray<OrderOffer> offers, Guid vendorId, DateTimeOffset now)
    {
        if (Latest(offers, vendorId) is not { } offer)
            return OrderDecision.No(OrderRefusal.Absent);
        if (offer.Status == OfferStatus.Declined)
            return OrderDecision.Repeat;
        if (Closed(head, offers, offer, now) is { } refusal)
            return OrderDecision.No(refusal);
        return OrderDecision.To(Touched(head, now), OrderEvents.OfferDeclined) with
        {
            Offers = [offer with { Status = OfferStatus.Declined, AnsweredAt = now }],
            News = new([vendorId]) { Wave = offer.Wave },
        };
    }

    /// <summary>The time of open offers passes.</summary>
    public static OrderDecision Expire(OrderHead head, ImmutableArray<OrderOffer> offers, DateTimeOffset now)
    {
        ImmutableArray<OrderOffer> late =
        [
            .. offers.Where(offer => offer.Status == OfferStatus.Offered && offer.ExpiresAt <= now)
                .Select(offer => offer with { Status = OfferStatus.Expired, AnsweredAt = now }),
        ];
        return late.IsEmpty ? OrderDecision.Repeat : OrderDecision.To(Touched(head, now), OrderEvents.OfferExpired) with
        {
            Offers = late,
            News = new(Vendors(late)) { Offers = late.Length },
        };
    }

    /// <summary>Nobody is left to ask.</summary>
    public static OrderDecision Exhaust(OrderHead head, ImmutableArray<OrderOffer> offers, DateTimeOffset now) =>
        !IsOpen(head) || head.DispatchStatus == DispatchStatus.Exhausted || HasOpen(offers)
            ? OrderDecision.Repeat
            : OrderDecision.To(
                Touched(head, now) with { DispatchStatus = DispatchStatus.Exhausted }, OrderEvents.NeedsAttention) with
            {
                News = new([]) { Reason = NobodyLeft },
            };

    /// <summary>The vendor may not do it any more. Begun work is left to a person: the vendor may be in the customer's
    /// house.</summary>
    public static OrderDecision Dismiss(
        OrderHead head, ImmutableArray<OrderOffer> offers, Guid vendorId, DateTimeOffset now)
    {
        if (head.VendorId == vendorId && head.Status is OrderStatus.Accepted or OrderStatus.OnWay)
        {
            return OrderDecision.To(
                OrderRules.Unassigned(Touched(head, now) with { Status = OrderStatus.New }),
                OrderEvents.StatusChanged);
        }

        if (head.VendorId == vendorId && head.Status == OrderStatus.Processing)
        {
            return OrderDecision.To(Touched(head, now), OrderEvents.NeedsAttention) with
            {
                News = new([]) { Reason = VendorBlocked },
            };
        }

        var open = Latest(offers, vendorId);
        return open?.Status != OfferStatus.Offered
            ? OrderDecision.Repeat
            : OrderDecision.To(Touched(head, now), OrderEvents.OfferWithdrawn) with
            {
                Offers = [open with { Status = OfferStatus.Withdrawn, AnsweredAt = now }],
                News = new([vendorId]) { Reason = VendorBlocked },
            };
    }

    /// <summary>What follows for the other offers from whatever was decided: an order that is not open any more has no
    /// open offers, and one that lost its vendor has no winner. Done to every decision, so that no way of moving an
    /// order can forget it.</summary>
    public static OrderDecision Settle(OrderDecision decision, ImmutableArray<OrderOffer> offers)
    {
        if (decision.Next is not { } next)
            return decision;
        if (!IsOpen(next) && next.DispatchStatus is DispatchStatus.Offering or DispatchStatus.Exhausted)
            decision = decision with { Next = next with { DispatchStatus = DispatchStatus.None } };

        ImmutableArray<OrderOffer> settled =
        [
            .. offers.Where(offer => !decision.Offers.Any(changed => IsSame(changed, offer)))
                .Select(offer => (Offer: offer, Status: After(offer, next)))
                .Where(settled => settled.Status is not null)
                .Select(settled => settled.Offer with { Status = settled.Status!.Value, AnsweredAt = next.UpdatedAt }),
        ];
        return settled.IsEmpty ? decision : decision with { Offers = [.. decision.Offers, .. settled] };
    }

    /// <summary>All offers with some of them changed or added, the first wave first.</summary>
    public static ImmutableArray<OrderOffer> Merge(
        ImmutableArray<OrderOffer> offers, ImmutableArray<OrderOffer> changed) =>
        changed.IsEmpty
            ? offers
            :
            [
                .. offers.Select(offer => changed.FirstOrDefault(other => IsSame(other, offer)) ?? offer),
                .. changed.Where(other => !offers.Any(offer => IsSame(other, offer))),
            ];

    /// <summary>The vendor's latest offer, or null.</summary>
    public static OrderOffer? Latest(ImmutableArray<OrderOffer> offers, Guid vendorId) =>
        offers.Where(offer => offer.VendorId == vendorId).MaxBy(offer => offer.Wave);

    /// <summary>The number of the last wave; 0 before the first.</summary>
    public static int LastWave(ImmutableArray<OrderOffer> offers) =>
        offers.IsEmpty ? 0 : offers.Max(offer => offer.Wave);

    private static OfferStatus? After(OrderOffer offer, OrderHead next) => offer.Status switch
    {
        OfferStatus.Offered when !IsOpen(next) => OfferStatus.Withdrawn,
        OfferStatus.Accepted when next.VendorId != offer.VendorId => OfferStatus.Released,
        OfferStatus.Offered or OfferStatus.Accepted or OfferStatus.Declined or OfferStatus.Expired
            or OfferStatus.Withdrawn or OfferStatus.Released => null,
    };

    // Why the offer cannot be answered any more. Taken says nothing of by whom.
    private static OrderRefusal? Closed(
        OrderHead head, ImmutableArray<OrderOffer> offers, OrderOffer offer, DateTimeOffset now) => offer.Status switch
        {
            OfferStatus.Offered when offer.ExpiresAt <= now => OrderRefusal.OfferExpired,
            OfferStatus.Offered => IsOpen(head) ? null : OrderRefusal.OfferClosed,
            OfferStatus.Expired => OrderRefusal.OfferExpired,
            OfferStatus.Withdrawn => offers.Any(other => other.Status == OfferStatus.Accepted)
                ? OrderRefusal.OfferTaken
                : OrderRefusal.OfferClosed,
            OfferStatus.Accepted or OfferStatus.Declined or OfferStatus.Released => OrderRefusal.OfferClosed,
        };

    private static OrderHead Touched(OrderHead head, DateTimeOffset now) =>
        head with { UpdatedAt = now, Entries = head.Entries + 1 };

    private static bool IsOpen(OrderHead head) => head is { Kind: OrderKind.Service, Status: OrderStatus.New };

    private static bool HasOpen(ImmutableArray<OrderOffer> offers) =>
        offers.Any(offer => offer.Status == OfferStatus.Offered);

    private static bool IsSame(OrderOffer one, OrderOffer other) =>
        one.VendorId == other.VendorId && one.Wave == other.Wave;

    private static ImmutableArray<Guid> Vendors(ImmutableArray<OrderOffer> offers) =>
        [.. offers.Select(offer => offer.VendorId)];
}
