using System.Collections.Immutable;
using static Platform.Orders.SampleOrders;

namespace Platform.Orders;

public sealed class OfferRulesTests
{
    private static readonly Guid Other = Guid.Parse("0198a000-0000-7000-8000-000000000003");
    private static readonly Guid Stranger = Guid.Parse("0198a000-0000-7000-8000-000000000004");
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly DateTimeOffset Soon = Noon.AddSeconds(20);

    private readonly OrderHead _open = Service(OrderStatus.New) with { DispatchStatus = DispatchStatus.Offering };

    [Fact]
    public void What_an_answer_comes_to_depends_on_the_vendors_own_offer()
    {
        const string expected =
            """
            offer      accept     decline
            none       Absent     Absent
            Offered    done       done
            Accepted   repeat     OfferClosed
            Declined   OfferClosed repeat
            Expired    OfferExpired OfferExpired
            Withdrawn  OfferClosed OfferClosed
            Released   OfferClosed OfferClosed
            """;

        var rows = Enum.GetValues<OfferStatus>().Cast<OfferStatus?>().Prepend(null).Select(status =>
        {
            ImmutableArray<OrderOffer> offers = status is { } known ? [Offer(Vendor, known)] : [];
            var accept = OfferRules.Accept(_open, offers, Vendor, Soon);
            var decline = OfferRules.Decline(_open, offers, Vendor, Soon);
            return $"{status?.ToString() ?? "none",-10} {Word(accept),-10} {Word(decline)}";
        });

        Assert.Equal(expected, string.Join('\n', rows.Prepend("offer      accept     decline")));
    }

    [Fact]
    public void The_first_to_accept_has_the_order_and_the_others_have_lost_in_the_same_commit()
    {
        ImmutableArray<OrderOffer> offers = [Offer(Vendor), Offer(Other), Offer(Stranger, OfferStatus.Declined)];

        var won = OfferRules.Settle(OfferRules.Accept(_open, offers, Other, Soon), offers);
        var after = OfferRules.Merge(offers, won.Offers);

        Assert.Equal(
            (OrderStatus.Accepted, DispatchStatus.Assigned, Other, "Other", Soon),
            (won.Next!.Status, won.Next.DispatchStatus, won.Next.VendorId, won.Next.VendorName, won.Next.AcceptedAt));
        Assert.Equal(
            [OfferStatus.Withdrawn, OfferStatus.Accepted, OfferStatus.Declined], after.Select(offer => offer.Status));
        Assert.Equal(OrderRefusal.OfferTaken, OfferRules.Accept(won.Next, after, Vendor, Soon).Refusal);
        Assert.Same(OrderDecision.Repeat, OfferRules.Accept(won.Next, after, Other, Soon));
    }

