using System.Collections.Immutable;
using static Platform.Orders.SampleOrders;

namespace Platform.Orders;

/// <summary>Reopening, notes, expiry, erasure.</summary>
public sealed class OrderEndsTests
{
    [Fact]
    public void A_completed_service_is_opened_again_at_work()
    {
        var decision = Reopen(Done, "left undone", Noon.AddDays(14));

        Assert.Equal(OrderStatus.Processing, decision.Next!.Status);
        Assert.Null(decision.Next.CompletedAt);
        Assert.Equal("left undone", decision.Note);
    }

    [Fact]
    public void A_cancelled_service_is_opened_again_without_its_vendor()
    {
        var cancelled = Service(OrderStatus.Accepted).Move(new ChangeOrderStatus("cancelled", Reason: "moved")).Next!;

        var open = Reopen(cancelled, "came back", Noon.AddDays(1)).Next!;

        Assert.Equal((OrderStatus.New, null, null), (open.Status, open.VendorId, open.CancelReason));
    }

    [Fact]
    public void After_the_window_nothing_is_opened_again() =>
        Assert.Equal(
            OrderRefusal.ReopenWindowOver,
            Reopen(Done, "late", Noon + OrderLimits.ReopenWindow + TimeSpan.FromTicks(1)).Refusal);

    [Fact]
    public void Reopening_needs_a_reason() =>
        Assert.Equal("/reason", Assert.Single(Reopen(Done, " ", Noon).Problems).Pointer);

    [Fact]
    public void An_open_order_is_not_opened_again() =>
        Assert.Equal(OrderRefusal.IllegalTransition, Reopen(Service(OrderStatus.New), "why", Noon).Refusal);

