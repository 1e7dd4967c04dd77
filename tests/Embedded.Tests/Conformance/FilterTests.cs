
namespace Platform.Embedded.Tests;

/// <summary>Filters around calls: who is asked, in which order, and what they may change.</summary>
public sealed class FilterTests
{
    [Fact]
    public async Task Filters_run_in_their_order_and_the_grains_own_is_last()
    {
        await using var silo = await StartAsync();
        RequestContext.Set("trace", true);
        await silo.Grain<IMessageGrain>().Value(1);

        Assert.Equal(["out", "first", "second", "own filter Value"], silo.Journal.Entries);
        RequestContext.Clear();
    }

    [Fact]
    public async Task A_filter_may_change_the_answer()
    {
        await using var silo = await TestSilo.StartAsync();

        Assert.Equal(14, await silo.Grain<IMessageGrain>().Value(13));
    }

    [Fact]
    public async Task A_filter_sees_the_grains_exception_and_the_caller_gets_it()
    {
        Exception? seen = null;
        await using var silo = await TestSilo.StartAsync(builder => builder.AddIncomingGrainCallFilter(async context =>
        {
            try
            {
                await context.Invoke();
            }
            catch (OwnException failure)
            {
                seen = failure;
                throw;
            }
        }));

        await Assert.ThrowsAsync<OwnException>(() => silo.Grain<IMessageGrain>().Throw(1));
        Assert.NotNull(seen);
    }

    [Fact]
    public async Task Filters_see_the_ticks_of_timers()
    {
        await using var silo = await TestSilo.StartAsync();
        var journal = silo.Journal;
        await using var filtered = await TestSilo.StartAsync(builder => builder.AddIncomingGrainCallFilter(context =>
        {
            journal.Add($"{context.InterfaceName.Split('.')[^1]}.{context.MethodName}");
            return context.Invoke();
        }));
        await filtered.Grain<ILifeGrain>("t").StartTimer(TimeSpan.Zero, Timeout.InfiniteTimeSpan, keepAlive: false);

        await journal.Has("IGrainTimerInvoker.InvokeCallbackAsync");
        await filtered.Journal.Has("t tick");
    }

    private static async Task<TestSilo> StartAsync()
    {
        Journal? journal = null;
        var silo = await TestSilo.StartAsync(builder => builder
            .AddOutgoingGrainCallFilter(context => Note("out", context.Invoke))
            .AddIncomingGrainCallFilter(context => Note("first", context.Invoke))
            .AddIncomingGrainCallFilter(context => Note("second", context.Invoke)));
        journal = silo.Journal;
        return silo;

        Task Note(string name, Func<Task> next)
        {
            journal!.Add(name);
            return next();
        }
    }
}
