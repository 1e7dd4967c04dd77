using Orleans.Configuration;

namespace Platform.Conformance;

/// <summary>Callers who wait too long, who give up, who wait for each other, and who are too many.</summary>
public sealed class PatienceTests : IAsyncLifetime
{
    private const int QueueLimit = 3;

    private TestHome _home = null!;

    public async Task InitializeAsync() => _home = await TestHome.StartAsync(silo =>
        silo.Configure<SiloMessagingOptions>(options => options.MaxEnqueuedRequestsHardLimit = QueueLimit));

    public async Task DisposeAsync() => await _home.DisposeAsync();

    [Fact]
    public async Task A_caller_stops_waiting_at_the_timeout_while_the_grain_goes_on_and_keeps_its_turn()
    {
        var grain = _home.Grain<ITurnGrain>();

        await Assert.ThrowsAsync<TimeoutException>(() => grain.Slow("door"));

        var next = grain.Echo("next");
        await Task.Delay(TimeSpan.FromMilliseconds(50));
        Assert.False(next.IsCompleted);
        _home.Journal.Open("door");
        Assert.Equal("next", await next);
        Assert.Equal(1, _home.Journal.Count("door ends"));
    }

    [Fact]
    public async Task A_caller_who_cancels_is_released_at_once_and_the_grain_is_told_on_its_own_turn()
    {
        using var source = new CancellationTokenSource();
        var call = _home.Grain<ITurnGrain>().WaitFor(source.Token);
        await _home.Journal.Has("waiting");
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await _home.Journal.Has("cancelled");
        Assert.Equal(1, _home.Journal.Count("inside"));
    }

    [Fact]
    public async Task A_call_with_a_cancelled_token_is_not_sent()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _home.Grain<ITurnGrain>().WaitFor(new CancellationToken(canceled: true)));

        Assert.Equal(0, _home.Journal.Count("waiting"));
    }

    [Fact]
    public async Task Grains_that_wait_for_each_other_in_a_circle_are_told()
    {
        await using var home = await TestHome.StartAsync(new HomeSetup { Patience = Expected.PatienceInCircles });

        var failure = await Assert.ThrowsAsync(Expected.Circle, () =>
            home.Grain<ITurnGrain>("a").CallBack(home.Grain<ITurnGrain>("b"), "home", allow: false));

        Assert.Contains(Expected.CircleIsToldAs, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_mailbox_refuses_more_and_keeps_what_it_has()
    {
        var grain = _home.Grain<ITurnGrain>();
        var running = grain.Plain("door");
        await _home.Journal.Has("door begins");
        var calls = Enumerable.Range(0, 3 * QueueLimit).Select(_ => grain.Echo("x")).ToList();

        await Assert.ThrowsAsync<LimitExceededException>(() => Task.WhenAny(calls).Unwrap());

        _home.Journal.Open("door");
        await running;
        await Task.WhenAll(calls).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.All(
            calls.Where(call => call.IsFaulted),
            call => Assert.IsType<LimitExceededException>(call.Exception!.InnerException));
        var kept = calls.Count(call => call.IsCompletedSuccessfully);
        Assert.InRange(kept, QueueLimit, calls.Count - 1);
        Assert.Equal(kept, _home.Journal.Count("echo"));
    }
}
