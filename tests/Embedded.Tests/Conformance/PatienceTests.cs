using Orleans.Configuration;

namespace Platform.Embedded.Tests;

/// <summary>Callers who wait too long, who give up, who wait for each other, and who are too many.</summary>
public sealed class PatienceTests : IAsyncLifetime
{
    private TestSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync(silo =>
        silo.Configure<SiloMessagingOptions>(options =>
        {
            options.ResponseTimeout = TimeSpan.FromSeconds(20);
            options.MaxEnqueuedRequestsHardLimit = 3;
        }));

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_caller_stops_waiting_at_the_timeout_while_the_grain_goes_on_and_keeps_its_turn()
    {
        var grain = _silo.Grain<ITurnGrain>();

        await Assert.ThrowsAsync<TimeoutException>(() => grain.Slow("door"));

        var next = grain.Echo("next");
        await Task.Delay(TimeSpan.FromMilliseconds(50));
        Assert.False(next.IsCompleted);
        _silo.Journal.Open("door");
        Assert.Equal("next", await next);
        Assert.Equal(1, _silo.Journal.Count("door ends"));
    }

    [Fact]
    public async Task A_caller_who_cancels_is_released_at_once_and_the_grain_is_told_on_its_own_turn()
    {
        using var source = new CancellationTokenSource();
        var call = _silo.Grain<ITurnGrain>().WaitFor(source.Token);
        await _silo.Journal.Has("waiting");
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await _silo.Journal.Has("cancelled");
        Assert.Equal(1, _silo.Journal.Count("inside"));
    }

    [Fact]
    public async Task A_call_with_a_cancelled_token_is_not_sent()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _silo.Grain<ITurnGrain>().WaitFor(new CancellationToken(canceled: true)));

        Assert.Equal(0, _silo.Journal.Count("waiting"));
    }

    [Fact]
    public async Task Grains_that_wait_for_each_other_in_a_circle_are_told_within_two_seconds()
    {
        var call = _silo.Grain<ITurnGrain>("a").CallBack(_silo.Grain<ITurnGrain>("b"), "home", allow: false);

        var failure = await Assert.ThrowsAsync<OrleansException>(() => call.WaitAsync(TimeSpan.FromSeconds(60)));

        Assert.Contains("call cycle, turns/a → turns/b → turns/a", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_mailbox_refuses_more_and_keeps_what_it_has()
    {
        var grain = _silo.Grain<ITurnGrain>();
        var running = grain.Plain("door");
        await _silo.Journal.Has("door begins");
        var waiting = Enumerable.Range(0, 3).Select(_ => grain.Echo("x")).ToList();

        await Assert.ThrowsAsync<LimitExceededException>(() => grain.Echo("too many"));

        _silo.Journal.Open("door");
        await Task.WhenAll(waiting.Append(running));
        Assert.Equal(3, _silo.Journal.Count("echo"));
    }
}
