using Platform.Commits;
using static Platform.Orders.SampleOrders;

namespace Platform.Orders;

public sealed class OrderRulesTests
{
    [Fact]
    public void A_clock_that_is_set_back_does_not_take_an_order_back()
    {
        var order = SampleOrders.Service(OrderStatus.New);

        Assert.Equal(order.UpdatedAt, OrderRules.NowOf(order, order.UpdatedAt.AddMinutes(-1)));
        Assert.Equal(order.UpdatedAt.AddMinutes(1), OrderRules.NowOf(order, order.UpdatedAt.AddMinutes(1)));
        Assert.Equal(SampleOrders.Noon, OrderRules.NowOf(null, SampleOrders.Noon));
    }

    [Fact]
    public void What_the_life_cycle_lists_happens_and_everything_else_is_illegal()
    {
        var steps =
            from kind in Enum.GetValues<OrderKind>()
            from one in Enum.GetValues<OrderStatus>()
            from other in Enum.GetValues<OrderStatus>()
            where one != other && OrderWords.TryReadStatus(OrderWords.Of(one), kind) == one
            where OrderWords.TryReadStatus(OrderWords.Of(other), kind) == other
            select (kind, one, other);

        Assert.All(steps, step =>
        {
            var head = step.kind == OrderKind.Service ? Service(step.one) : Product(step.one);
            var decision = head.Move(new ChangeOrderStatus(OrderWords.Of(step.other), Reason: "why", Carrier: "none"));

            var isStaffs = OrderLifecycle.Movers(step.kind, step.one, step.other).HasFlag(Mover.Staff);
            Assert.Equal(isStaffs ? step.other : null, decision.Next?.Status);
            Assert.Equal(isStaffs ? null : OrderRefusal.IllegalTransition, decision.Refusal);
        });
    }

    [Theory]
    [InlineData("On Way")]
    [InlineData("on-way")]
    [InlineData("ON_THE_WAY")]
    [InlineData(" on the-way ")]
    public void A_status_is_understood_in_any_spelling(string asked) =>
        Assert.Equal(OrderStatus.OnWay, Service(OrderStatus.Accepted).Move(asked).Next?.Status);

    [Theory]
    [InlineData(OrderKind.Service, "pending", OrderStatus.New)]
    [InlineData(OrderKind.Service, "delivered", OrderStatus.Completed)]
    [InlineData(OrderKind.Service, "Done", OrderStatus.Completed)]
    [InlineData(OrderKind.Product, "new", OrderStatus.Pending)]
    [InlineData(OrderKind.Product, "completed", OrderStatus.Delivered)]
    [InlineData(OrderKind.Product, "canceled", OrderStatus.Cancelled)]
    [InlineData(OrderKind.Product, "on_way", null)]
    [InlineData(OrderKind.Service, "shipped", null)]
    [InlineData(OrderKind.Service, "", null)]
    public void Each_kind_has_its_own_words(OrderKind kind, string asked, OrderStatus? understood) =>
        Assert.Equal(understood, OrderWords.TryReadStatus(asked, kind));

    [Fact]
    public void A_word_that_is_no_status_names_its_field() =>
        Assert.Equal("/status", Assert.Single(Service(OrderStatus.New).Move("shipped").Problems).Pointer);

    [Fact]
    public void The_same_status_again_does_nothing() =>
        Assert.Same(OrderDecision.Repeat, Service(OrderStatus.OnWay).Move(new ChangeOrderStatus("on_way", 3, "again")));

    [Fact]
    public void The_same_status_with_a_new_price_takes_the_price()
    {
        var decision = Service(OrderStatus.OnWay).Move(new ChangeOrderStatus("on_way", DealingPriceMinor: 300_00));

        Assert.Equal(OrderEvents.Changed, decision.Event);
        Assert.Equal((300_00, AmountKind.Dealing), decision.Next!.Amount);
    }

