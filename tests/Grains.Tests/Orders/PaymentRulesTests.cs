using static Platform.Orders.SampleOrders;

namespace Platform.Orders;

public sealed class PaymentRulesTests
{
    private const long Total = 99_99;

    [Theory]
    [InlineData(0, 0, PaymentStatus.Unpaid)]
    [InlineData(50_00, 0, PaymentStatus.Unpaid)]
    [InlineData(99_99, 0, PaymentStatus.Paid)]
    [InlineData(99_99, 10_00, PaymentStatus.PartiallyRefunded)]
    [InlineData(99_99, 99_99, PaymentStatus.Refunded)]
    [InlineData(199_98, 99_99, PaymentStatus.Paid)] // Given back, and paid again in another way.
    public void Where_the_money_is_follows_from_the_sums(long paid, long refunded, PaymentStatus status)
    {
        var order = Product(OrderStatus.Pending) with { PaidMinor = paid, RefundedMinor = refunded };

        Assert.Equal(status, order.PaymentStatus);
    }

    [Theory]
    [InlineData(OrderStatus.Draft, PaymentStatus.Unpaid)]
    [InlineData(OrderStatus.Pending, PaymentStatus.Paid)]
    [InlineData(OrderStatus.Delivered, PaymentStatus.Paid)]
    [InlineData(OrderStatus.Cancelled, PaymentStatus.Unpaid)]
    [InlineData(OrderStatus.Expired, PaymentStatus.Unpaid)]
    public void Goods_that_cost_nothing_are_paid_from_their_placing(OrderStatus status, PaymentStatus payment) =>
        Assert.Equal(payment, Free(status).PaymentStatus);

    [Fact]
    public void A_service_that_is_estimated_at_nothing_is_paid_when_nobody_said_another_price_until_it_was_done()
    {
        var service = Service(OrderStatus.Processing) with { EstimatedMinor = 0 };

        Assert.Equal(PaymentStatus.Unpaid, service.PaymentStatus);
        Assert.Equal(PaymentStatus.Paid, service.Move("completed").Next!.PaymentStatus);
    }

    [Fact]
    public void Goods_that_cost_nothing_do_not_expire_for_want_of_money()
    {
        var order = Free(OrderStatus.Pending) with { PayBy = Noon, DueAt = Noon };

        Assert.Equal(OrderStatus.Pending, OrderRules.Due(order, Noon).Next!.Status);
    }

    [Fact]
    public void Two_halves_pay_an_order()
    {
        var half = Receive(Product(OrderStatus.Pending), 50_00);
        var whole = Receive(half.Next!, 49_99);

        Assert.Equal((PaymentStatus.Unpaid, 50_00), (half.Next!.PaymentStatus, half.Next.PaidMinor));
        Assert.Equal((PaymentStatus.Paid, Total), (whole.Next!.PaymentStatus, whole.Next.PaidMinor));
        Assert.Equal((OrderEvents.PaymentReceived, 49_99), (whole.Event, whole.Payment!.AmountMinor));
    }

    [Theory]
    [InlineData(0, 0, 100_00, OrderRefusal.PaymentTooLarge, "must be at most 99.99 USD")]
    [InlineData(99_99, 0, 1, OrderRefusal.PaymentTooLarge, "must be at most 0.00 USD")]
    [InlineData(99_99, 20_00, 20_01, OrderRefusal.PaymentTooLarge, "must be at most 20.00 USD")]
    public void Nobody_pays_more_than_the_total(
        long paid, long refunded, long amount, OrderRefusal refusal, string reason)
    {
        var order = Product(OrderStatus.Shipped) with { PaidMinor = paid, RefundedMinor = refunded };

        var decision = Receive(order, amount);

        Assert.Equal((refusal, "/amount", reason), (
            decision.Refusal, decision.Problems.Single().Pointer, decision.Problems.Single().Reason));
    }

