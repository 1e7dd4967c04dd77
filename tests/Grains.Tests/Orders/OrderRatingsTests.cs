using Platform.Erasures;
using static Platform.Orders.SampleOrders;

namespace Platform.Orders;

public sealed class OrderRatingsTests
{
    private static readonly OrderDetails Said = new();

    private static OrderHead Done => Service(OrderStatus.Completed) with { CompletedAt = Noon };

    [Fact]
    public void Only_what_is_done_is_rated()
    {
        Assert.Equal(OrderRefusal.NotRateable, Rate(Service(OrderStatus.Processing), 5).Refusal);
        Assert.Equal(OrderRefusal.NotRateable, Rate(Service(OrderStatus.Cancelled), 5).Refusal);
        Assert.Equal(5, Rate(Done, 5).Next!.Stars);
    }

    [Fact]
    public void A_rating_is_changed_for_fourteen_days_and_the_same_again_is_nothing()
    {
        var rated = Rate(Done, 2).Next!;

        Assert.Same(OrderDecision.Repeat, Rate(rated, 2));
        var changed = OrderRatings.Rate(rated, Said, new(3, null), Noon.AddDays(14)).Next!;
        Assert.Equal((3, Noon), (changed.Stars, changed.RatedAt));
        Assert.Equal(
            OrderRefusal.RatingClosed,
            OrderRatings.Rate(changed, Said, new(4, null), Noon.AddDays(14).AddSeconds(1)).Refusal);
    }

    [Fact]
    public void Whose_person_was_erased_takes_no_words_of_them_any_more()
    {
        var erased = Done with { Erasure = new(Noon, ErasureState.Done, "asked") };
        var rated = Rate(Done, 2).Next! with { Erasure = erased.Erasure };

        Assert.Equal(OrderRefusal.RatingClosed, Rate(erased, 5).Refusal);
        Assert.Equal(OrderRefusal.RatingClosed, Rate(rated, 2).Refusal); // The same again would be an answer else.
    }

    [Fact]
    public void The_customer_is_told_that_he_may_rate_exactly_when_he_may()
    {
        var cases =
            from head in new[] { Done, Service(OrderStatus.Processing), Rate(Done, 2).Next! }
            from isErased in new[] { false, true }
            from days in new[] { 0, 14, 15 }
            select (head, isErased, days);
        foreach (var (head, isErased, days) in cases)
        {
            var order = isErased ? head with { Erasure = new(Noon, ErasureState.Done, "asked") } : head;
            var told = OrderRating.Refusal(
                order.Stage, isErased, OrderView.Of(order, Said, [], 7, 1).RatingChangesUntil, Noon.AddDays(days));

            Assert.Equal(told, OrderRatings.Rate(order, Said, new(4, null), Noon.AddDays(days)).Refusal);
        }
    }

    [Fact]
    public void It_stays_the_vendors_who_did_the_work()
    {
        var (vera, otto) = (Guid.NewGuid(), Guid.NewGuid());
        var rated = Rate(Done with { VendorId = vera }, 2).Next!;

        Assert.Equal(vera, Rate(rated with { VendorId = otto }, 3).Next!.RatedVendorId);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void There_are_one_to_five_stars(int stars) => Assert.Equal(OrderRefusal.Invalid, Rate(Done, stars).Refusal);

    private static OrderDecision Rate(OrderHead head, int stars) =>
        OrderRatings.Rate(head, Said, new(stars, null), Noon);
}