    [Fact]
    public void A_step_decided_on_an_older_version_is_refused() =>
        Assert.Equal(
            OrderRefusal.VersionMismatch, Service(OrderStatus.New).Move(new ChangeOrderStatus("accepted", 6)).Refusal);

    [Fact]
    public void The_version_is_asked_before_the_life_cycle() =>
        Assert.Equal(
            OrderRefusal.VersionMismatch, Service(OrderStatus.Completed).Move(new ChangeOrderStatus("new", 6)).Refusal);

    [Fact]
    public void The_life_cycle_is_asked_before_who() =>
        Assert.Equal(OrderRefusal.IllegalTransition, Service(OrderStatus.Completed).Move("new", Customer).Refusal);

    [Theory]
    [InlineData(OrderStatus.New, null)]
    [InlineData(OrderStatus.Accepted, null)]
    [InlineData(OrderStatus.OnWay, OrderRefusal.NotPermitted)]
    [InlineData(OrderStatus.Processing, OrderRefusal.NotPermitted)]
    public void A_customer_cancels_until_somebody_is_on_the_way(OrderStatus status, OrderRefusal? refusal) =>
        Assert.Equal(refusal, Service(status).Move("cancelled", Customer).Refusal);

    [Theory]
    [InlineData(OrderStatus.Accepted, "on_way", null)]
    [InlineData(OrderStatus.Accepted, "new", null)]
    [InlineData(OrderStatus.OnWay, "accepted", OrderRefusal.NotPermitted)]
    [InlineData(OrderStatus.OnWay, "cancelled", OrderRefusal.NotPermitted)]
    [InlineData(OrderStatus.Processing, "completed", null)]
    public void A_vendor_moves_its_own_order(OrderStatus status, string to, OrderRefusal? refusal) =>
        Assert.Equal(refusal, Service(status).Move(new ChangeOrderStatus(to, VendorId: Vendor), ByVendor).Refusal);

    [Fact]
    public void A_vendor_does_not_see_somebody_elses_order()
    {
        var change = new ChangeOrderStatus("on_way", VendorId: Guid.NewGuid());

        Assert.Equal(OrderRefusal.Absent, Service(OrderStatus.Accepted).Move(change, ByVendor).Refusal);
    }

    [Fact]
    public void Nobody_but_time_lets_an_order_expire() =>
        Assert.Equal(OrderRefusal.IllegalTransition, Service(OrderStatus.New).Move("expired").Refusal);

    [Theory]
    [InlineData(OrderStatus.New, null, null)]
    [InlineData(OrderStatus.Processing, null, "/reason")]
    [InlineData(OrderStatus.Processing, "  ", "/reason")]
    [InlineData(OrderStatus.Processing, "fell ill", null)]
    public void Work_that_has_begun_is_cancelled_with_a_reason(OrderStatus status, string? reason, string? wrong) =>
        Assert.Equal(
            wrong,
            Service(status).Move(new ChangeOrderStatus("cancelled", Reason: reason))
                .Problems.FirstOrDefault()?.Pointer);

    [Theory]
    [InlineData(null, null, "/tracking_number")]
    [InlineData(null, "UPS", "/tracking_number")]
    [InlineData(null, "None", null)]
    [InlineData("1Z999", null, null)]
    public void Goods_are_shipped_with_a_tracking_number_or_none_on_purpose(
        string? number, string? carrier, string? wrong)
    {
        var change = new ChangeOrderStatus("shipped", TrackingNumber: number, Carrier: carrier);

        Assert.Equal(wrong, Product(OrderStatus.Packaged).Move(change).Problems.FirstOrDefault()?.Pointer);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(OrderLimits.AmountMinorMax + 1)]
    public void A_price_out_of_range_names_its_field(long price) =>
        Assert.Equal(
            "/dealing_price",
            Service(OrderStatus.Accepted).Move(new ChangeOrderStatus("on_way", DealingPriceMinor: price))
                .Problems[0].Pointer);

