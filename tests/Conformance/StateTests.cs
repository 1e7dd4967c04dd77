using Orleans.Storage;

namespace Platform.Conformance;

/// <summary>What a grain may rely on about its state.</summary>
public sealed class StateTests : IAsyncLifetime
{
    private TestHome _home = null!;

    public async Task InitializeAsync() => _home = await TestHome.StartAsync();

    public async Task DisposeAsync() => await _home.DisposeAsync();

    [Fact]
    public async Task The_first_state_is_constructed_where_it_can_be_and_else_empty() =>
        Assert.Equal("7 False  True", await _home.Grain<IStateGrain>().Describe());

    [Fact]
    public async Task It_is_read_before_the_grain_is_activated()
    {
        var grain = _home.Grain<IStateGrain>();
        await grain.Set(5);
        await Restart(grain);

        Assert.Equal("5 True 1 True", await grain.Describe());
        Assert.Equal(1, _home.Journal.Count("activated with 5"));
    }

    [Fact]
    public async Task Writes_that_have_not_begun_share_one_and_it_carries_the_last_value()
    {
        var grain = _home.Grain<IStateGrain>();
        await grain.SetThrice();

        Assert.Equal([3], _home.Storage.Written);
    }

    [Fact]
    public async Task A_read_behind_a_successful_write_does_not_read()
    {
        var grain = _home.Grain<IStateGrain>();
        await grain.Describe();
        var reads = _home.Journal.Count("storage read");

        Assert.Equal("9 True 1 True", await grain.ReadAfterWrite(9));
        Assert.Equal(reads, _home.Journal.Count("storage read"));
    }

    [Fact]
    public async Task Foreign_exceptions_are_wrapped_and_the_grain_stays_with_what_it_had_changed()
    {
        var grain = _home.Grain<IStateGrain>();
        await grain.Set(1);
        _home.Storage.NextFailure = new TimeoutException("no database");

        var failure = await Assert.ThrowsAsync<OrleansException>(() => grain.Set(2));

        Assert.IsType<TimeoutException>(failure.InnerException);
        Assert.Equal("2 True 1 True", await grain.Describe());
    }

    [Fact]
    public async Task A_failed_read_is_wrapped_and_gives_no_grain()
    {
        _home.Storage.NextFailure = new TimeoutException("no database");
        var grain = _home.Grain<IStateGrain>();

        var failure = await Assert.ThrowsAsync<OrleansException>(grain.Describe);

        Assert.IsType<TimeoutException>(failure.InnerException);
        Assert.Equal("7 False  True", await grain.Describe());
    }

    [Fact]
    public async Task A_conflict_that_escapes_ends_the_activation_in_which_it_arose_and_no_other()
    {
        var (caller, callee) = (_home.Grain<IStateGrain>("caller"), _home.Grain<IStateGrain>("callee"));
        await caller.Set(100);
        await callee.Set(1);
        _home.Storage.NextFailure = new InconsistentStateException("stale", "2", "1");

        var failure = await Assert.ThrowsAsync<InconsistentStateException>(() => caller.Through(callee, 2));

        Assert.Equal(("2", "1"), (failure.StoredEtag, failure.CurrentEtag));
        Assert.Equal("1 True 1 True", await callee.Describe());
        Assert.Equal(2, _home.Journal.Count("activated with 7") - 0);
        Assert.Equal(1, _home.Journal.Count("activated with 1"));
        Assert.Equal(0, _home.Journal.Count("activated with 100"));
    }

    [Fact]
    public async Task A_conflict_that_is_caught_changes_nothing()
    {
        var grain = _home.Grain<IStateGrain>();
        await grain.Set(1);
        _home.Storage.NextFailure = new InconsistentStateException("stale");

        Assert.Equal(nameof(InconsistentStateException), await grain.SetAndCatch(2));
        Assert.Equal("2 True 1 True", await grain.Describe());
    }

    [Fact]
    public async Task What_waits_behind_a_conflict_reaches_the_next_activation()
    {
        var grain = _home.Grain<IStateGrain>();
        await grain.Set(1);
        _home.Storage.WriteDoor = "write";
        _home.Storage.NextFailure = new InconsistentStateException("stale");
        var failing = grain.Set(2);
        await _home.Journal.Has("storage write", 2);
        var waiting = grain.Describe();
        _home.Storage.WriteDoor = null;
        _home.Journal.Open("write");

        await Assert.ThrowsAsync<InconsistentStateException>(() => failing);
        Assert.Equal("1 True 1 True", await waiting);
    }

    [Fact]
    public async Task State_belongs_to_the_turns_of_its_grain() =>
        Assert.Equal("refused", await _home.Grain<IStateGrain>().Outside());

    [Fact]
    public async Task A_storage_that_nobody_registered_fails_at_activation()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(_home.Grain<IHomelessGrain>().Call);

        Assert.IsType<BadProviderConfigException>(failure.GetBaseException());
    }

    private async Task Restart(IStateGrain grain)
    {
        _home.Storage.NextFailure = new InconsistentStateException("make it go");
        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.Set(-1));
    }
}
