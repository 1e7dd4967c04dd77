namespace Platform.Conformance;

/// <summary>Which request may start while another one runs.</summary>
public sealed class TurnTests : IAsyncLifetime
{
    private TestHome _home = null!;

    public async Task InitializeAsync() => _home = await TestHome.StartAsync();

    public async Task DisposeAsync() => await _home.DisposeAsync();

    [Fact]
    public async Task A_request_starts_at_once_when_nothing_runs() =>
        Assert.Equal("hello", await _home.Grain<ITurnGrain>().Echo("hello"));

    [Theory]
    [InlineData("plain", "plain", false)]
    [InlineData("plain", "read", false)]
    [InlineData("plain", "interleaved", true)]
    [InlineData("read", "plain", false)]
    [InlineData("read", "read", true)]
    [InlineData("interleaved", "plain", true)]
    public async Task Only_the_permitted_pairs_run_together(string first, string second, bool together)
    {
        var grain = _home.Grain<ITurnGrain>();
        await Pair(grain, first, "a", second, "b", together);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("read", "plain")]
    public async Task A_reentrant_grain_runs_all_together(string first, string second) =>
        await Pair(_home.Grain<IReentrantTurnGrain>(), first, "a", second, "b", together: true);

    [Theory]
    [InlineData("a", "chosen-b", true)]
    [InlineData("chosen-a", "b", true)]
    [InlineData("a", "b", false)]
    public async Task A_predicate_is_asked_about_the_new_and_the_running_request(
        string first, string second, bool together) =>
        await Pair(_home.Grain<IChoosyTurnGrain>(), "plain", first, "plain", second, together);

    [Fact]
    public async Task A_call_chain_may_come_back_when_it_was_allowed()
    {
        var answer = await _home.Grain<ITurnGrain>("a").CallBack(_home.Grain<ITurnGrain>("b"), "home", allow: true);

        Assert.Equal("home", answer);
    }

    [Fact]
    public async Task What_waits_runs_in_the_end_and_one_at_a_time()
    {
        var grain = _home.Grain<ITurnGrain>();

        var counts = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => grain.CountUnsafely(20)));

        Assert.Equal(1000, counts.Max());
    }

    [Fact]
    public async Task A_reader_that_waits_starts_beside_the_reader_that_runs_though_a_writer_waits_before_it()
    {
        var grain = _home.Grain<ITurnGrain>();
        var one = grain.Read("one");
        await _home.Journal.Has("one begins");
        var writer = grain.Plain("writer");
        var two = grain.Read("two");

        await _home.Journal.Has("two begins");

        Assert.Equal(0, _home.Journal.Count("writer begins"));
        foreach (var door in new[] { "one", "two", "writer" })
            _home.Journal.Open(door);
        await Task.WhenAll(one, two, writer);
    }

    private async Task Pair(ITurnGrain grain, string first, string a, string second, string b, bool together)
    {
        var running = Call(grain, first, a);
        await _home.Journal.Has($"{a} begins");
        var other = Call(grain, second, b);
        if (together)
        {
            await _home.Journal.Has($"{b} begins");
        }
        else
        {
            // A call that always interleaves and was sent later has been through: the other one had its chance.
            _home.Journal.Open("probe");
            await grain.Interleaved("probe");
            Assert.Equal(0, _home.Journal.Count($"{b} begins"));
        }

        _home.Journal.Open(a);
        _home.Journal.Open(b);
        await Task.WhenAll(running, other);
        var order = _home.Journal.Entries.Where(entry => !entry.StartsWith("probe", StringComparison.Ordinal)).ToList();
        Assert.Equal(together, order.IndexOf($"{b} begins") < order.IndexOf($"{a} ends"));
    }

    private static Task Call(ITurnGrain grain, string kind, string name) => kind switch
    {
        "plain" => grain.Plain(name),
        "read" => grain.Read(name),
        _ => grain.Interleaved(name),
    };
}
