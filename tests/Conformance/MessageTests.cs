using System.Runtime.CompilerServices;

namespace Platform.Conformance;

/// <summary>What crosses between a caller and a grain.</summary>
public sealed class MessageTests : IAsyncLifetime
{
    private TestHome _home = null!;

    public async Task InitializeAsync() => _home = await TestHome.StartAsync();

    public async Task DisposeAsync() => await _home.DisposeAsync();

    [Fact]
    public async Task A_changeable_argument_is_copied_and_so_is_the_answer()
    {
        var grain = _home.Grain<IMessageGrain>();
        var mine = new Changeable { Numbers = [1, 2], Array = [5] };
        mine.Self = mine;

        var answer = await grain.KeepAndReturn(mine);
        mine.Numbers.Add(3);
        mine.Array[0] = 6;
        answer.Numbers.Clear();

        var kept = await grain.Kept();
        Assert.Equal([1, 2], kept.Numbers);
        Assert.Equal([5], kept.Array);
        Assert.Same(kept, kept.Self);
    }

    [Fact]
    public async Task An_immutable_argument_is_the_same_object_within_a_process_of_one_silo()
    {
        var grain = _home.Grain<IMessageGrain>();
        var (marked, closed) = (new Fixed("a"), new Closed("b", 1));

        Assert.Equal(
            Expected.OutsidersShareImmutables, RuntimeHelpers.GetHashCode(marked) == await grain.IdentityOf(marked));
        Assert.Equal(
            Expected.OutsidersShareImmutables,
            RuntimeHelpers.GetHashCode(closed) == await grain.IdentityOfClosed(closed));
        Assert.Equal("a", await grain.TextOf(marked));
    }

    [Fact]
    public async Task A_lazy_sequence_arrives_as_a_list() =>
        Assert.Equal([1, 4, 1], await _home.Grain<IMessageGrain>().Sequence(new[] { 1, 2 }.Select(one => one * one)));

    [Fact]
    public async Task A_dictionary_is_the_callees_own()
    {
        var names = new Dictionary<string, List<string>> { ["a"] = ["b"] };

        Assert.Equal(["a", "added"], (await _home.Grain<IMessageGrain>().Names(names)).Order());
        Assert.Single(names);
    }

    [Fact]
    public async Task An_exception_of_ours_arrives_with_its_data()
    {
        var failure = await Assert.ThrowsAsync<OwnException>(() => _home.Grain<IMessageGrain>().Throw(17));

        Assert.Equal((17, "own", "inner"), (failure.Code, failure.Message, failure.InnerException?.Message));
    }

    [Fact]
    public async Task An_exception_keeps_its_type_and_data_through_another_grain()
    {
        var (front, behind) = (_home.Grain<IMessageGrain>(), _home.Grain<IMessageGrain>());

        var failure = await Assert.ThrowsAsync<OwnException>(() => front.ThrowThrough(behind, 18));

        Assert.Equal((18, "inner"), (failure.Code, failure.InnerException?.Message));
    }

    [Fact]
    public async Task An_exception_of_the_framework_arrives_as_itself()
    {
        var failure = await Assert.ThrowsAsync<KeyNotFoundException>(_home.Grain<IMessageGrain>().ThrowForeign);

        Assert.Equal("no such key", failure.Message);
    }

    [Fact]
    public async Task A_grain_that_changes_what_it_sent_changes_nothing_for_the_grain_that_got_it()
    {
        var (lender, borrower) = (_home.Grain<IMessageGrain>(), _home.Grain<IMessageGrain>());

        Assert.Equal([1], await lender.Lend(borrower));
    }

    [Fact]
    public async Task The_context_flows_down_and_never_back()
    {
        RequestContext.Set("key", "mine");

        Assert.Equal("mine", await _home.Grain<IMessageGrain>().ContextOf("key"));
        Assert.Equal("changed", await _home.Grain<IMessageGrain>().PassContext("key", "changed"));
        Assert.Equal("mine", RequestContext.Get("key"));
        RequestContext.Clear();
        Assert.Null(await _home.Grain<IMessageGrain>().ContextOf("key"));
    }

    [Fact]
    public async Task Value_tasks_references_and_internal_interfaces_work()
    {
        var grain = _home.Grain<IMessageGrain>();
        await grain.Nothing();

        Assert.Equal(12, await grain.Value(12));
        Assert.Equal("life/x", (await grain.Reference("x")).GetGrainId().ToString());
        Assert.Equal("life/x", (await (await grain.Reference("x")).Keys())[1]);
        Assert.Equal(new HiddenMessage(2), await _home.Grain<IHiddenGrain>("h").Answer(new HiddenMessage(1)));
    }

    [Fact]
    public async Task A_one_way_call_tells_nothing_of_its_end()
    {
        var grain = _home.Grain<ITurnGrain>();
        await grain.SendFailing();
        await _home.Journal.Has("failing");
        await grain.Send("door");
        await _home.Journal.Has("door begins");

        Assert.Equal(0, _home.Journal.Count("door ends"));
        _home.Journal.Open("door");
        await _home.Journal.Has("door ends");
    }
}
