using Platform.Testing;

namespace Platform.Commits;

public sealed class FlushTurnsTests
{
    private readonly ManualClock _clock = new();
    private readonly FlushTurns _turns;

    public FlushTurnsTests() => _turns = new(_clock);

    [Fact]
    public async Task Where_nothing_waits_nothing_is_sent() => Assert.Null(await Take(0));

    [Fact]
    public async Task Who_is_alone_goes_at_once() => Assert.NotNull(await Take(500));

    [Fact]
    public async Task A_second_flush_goes_beside_a_small_one()
    {
        using var small = await Take(FlushTurns.SmallMax - 1);

        Assert.True(Take(1).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_second_flush_waits_beside_a_large_one_until_that_takes_long()
    {
        using var large = await Take(FlushTurns.SmallMax);
        var second = Take(1);

        _clock.Advance(FlushTurns.Patience - TimeSpan.FromMilliseconds(1));
        Assert.False(second.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.NotNull(await second);
    }

    [Fact]
    public async Task A_small_flush_hides_no_large_one()
    {
        using var large = await Take(FlushTurns.SmallMax);
        _clock.Advance(FlushTurns.Patience);
        using var larger = await Take(FlushTurns.SmallMax);
        _clock.Advance(FlushTurns.Patience / 2);

        var third = Take(1);

        Assert.False(third.IsCompleted);
        _clock.Advance(FlushTurns.Patience / 2);
        Assert.NotNull(await third);
    }

    [Fact]
    public async Task Who_has_ended_is_in_nobodys_way()
    {
        (await Take(FlushTurns.SmallMax))!.Dispose();

        Assert.True(Take(1).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task What_another_took_meanwhile_is_waited_for_no_longer()
    {
        using var large = await Take(FlushTurns.SmallMax);
        var waiting = 1;
        var second = _turns.TakeAsync(() => waiting).AsTask();

        waiting = 0;
        _clock.Advance(FlushTurns.Patience);

        Assert.Null(await second);
    }

    private Task<IDisposable?> Take(int waiting) => _turns.TakeAsync(() => waiting).AsTask();
}