    [Fact]
    public void Each_step_leaves_its_time()
    {
        var accepted = Service(OrderStatus.New).Move("accepted").Next!;
        var done = accepted.Move("on_way").Next!.Move("processing").Next!.Move("completed").Next!;

        DateTimeOffset?[] times = [done.AcceptedAt, done.OnWayAt, done.ProcessingAt, done.CompletedAt];
        Assert.All(times, at => Assert.Equal(Noon.AddHours(1), at));
        Assert.Null(done.CancelledAt);
    }

    [Fact]
    public void An_order_that_is_given_back_belongs_to_nobody()
    {
        var back = Service(OrderStatus.OnWay).Move(new ChangeOrderStatus("new", VendorId: Vendor), ByVendor).Next!;

        Assert.Null(back.VendorId);
        Assert.Null(back.AcceptedAt);
        Assert.Equal(DispatchStatus.None, back.DispatchStatus);
    }

    [Fact]
    public void The_price_is_final_when_the_work_is_done()
    {
        var change = new ChangeOrderStatus("completed", DealingPriceMinor: 180_00);
        var priced = Service(OrderStatus.Processing).Move(change);

        Assert.Equal((180_00, AmountKind.Final), priced.Next!.Amount);
        Assert.Equal(180_00, priced.Next.RevenueMinor);
    }

    [Fact]
    public void What_a_finished_service_costs_is_said_once()
    {
        var done = Service(OrderStatus.Processing).Move(new ChangeOrderStatus("completed", DealingPriceMinor: 180_00))
            .Next!;

        var again = new ChangeOrderStatus("done", VendorId: Vendor, DealingPriceMinor: 180_00);
        var other = again with { DealingPriceMinor = 1_00, AfterImageUrl = "https://pictures.test/after.jpg" };

        Assert.Same(OrderDecision.Repeat, done.Move(again, ByVendor));
        Assert.Equal(OrderRefusal.IllegalTransition, done.Move(other, ByVendor).Refusal);
        Assert.Equal(OrderRefusal.IllegalTransition, done.Move(other with { VendorId = null }).Refusal);
        var pictured = done.Move(other with { DealingPriceMinor = 180_00 }, ByVendor).Next!;
        Assert.Equal((180_00, AmountKind.Final), pictured.Amount);
        Assert.Equal("https://pictures.test/after.jpg", pictured.AfterImageUrl);
    }

    [Fact]
    public void A_finished_service_without_an_amount_takes_one_and_an_estimate_is_one()
    {
        var change = new ChangeOrderStatus("completed", VendorId: Vendor, DealingPriceMinor: 240_00);
        var estimated = Service(OrderStatus.Completed) with { VendorId = Vendor };
        var unpriced = estimated with { EstimatedMinor = null };

        var priced = unpriced.Move(change, ByVendor).Next!;

        Assert.Equal((240_00, AmountKind.Final), priced.Amount);
        Assert.Equal(
            OrderRefusal.IllegalTransition, priced.Move(change with { DealingPriceMinor = 1 }, ByVendor).Refusal);
        Assert.Equal(OrderRefusal.IllegalTransition, estimated.Move(change, ByVendor).Refusal);
        Assert.Same(
            OrderDecision.Repeat, estimated.Move(change with { DealingPriceMinor = 250_00 }, ByVendor));
    }

    [Theory]
    [InlineData(OrderStatus.Cancelled, "cancelled")]
    [InlineData(OrderStatus.Expired, "expired")]
    public void What_was_called_off_takes_no_price(OrderStatus status, string asked) =>
        Assert.Equal(
            OrderRefusal.IllegalTransition,
            (Service(status) with { VendorId = Vendor }).Move(
                new ChangeOrderStatus(asked, VendorId: Vendor, DealingPriceMinor: 1), ByVendor).Refusal);

    private static Actor ByVendor => new(ActorKind.Vendor, Vendor.ToString());
}
