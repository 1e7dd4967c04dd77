namespace Platform.Live;

public sealed class FeedRingTests
{
    private readonly FeedRing<long> _ring = new(capacity: 3, position => position);

    [Fact]
    public void What_was_accepted_before_is_not_new()
    {
        _ring.Accept([1, 4], through: 5);

        Assert.Equal(7L, Assert.Single(_ring.Accept([4, 7], through: 7)));
        Assert.Empty(_ring.Accept([4, 7], through: 7));
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void A_batch_joins_when_nothing_can_lie_between(long previous, bool joins)
    {
        _ring.Accept([1, 4], through: 5);

        Assert.Equal(joins, _ring.Joins(previous));
    }

    [Fact]
    public void It_holds_the_newest_and_says_how_far_it_reaches_back()
    {
        _ring.Reset(10);
        _ring.Accept([11, 12, 15, 20], through: 20);

        Assert.Null(_ring.Since(10));
        Assert.Equal([12L, 15, 20], _ring.Since(11));
        Assert.Equal([20L], _ring.Since(15));
        Assert.Empty(_ring.Since(20)!.Value);
    }
}