    [Fact]
    public void A_note_changes_no_status()
    {
        var decision = OrderRules.AddNote(Done, 7, new AddOrderNote("rang twice", Public: true, 7), Noon);

        Assert.Equal((OrderEvents.Noted, "rang twice", true), (decision.Event, decision.Note, decision.IsPublic));
        Assert.Equal(OrderStatus.Completed, decision.Next!.Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public void An_empty_or_broken_note_is_refused(string text) =>
        Assert.Equal("/text", Assert.Single(OrderRules.AddNote(Done, 7, new(text), Noon).Problems).Pointer);

    [Fact]
    public void A_note_has_a_longest_length()
    {
        var longest = new string('x', OrderLimits.NoteLengthMax);

        Assert.Null(OrderRules.AddNote(Done, 7, new(longest), Noon).Refusal);
        Assert.Equal(OrderRefusal.Invalid, OrderRules.AddNote(Done, 7, new(longest + "x"), Noon).Refusal);
    }

    [Fact]
    public void A_full_history_takes_no_more_notes() =>
        Assert.Equal(
            OrderRefusal.TooManyNotes,
            OrderRules.AddNote(Done with { Entries = OrderLimits.HistoryMax }, 7, new("x"), Noon).Refusal);

    [Fact]
    public void A_draft_that_nobody_confirms_expires_after_a_day()
    {
        var draft = Head(Repair with { Draft = true });

        Assert.Same(OrderDecision.Repeat, OrderRules.Due(draft, Noon.AddHours(23)));
        var expired = OrderRules.Due(draft, Noon.AddHours(24)).Next!;
        Assert.Equal(
            (OrderStatus.Expired, "not_confirmed", null), (expired.Status, expired.CancelReason, expired.DueAt));
    }

    [Fact]
    public void An_order_that_has_to_be_paid_expires_unpaid()
    {
        var order = Head(Goods with { PayBy = Noon.AddHours(2) });

        Assert.Same(OrderDecision.Repeat, OrderRules.Due(order, Noon.AddHours(1)));
        Assert.Equal("not_paid", OrderRules.Due(order, Noon.AddHours(2)).Next!.CancelReason);
    }

    [Fact]
    public void An_order_that_was_paid_in_time_goes_on()
    {
        var paid = Head(Goods with { PayBy = Noon }) with { PaidMinor = 1 };

        var decision = OrderRules.Due(paid, Noon);

        Assert.Equal((OrderStatus.Pending, null, ""), (decision.Next!.Status, decision.Next.DueAt, decision.Event));
    }

    [Fact]
    public void Ending_an_order_with_stock_makes_its_release_due()
    {
        var kept = Product(OrderStatus.Confirmed) with { Reservation = ReservationState.Reserved };

        Assert.NotNull(kept.Move("cancelled").Next!.DueAt);
        Assert.Null(Product(OrderStatus.Confirmed).Move("cancelled").Next!.DueAt);
    }

    [Theory]
    [InlineData(OrderStatus.New, null)]
    [InlineData(OrderStatus.Accepted, null)]
    [InlineData(OrderStatus.OnWay, null)]
    [InlineData(OrderStatus.Processing, null)]
    [InlineData(OrderStatus.Completed, ReservationState.Committed)]
    [InlineData(OrderStatus.Cancelled, ReservationState.Released)]
    public void A_service_that_has_goods_takes_them_when_the_work_is_done(OrderStatus status, ReservationState? owed) =>
        Assert.Equal(owed, OrderRules.StockOwed(Kept(status)));

    [Theory]
    [InlineData(OrderStatus.Processing, "completed")]
    [InlineData(OrderStatus.OnWay, "cancelled")]
    public void A_service_that_has_goods_is_due_at_its_end_until_they_are_settled(OrderStatus status, string end)
    {
        Assert.Equal(Noon.AddHours(1), Kept(status).Move(end).Next!.DueAt);
        Assert.Null((Kept(status) with { Reservation = ReservationState.None }).Move(end).Next!.DueAt);
    }

    [Fact]
    public void A_service_that_gave_its_goods_back_is_not_opened_again()
    {
        var cancelled = Kept(OrderStatus.New).Move("cancelled").Next!;

        Assert.Equal(
            OrderRefusal.IllegalTransition,
            Reopen(cancelled with { Reservation = ReservationState.Released }, "came back", Noon.AddDays(1)).Refusal);
        Assert.Equal(
            OrderStatus.New,
            Reopen(cancelled with { Reservation = ReservationState.None }, "came back", Noon.AddDays(1)).Next?.Status);
    }

    [Fact]
    public void Erasing_leaves_no_person_and_every_figure()
    {
        var order = Repair with { CustomerNotes = "gate code 1234" };
        var placed = OrderPlacing.First(order, Account, Guid.NewGuid(), 1, "h", Noon);

        var erased = OrderErasing.Erase(placed.Next!, placed.Details!, [], false, "asked", Noon);

        var text = System.Text.Json.JsonSerializer.Serialize(erased.Details!, OrderDetailsJson.Default.OrderDetails);
        Assert.All(
            ["John", "Smith", "555", "Main", "john@", "1234", "cooling", "ABC"],
            word => Assert.DoesNotContain(word, text));
        Assert.Equal(placed.Next!.Amount, erased.Next!.Amount);
        ImmutableArray<int> noted = [erased.Next.Entries];
        Assert.Same(OrderDecision.Repeat, Again(hasPictures: false));
        Assert.Equal(OrderEvents.PersonErased, Again(hasPictures: true).Event);

        OrderDecision Again(bool hasPictures) =>
            OrderErasing.Erase(erased.Next, erased.Details!, noted, hasPictures, "asked", Noon);
    }

    [Fact]
    public void An_erasure_is_finished_once_and_only_by_what_it_owed()
    {
        var placed = OrderPlacing.First(Repair, Account, Guid.NewGuid(), 1, "h", Noon);
        var erased = OrderErasing.Erase(placed.Next!, placed.Details!, [], false, "asked", Noon).Next!;
        var owed = OrderErasing.Owed(erased)!;

        var finished = OrderErasing.Finish(erased, owed.Entry, Noon).Next!;

        Assert.Equal(Customers.Customer.IdOf(Account, "+15550123456"), owed.CustomerId);
        Assert.Null(OrderErasing.Owed(finished));
        Assert.Same(OrderDecision.Repeat, OrderErasing.Finish(finished, owed.Entry, Noon));
        Assert.Same(OrderDecision.Repeat, OrderErasing.Finish(erased, owed.Entry - 1, Noon));
    }

    private static OrderHead Kept(OrderStatus status) =>
        Service(status) with { Reservation = ReservationState.Reserved };

    private static OrderHead Done => Service(OrderStatus.Completed) with { CompletedAt = Noon, AcceptedAt = Noon };

    private static OrderDecision Reopen(OrderHead head, string reason, DateTimeOffset now) =>
        OrderRules.Reopen(head, 7, new(reason, 7), now);
}