    [Fact]
    public void The_winner_is_told_to_the_winner_and_the_losers_hear_only_that_they_lost()
    {
        ImmutableArray<OrderOffer> offers = [Offer(Vendor), Offer(Other)];
        var won = OfferRules.Settle(OfferRules.Accept(_open, offers, Other, Soon), offers);

        var events = OrderEvents.Of(_open, won, version: 3);

        Assert.Equal(
            ["order.status_changed", "order.assigned", "order.offer_withdrawn"], events.Select(told => told.Kind));
        Assert.Equal($"vendors/{Other}", Assert.Single(events[0].Topics));
        Assert.Equal($"vendors/{Other}", Assert.Single(events[1].Topics));
        Assert.Equal($"vendors/{Vendor}", Assert.Single(events[2].Topics));
        Assert.DoesNotContain(Other.ToString(), events[2].Body, StringComparison.Ordinal);
        Assert.Contains("\"from\":\"new\",\"to\":\"accepted\"", events[0].Body, StringComparison.Ordinal);
        // Counters read both: the second must not move them again.
        Assert.Contains("\"from\":\"accepted\",\"to\":\"accepted\"", events[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public void An_offer_is_over_at_its_time_also_before_anybody_closed_it()
    {
        ImmutableArray<OrderOffer> offers = [Offer(Vendor)];

        Assert.Equal(OrderRefusal.OfferExpired, OfferRules.Accept(_open, offers, Vendor, Noon + Minute).Refusal);
        Assert.Equal(OrderRefusal.OfferExpired, OfferRules.Decline(_open, offers, Vendor, Noon + Minute).Refusal);
        Assert.Same(OrderDecision.Repeat, OfferRules.Expire(_open, offers, Soon));
        Assert.Equal(
            OfferStatus.Expired, Assert.Single(OfferRules.Expire(_open, offers, Noon + Minute).Offers).Status);
    }

    [Theory]
    [InlineData("cancelled", OfferStatus.Withdrawn, DispatchStatus.None)]
    [InlineData("accepted", OfferStatus.Withdrawn, DispatchStatus.None)]
    public void Whatever_closes_the_order_closes_its_offers(string to, OfferStatus offer, DispatchStatus dispatch)
    {
        ImmutableArray<OrderOffer> offers = [Offer(Vendor)];

        var moved = OfferRules.Settle(_open.Move(to), offers);

        Assert.Equal((offer, dispatch), (Assert.Single(moved.Offers).Status, moved.Next!.DispatchStatus));
        var after = OfferRules.Merge(offers, moved.Offers);
        Assert.Equal(OrderRefusal.OfferClosed, OfferRules.Accept(moved.Next, after, Vendor, Soon).Refusal);
    }

    [Fact]
    public void A_job_that_is_given_back_has_no_winner_any_more()
    {
        ImmutableArray<OrderOffer> offers = [Offer(Vendor, OfferStatus.Accepted), Offer(Other, OfferStatus.Withdrawn)];
        var taken = Service(OrderStatus.Accepted) with { DispatchStatus = DispatchStatus.Assigned };

        var back = OfferRules.Settle(taken.Move(new ChangeOrderStatus("new", VendorId: Vendor)), offers);

        Assert.Equal(
            (OrderStatus.New, DispatchStatus.None, null),
            (back.Next!.Status, back.Next.DispatchStatus, back.Next.VendorId));
        Assert.Equal((Vendor, OfferStatus.Released), Told(Assert.Single(back.Offers)));
    }

    [Fact]
    public void A_wave_is_offered_once_and_nobody_twice_at_a_time()
    {
        var first = OfferRules.Offer(_open, [], new(1, [Offer(Vendor), Offer(Vendor)], Minute), Noon);
        var again = OfferRules.Offer(_open, first.Offers, new(1, [Offer(Other)], Minute), Noon);
        var second = OfferRules.Offer(_open, first.Offers, new(2, [Offer(Vendor), Offer(Other)], Minute), Soon);

        Assert.Equal((Vendor, OfferStatus.Offered), Told(Assert.Single(first.Offers)));
        Assert.Equal(Noon + Minute, first.Offers[0].ExpiresAt);
        Assert.Equal(DispatchStatus.Offering, first.Next!.DispatchStatus);
        Assert.Same(OrderDecision.Repeat, again);
        Assert.Equal((Other, 2), (Assert.Single(second.Offers).VendorId, second.Offers[0].Wave));
    }

    [Fact]
    public void Only_an_order_that_nobody_has_is_offered() =>
        Assert.All(
            Enum.GetValues<OrderStatus>().Where(status => status != OrderStatus.New),
            status => Assert.Equal(
                OrderRefusal.IllegalTransition,
                OfferRules.Offer(Service(status), [], new(1, [Offer(Vendor)], Minute), Noon).Refusal));

    [Fact]
    public void An_order_is_not_offered_for_ever()
    {
        ImmutableArray<OrderOffer> many =
        [
            .. Enumerable.Range(0, OfferLimits.OffersMax).Select(_ => Offer(Guid.NewGuid(), OfferStatus.Expired)),
        ];

        Assert.Equal(
            OrderRefusal.TooManyOffers,
            OfferRules.Offer(_open, many, new(2, [Offer(Vendor)], Minute), Noon).Refusal);
    }

    [Fact]
    public void A_person_is_called_once_when_nobody_is_left()
    {
        Assert.Same(OrderDecision.Repeat, OfferRules.Exhaust(_open, [Offer(Vendor)], Soon));
        var called = OfferRules.Exhaust(_open, [Offer(Vendor, OfferStatus.Declined)], Soon);

        Assert.Equal((DispatchStatus.Exhausted, "order.needs_attention"), (called.Next!.DispatchStatus, called.Event));
        Assert.Same(OrderDecision.Repeat, OfferRules.Exhaust(called.Next, [], Soon));
    }

    [Theory]
    [InlineData(OrderStatus.Accepted, OrderStatus.New, "order.status_changed")]
    [InlineData(OrderStatus.OnWay, OrderStatus.New, "order.status_changed")]
    [InlineData(OrderStatus.Processing, OrderStatus.Processing, "order.needs_attention")]
    [InlineData(OrderStatus.Completed, OrderStatus.Completed, "")]
    public void Who_is_blocked_loses_the_job_unless_he_has_begun(OrderStatus status, OrderStatus to, string told)
    {
        var head = Service(status) with { VendorId = Vendor, DispatchStatus = DispatchStatus.Assigned };

        var decision = OfferRules.Dismiss(head, [Offer(Vendor, OfferStatus.Accepted)], Vendor, Soon);

        Assert.Equal((to, told), ((decision.Next ?? head).Status, decision.Event));
    }

    [Fact]
    public void Who_is_blocked_loses_his_offer_and_the_others_keep_theirs()
    {
        var decision = OfferRules.Dismiss(_open, [Offer(Vendor), Offer(Other)], Vendor, Soon);

        Assert.Equal((Vendor, OfferStatus.Withdrawn), Told(Assert.Single(decision.Offers)));
        Assert.Equal(DispatchStatus.Offering, decision.Next!.DispatchStatus);
        var told = Assert.Single(OrderEvents.Of(_open, decision, 3));
        Assert.Equal(("order.offer_withdrawn", $"vendors/{Vendor}"), (told.Kind, Assert.Single(told.Topics)));
    }

    private static (Guid, OfferStatus) Told(OrderOffer offer) => (offer.VendorId, offer.Status);

    private static OrderOffer Offer(Guid vendorId, OfferStatus status = OfferStatus.Offered) => new()
    {
        VendorId = vendorId,
        VendorName = vendorId == Other ? "Other" : "Vera",
        Wave = 1,
        Status = status,
        OfferedAt = Noon,
        ExpiresAt = Noon + Minute,
        AnsweredAt = status == OfferStatus.Offered ? null : Noon.AddSeconds(10),
    };

    private static string Word(OrderDecision decision) =>
        decision.Refusal?.ToString() ?? (decision.Next is null ? "repeat" : "done");
}
