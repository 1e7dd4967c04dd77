using System.Diagnostics;
using Platform.Orders;

namespace Platform.Tracking;

public sealed class ProofTests
{
    private static readonly ProofFacts Facts = new(Guid.Empty, Guid.Empty, "+15550123456", "John@Example.com");

    [Theory]
    [InlineData("3456", true)]
    [InlineData(" 34-56 ", true)]
    [InlineData("john@example.COM", true)]
    [InlineData("3457", false)]
    [InlineData("456", false)]
    [InlineData("23456", false)]
    [InlineData("+15550123456", false)] // Not asked for, and one answer for all is simpler to limit.
    [InlineData("", false)]
    [InlineData("@", false)]
    [InlineData("jane@example.com", false)]
    public void A_proof_is_the_last_four_digits_or_the_email(string proof, bool fits) =>
        Assert.Equal(fits, Proof.Fits(proof, Facts));

    [Theory]
    [InlineData("3456")]
    [InlineData("")]
    [InlineData("@")]
    public void Nothing_proves_an_order_that_knows_neither(string proof) =>
        Assert.False(Proof.Fits(proof, Facts with { Phone = null, Email = null }));

    [Fact]
    public async Task An_answer_waits_for_the_beat_however_fast_it_was_found()
    {
        var evenly = new EvenTime(new HastyTimers());
        var watch = Stopwatch.StartNew();

        Assert.Equal(7, await evenly.AnswerAsync(() => Task.FromResult(7), default));

        Assert.True(watch.Elapsed >= EvenTime.Beat, $"{watch.Elapsed}");
    }

    [Theory]
    [InlineData(OrderKind.Service, OrderStatus.New, 0)]
    [InlineData(OrderKind.Service, OrderStatus.OnWay, 2)]
    [InlineData(OrderKind.Service, OrderStatus.Completed, 4)]
    [InlineData(OrderKind.Product, OrderStatus.Shipped, 4)]
    public void An_order_stands_at_the_step_of_its_status(OrderKind kind, OrderStatus status, int step) =>
        Assert.Equal(step, Progress.Step(new(kind, status, null, null, null, null)));

    [Fact]
    public void A_cancelled_order_stands_where_it_was_last()
    {
        var at = DateTimeOffset.UnixEpoch;

        Assert.Equal(0, Progress.Step(new(OrderKind.Service, OrderStatus.Cancelled, null, null, null, null)));
        Assert.Equal(1, Progress.Step(new(OrderKind.Service, OrderStatus.Cancelled, at, null, null, null)));
        Assert.Equal(2, Progress.Step(new(OrderKind.Service, OrderStatus.Cancelled, at, at, null, null)));
        Assert.Equal(3, Progress.Step(new(OrderKind.Service, OrderStatus.Cancelled, at, at, at, null)));
        Assert.Equal(1, Progress.Step(new(OrderKind.Product, OrderStatus.Expired, at, null, null, null)));
        Assert.Null(Progress.Eta(new(OrderKind.Service, OrderStatus.Cancelled, null, null, null, at)));
    }

    // As timers are at times, since their clock is coarser than the one that is asked for the time.
    private sealed class HastyTimers : TimeProvider
    {
        private static readonly TimeSpan Haste = TimeSpan.FromMilliseconds(7);

        public override ITimer CreateTimer(
            TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > Haste ? dueTime - Haste : TimeSpan.Zero, period);
    }
}
