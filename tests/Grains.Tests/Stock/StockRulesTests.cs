using static Platform.Stock.SampleStock;

namespace Platform.Stock;

public sealed class StockRulesTests
{
    private static readonly Guid Owner = Guid.NewGuid();

    [Theory]
    [InlineData(10, 0, 10, true)]
    [InlineData(10, 0, 11, false)]
    [InlineData(10, 3, 7, true)]
    [InlineData(10, 3, 8, false)]
    public void What_is_kept_back_is_promised_to_nobody(long onHand, long safety, long asked, bool isKept)
    {
        var decision = StockRules.Reserve(Book(onHand, safety), new(Owner, asked), Now);

        Assert.Equal(isKept ? null : StockRefusal.OutOfStock, decision.Refusal);
        Assert.Equal(isKept ? asked : null, decision.Next?.Head!.Reserved);
    }

    [Fact]
    public void The_same_owner_is_promised_once_and_another_quantity_is_refused()
    {
        var book = Book(10).Reserved(Owner, 4);

        Assert.Same(StockDecision.Repeat, StockRules.Reserve(book, new(Owner, 4), Now));
        Assert.Equal(StockRefusal.ReservationEnded, StockRules.Reserve(book, new(Owner, 5), Now).Refusal);
    }

    [Fact]
    public void What_is_promised_leaves_the_shop_once_and_may_come_back()
    {
        var book = Book(10).Reserved(Owner, 4);

        var sold = StockRules.Commit(book, Owner, Now);

        Assert.Equal((6, 0, 6), sold.Next!.Figures());
        Assert.Equal((MovementKind.Sold, -4, -4), Moved(sold));
        Assert.Same(StockDecision.Repeat, StockRules.Commit(sold.Next!, Owner, Now));
        var back = StockRules.Return(sold.Next!, sold.Reservations.Single(), Now);
        Assert.Equal((10, 0, 10), back.Next!.Figures());
        Assert.Equal(ReservationStatus.Returned, back.Reservations.Single().Status);
    }

    [Fact]
    public void What_is_given_back_can_be_promised_to_somebody_else()
    {
        var released = StockRules.Release(Book(4).Reserved(Owner, 4), Owner, Now);

        Assert.Equal((4, 0, 4), released.Next!.Figures());
        Assert.Equal((MovementKind.Released, 0, -4), Moved(released));
        Assert.Same(StockDecision.Repeat, StockRules.Release(released.Next!, Owner, Now));
    }

    [Fact]
    public void Who_gives_back_what_he_never_had_leaves_his_name_and_moves_nothing()
    {
        var barred = StockRules.Bar(Book(4), Owner, Now);

        Assert.Equal((4, 0, 4), barred.Next!.Figures());
        Assert.Empty(barred.Changes);
        Assert.Empty(StockEvents.Of(Book(4).Head, barred, 2));
        Assert.Equal(new(Owner, 0, ReservationStatus.Released, Now, null), barred.Reservations.Single());
        Assert.Equal(
            (MovementKind.Released, 0, -4), Moved(StockRules.Bar(Book(4).Reserved(Owner, 4), Owner, Now)));
    }

    [Theory]
    [InlineData(MovementKind.Received, 5, 15, null)]
    [InlineData(MovementKind.Adjusted, -6, 4, null)]
    [InlineData(MovementKind.Adjusted, -7, 0, StockRefusal.BelowReserved)]
    [InlineData(MovementKind.Counted, 4, 4, null)]
    [InlineData(MovementKind.Counted, 3, 0, StockRefusal.BelowReserved)]
    [InlineData(MovementKind.Counted, 10, 10, null)]
    [InlineData(MovementKind.Received, StockLimits.PiecesMax, 0, StockRefusal.TooMany)]
    public void A_promise_is_never_counted_away(
        MovementKind kind, long quantity, long onHand, StockRefusal? refusal)
    {
        var decision = StockRules.Adjust(Book(10).Reserved(Owner, 4), 1, new(kind, quantity), Now);

        Assert.Equal(refusal, decision.Refusal);
        if (refusal is null)
            Assert.Equal(onHand, decision.Next!.Head!.OnHand);
    }

    [Fact]
    public void An_adjustment_that_was_decided_on_another_version_is_refused() => Assert.Equal(
        StockRefusal.VersionMismatch,
        StockRules.Adjust(Book(10), 2, new(MovementKind.Received, 1, ExpectedVersion: 1), Now).Refusal);

    [Fact]
    public void Holds_run_out_at_their_time_the_first_first()
    {
        var (early, late) = (Guid.NewGuid(), Guid.NewGuid());
        var book = Book(10).Reserved(late, 2, Now.AddMinutes(20)).Reserved(early, 3, Now.AddMinutes(10))
            .Reserved(Owner, 1);
        Assert.Equal(Now.AddMinutes(10), book.Head!.DueAt);

        Assert.Same(StockDecision.Repeat, StockRules.Expire(book, Now.AddMinutes(10).AddTicks(-1)));
        var first = StockRules.Expire(book, Now.AddMinutes(10));
        Assert.Equal([early], first.Reservations.Select(one => one.OwnerId));
        Assert.Equal(Now.AddMinutes(20), first.Next!.Head!.DueAt);
        var both = StockRules.Expire(book, Now.AddMinutes(20));
        Assert.Equal([early, late], both.Reservations.Select(one => one.OwnerId));
        Assert.Equal((10, 1, 9), both.Next!.Figures());
        Assert.Null(both.Next!.Head!.DueAt);
    }

    [Fact]
    public void Whatever_happens_the_ledger_adds_up_and_nothing_falls_below_zero()
    {
        for (var seed = 1; seed <= 200; seed++)
            Walk(new Random(seed));
    }

    private static void Walk(Random random)
    {
        var owners = Enumerable.Range(0, 5).Select(_ => Guid.NewGuid()).ToArray();
        var book = Book(random.Next(1, 20), random.Next(3), threshold: 3);
        var (onHand, reserved, entries) = (book.Head!.OnHand, 0L, 1L);
        for (var step = 0; step < 100; step++)
        {
            var owner = owners[random.Next(owners.Length)];
            var at = Now.AddMinutes(step);
            var decision = random.Next(6) switch
            {
                0 => StockRules.Adjust(book, 1, new(MovementKind.Adjusted, random.Next(-8, 9)), at),
                1 => StockRules.Adjust(book, 1, new(MovementKind.Counted, random.Next(20)), at),
                2 => StockRules.Release(book, owner, at),
                3 => StockRules.Commit(book, owner, at),
                4 => StockRules.Expire(book, at),
                _ => StockRules.Reserve(
                    book, new(owner, random.Next(1, 6), random.Next(2) == 0 ? null : at.AddMinutes(7)), at),
            };
            foreach (var change in decision.Changes)
            {
                (onHand, reserved) = (onHand + change.OnHandChange, reserved + change.ReservedChange);
                Assert.Equal((++entries, onHand, reserved), (change.Entry, change.OnHand, change.Reserved));
                Assert.True(onHand >= reserved && reserved >= 0, $"{onHand} on hand, {reserved} promised");
            }

            book = decision.Next ?? book;
            Assert.Equal((onHand, reserved), (book.Head!.OnHand, book.Head.Reserved));
            Assert.Equal(reserved, book.Active.Values.Sum(one => one.Quantity));
        }
    }

    private static (MovementKind Kind, long OnHand, long Reserved) Moved(StockDecision decision) =>
        decision.Changes.Single() is var change ? (change.Kind, change.OnHandChange, change.ReservedChange) : default;
}