    [Fact]
    public void What_was_not_received_is_not_given_back()
    {
        var order = Product(OrderStatus.Delivered) with { PaidMinor = 60_00, RefundedMinor = 10_00 };

        Assert.Equal(OrderRefusal.RefundTooLarge, Refund(order, 50_01).Refusal);
        var refunded = Refund(order, 50_00);
        Assert.Equal(
            (PaymentStatus.Refunded, OrderEvents.PaymentRefunded), (refunded.Next!.PaymentStatus, refunded.Event));
    }

    [Fact]
    public void An_order_that_ended_unserved_takes_no_money_but_gives_it_back()
    {
        var cancelled = Product(OrderStatus.Cancelled) with { PaidMinor = Total };

        Assert.Equal(OrderRefusal.NotPayable, Receive(Product(OrderStatus.Cancelled), 1).Refusal);
        Assert.Equal(OrderRefusal.NotPayable, Receive(Product(OrderStatus.Expired), 1).Refusal);
        Assert.Equal(PaymentStatus.Refunded, Refund(cancelled, Total).Next!.PaymentStatus);
    }

    [Fact]
    public void A_draft_and_a_service_without_a_price_take_no_money()
    {
        Assert.Equal(OrderRefusal.NotPayable, Receive(Product(OrderStatus.Draft), 1).Refusal);
        Assert.Equal(
            OrderRefusal.NotPayable, Receive(Service(OrderStatus.New) with { EstimatedMinor = null }, 1).Refusal);
    }

    [Fact]
    public void A_service_that_gets_dearer_is_paid_no_more()
    {
        var paid = Receive(Service(OrderStatus.Processing), 250_00).Next!;

        var dearer = paid.Move(new ChangeOrderStatus("completed", DealingPriceMinor: 300_00)).Next!;

        Assert.Equal((PaymentStatus.Paid, PaymentStatus.Unpaid), (paid.PaymentStatus, dearer.PaymentStatus));
        Assert.Equal(PaymentStatus.Paid, Receive(dearer, 50_00).Next!.PaymentStatus);
    }

    [Theory]
    [InlineData(0, null, "/amount")]
    [InlineData(-1, null, "/amount")]
    [InlineData(OrderLimits.AmountMinorMax + 1, null, "/amount")]
    [InlineData(1, "a\0b", "/reference")]
    public void What_cannot_be_is_named(long amount, string? reference, string pointer) =>
        Assert.Equal(pointer, Assert.Single(
            Record(Product(OrderStatus.Pending), PaymentKind.Received, amount, reference).Problems).Pointer);

    [Fact]
    public void A_reference_is_kept_as_the_entrys_note()
    {
        var order = Product(OrderStatus.Pending);

        Assert.Equal("Receipt 12", Record(order, PaymentKind.Received, 1, "Receipt 12").Note);
        Assert.Null(Record(order, PaymentKind.Received, 1, " ").Note);
    }

    [Fact]
    public void It_is_decided_on_the_version_that_was_read() => Assert.Equal(
        OrderRefusal.VersionMismatch,
        PaymentRules.Record(
            Product(OrderStatus.Pending), 8, new(PaymentKind.Received, 1, PaymentMeans.Cash, ExpectedVersion: 7),
            Noon).Refusal);

    [Fact]
    public void Whoever_paid_a_part_does_not_lose_the_order_to_the_clock()
    {
        var order = Receive(Head(Goods with { PayBy = Noon }), 1_00).Next!;

        Assert.Equal(OrderStatus.Pending, OrderRules.Due(order, Noon).Next!.Status);
    }

    private static OrderHead Free(OrderStatus status) =>
        Head(Goods with { Lines = [new(null, "Sample Product", 1, 0)] }) with { Status = status };

    private static OrderDecision Receive(OrderHead order, long amount) => Record(order, PaymentKind.Received, amount);

    private static OrderDecision Refund(OrderHead order, long amount) => Record(order, PaymentKind.Refunded, amount);

    private static OrderDecision Record(
        OrderHead order, PaymentKind kind, long amount, string? reference = null) =>
        PaymentRules.Record(order, 7, new(kind, amount, PaymentMeans.Cash, reference, 7), Noon);
}
