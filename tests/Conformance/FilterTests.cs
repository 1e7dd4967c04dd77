namespace Platform.Conformance;

/// <summary>Filters around calls: who is asked, in which order, and what they may change.</summary>
public sealed class FilterTests
{
    [Fact]
    public async Task Filters_run_in_their_order_and_the_grains_own_is_last()
    {
        await using var home = await StartAsync();
        RequestContext.Set("trace", true);
        await home.Grain<IMessageGrain>().Value(1);

        Assert.Equal(["out", "first", "second", "own filter Value"], home.Journal.Entries);
        RequestContext.Clear();
    }

    [Fact]
    public async Task A_filter_may_change_the_answer()
    {
        await using var home = await TestHome.StartAsync();

        Assert.Equal(14, await home.Grain<IMessageGrain>().Value(13));
    }

    [Fact]
    public async Task A_filter_may_refuse_and_the_grain_is_not_asked()
    {
        var journal = new Journal();
        await using var home = await TestHome.StartAsync(new HomeSetup
        {
            Journal = journal,
            Silo = silo => silo.AddIncomingGrainCallFilter(context => context.MethodName == nameof(ITurnGrain.Echo)
                ? throw new OwnException("not you") { Code = 3 }
                : context.Invoke()),
        });

        var failure = await Assert.ThrowsAsync<OwnException>(() => home.Grain<ITurnGrain>().Echo("x"));

        Assert.Equal(3, failure.Code);
        Assert.Equal(0, journal.Count("echo"));
    }

    [Fact]
    public async Task A_filter_sees_the_grains_exception_and_the_caller_gets_it()
    {
        var seen = new TaskCompletionSource<Exception>();
        await using var home = await TestHome.StartAsync(silo => silo.AddIncomingGrainCallFilter(async context =>
        {
            try
            {
                await context.Invoke();
            }
            catch (OwnException failure)
            {
                seen.SetResult(failure);
                throw;
            }
        }));

        await Assert.ThrowsAsync<OwnException>(() => home.Grain<IMessageGrain>().Throw(1));
        Assert.IsType<OwnException>(await seen.Task);
    }

    [Fact]
    public async Task Filters_see_the_ticks_of_timers()
    {
        var journal = new Journal();
        await using var home = await TestHome.StartAsync(new HomeSetup
        {
            Journal = journal,
            Silo = silo => silo.AddIncomingGrainCallFilter(context =>
            {
                journal.Add($"{context.InterfaceName.Split('.')[^1]}.{context.MethodName}");
                return context.Invoke();
            }),
        });
        await home.Grain<ILifeGrain>("t").StartTimer(TimeSpan.Zero, Timeout.InfiniteTimeSpan, keepAlive: false);

        await journal.Has("IGrainTimerInvoker.InvokeCallbackAsync");
        await journal.Has("t tick");
    }

    // Who filters sees the runtime's own calls as well: of grains that are not ours nothing is noted.
    private static Task<TestHome> StartAsync()
    {
        var journal = new Journal();
        return TestHome.StartAsync(new HomeSetup
        {
            Journal = journal,
            Outgoing = context => Note("out", context),
            Silo = silo => silo
                .AddIncomingGrainCallFilter(context => Note("first", context))
                .AddIncomingGrainCallFilter(context => Note("second", context)),
        });

        Task Note(string name, IGrainCallContext context)
        {
            if (context.TargetId.Type.ToString() == "message")
                journal.Add(name);
            return context.Invoke();
        }
    }
}
