using Platform.Testing;

namespace Platform.Live;

/// <summary>What a client hears, whatever happens to its line, to the server and to the hints.</summary>
public sealed class LiveStreamTests : IAsyncLifetime
{
    private readonly MemoryFeeds _feeds = new();
    private readonly KnownTokens _tokens = new();
    private LiveHost _host = null!;

    public async Task InitializeAsync() => _host = await LiveHost.StartAsync(_feeds, _tokens);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task An_event_reaches_its_subscriber_whole()
    {
        var order = Guid.NewGuid();
        await using var hub = await SubscribedAsync(after: null, "orders");

        var entry = _feeds.Append(
            KnownTokens.Account, $"orders/{order}", """{"to":"accepted"}""", "order.status_changed", "vendors/x");
        var happened = await hub.CallAsync("Happened");

        Assert.Equal(
            $$"""{"position":{{entry.Position}},"account_id":"{{KnownTokens.Account}}","kind":"order.status_changed","""
            + $$""" "subject":"orders/{{order}}","topics":["vendors/x"],"at":"1970-01-01T00:00:00+00:00","""
            + """ "actor":"system:system","body":{"to":"accepted"}}""",
            happened.GetRawText().Replace(",\"subject", ", \"subject", StringComparison.Ordinal)
                .Replace(",\"actor", ", \"actor", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_node_that_several_tell_to_stop_stops_once()
    {
        await using var hub = await SubscribedAsync(after: null, "orders");

        await Task.WhenAll(_host.Node.StopAsync(CancellationToken.None), _host.Node.StopAsync(CancellationToken.None));
        await _host.Node.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Only_the_topics_that_were_asked_for_come()
    {
        var order = Guid.NewGuid();
        await using var hub = await SubscribedAsync(after: null, $"orders/{order}");

        _feeds.Append(KnownTokens.Account, $"orders/{Guid.NewGuid()}");
        _feeds.Append(KnownTokens.Account, $"calls/{order}");
        _feeds.Append(KnownTokens.OtherAccount, $"orders/{order}");
        var wanted = _feeds.Append(KnownTokens.Account, $"orders/{order}");

        Assert.Equal(wanted.Position, (await hub.CallAsync("Happened")).GetProperty("position").GetInt64());
    }

    [Fact]
    public async Task After_hundreds_of_cuts_nothing_is_missing_and_nothing_came_twice()
    {
        _feeds.Loss = 0.1;
        using var stop = new CancellationTokenSource();
        var writing = WriteAsync(stop.Token);
        var heard = new List<long>();
        var random = new Random(11);
        for (var cut = 0; cut < 300; cut++)
            await HearAsync(heard, random.Next(1, 12));

        await stop.CancelAsync();
        await writing;
        _feeds.Loss = 0;
        var last = _feeds.Append(KnownTokens.Account, "orders/last");
        while (heard.LastOrDefault() < last.Position)
            await HearAsync(heard, 1);

        Assert.Equal(Expected(), heard);
    }

    [Fact]
    public async Task Over_restarts_of_the_server_nothing_is_missing_and_nothing_came_twice()
    {
        using var stop = new CancellationTokenSource();
        var writing = WriteAsync(stop.Token);
        var heard = new List<long>();
        for (var restart = 0; restart < 8; restart++)
        {
            await HearAsync(heard, 20);
            await _host.DisposeAsync();
            _host = await LiveHost.StartAsync(_feeds, _tokens);
        }

        await stop.CancelAsync();
        await writing;
        var last = _feeds.Append(KnownTokens.Account, "orders/last");
        while (heard.LastOrDefault() < last.Position)
            await HearAsync(heard, 1);

        Assert.Equal(Expected(), heard);
    }

    [Fact]
    public async Task A_topic_that_is_added_later_brings_what_it_missed_and_nothing_twice()
    {
        var both = _feeds.Append(KnownTokens.Account, "orders/a", topics: ["stock/x"]);
        var call = _feeds.Append(KnownTokens.Account, "calls/a");
        await using var hub = await SubscribedAsync(after: 0, "orders");
        Assert.Equal(both.Position, await PositionAsync(hub));

        await hub.SubscribeAsync(0, "calls", "orders");

        Assert.Equal(call.Position, await PositionAsync(hub));
        var next = _feeds.Append(KnownTokens.Account, "orders/b");
        Assert.Equal(next.Position, await PositionAsync(hub));
    }

    [Fact]
    public async Task Who_is_ahead_of_this_node_hears_only_what_is_new_to_him()
    {
        await using var first = await SubscribedAsync(after: null, "orders");
        _feeds.Loss = 1;
        var told = _feeds.Append(KnownTokens.Account, "orders/a");
        await using var ahead = await SubscribedAsync(after: told.Position, "orders");
        _feeds.Loss = 0;
        var next = _feeds.Append(KnownTokens.Account, "orders/b");

        Assert.Equal(told.Position, await PositionAsync(first));
        Assert.Equal(next.Position, await PositionAsync(ahead));
    }

    [Fact]
    public async Task When_the_silo_of_a_feed_goes_while_the_log_is_read_it_is_read_once_more()
    {
        await using var hub = await SubscribedAsync(after: null, "orders");

        var (lost, next) = LoseOne(new SiloUnavailableException("The silo has gone."));

        Assert.Equal(lost.Position, await PositionAsync(hub));
        Assert.Equal(next.Position, await PositionAsync(hub));
    }

    [Fact]
    public async Task Who_listens_to_a_feed_that_fails_is_asked_to_come_back_and_misses_nothing()
    {
        await using var hub = await SubscribedAsync(after: null, "orders");
        var before = _feeds.Append(KnownTokens.Account, "orders/a");
        Assert.Equal(before.Position, await PositionAsync(hub));

        var (lost, next) = LoseOne(new InvalidOperationException("Nobody thought of this."));
        await hub.EndedAsync();

        Assert.Equal(("feed-failed", true), (hub.CloseReason, hub.MayReconnect));
        await using var again = await SubscribedAsync(before.Position, "orders");
        Assert.Equal(lost.Position, await PositionAsync(again));
        Assert.Equal(next.Position, await PositionAsync(again));
    }

    [Theory]
    [InlineData(1, "too-old")]
    [InlineData(99_999, "unknown-position")]
    public async Task A_position_that_cannot_be_continued_is_answered_with_resync(long after, string reason)
    {
        for (var i = 0; i < 20; i++)
            _feeds.Append(KnownTokens.Account, "orders/a");
        _feeds.OldestKept = 15;
        await using var hub = await HubSocket.ConnectAsync(_host.Address, "owner");

        await hub.SubscribeAsync(after, "orders");
        var resync = await hub.CallAsync("Resync");

        Assert.Equal(
            $$"""{"topic":"orders","reason":"{{reason}}","position":20}""", resync.GetRawText());
        var next = _feeds.Append(KnownTokens.Account, "orders/a");
        Assert.Equal(next.Position, await PositionAsync(hub));
    }

    [Fact]
    public async Task Who_is_too_far_behind_reads_a_snapshot_instead()
    {
        for (var i = 0; i < NodeFeed.ReplayMax + 5_000; i++)
            _feeds.Append(KnownTokens.Account, "orders/a");
        await using var hub = await HubSocket.ConnectAsync(_host.Address, "owner");

        await hub.SubscribeAsync(1, "orders");

        Assert.Equal("too-far-behind", (await hub.CallAsync("Resync")).GetProperty("reason").GetString());
    }

    [Fact]
    public async Task What_is_said_now_is_heard_now_by_those_who_listen_to_its_subject()
    {
        var call = Guid.NewGuid();
        await using var hub = await SubscribedAsync(after: null, $"calls/{call}");

        _feeds.Say(KnownTokens.Account, new LiveNow("call.speaking", $"calls/{Guid.NewGuid()}", "{}"));
        _feeds.Say(KnownTokens.Account, new LiveNow("call.speaking", $"calls/{call}", """{"token":"hello"}"""));

        Assert.Equal(
            $$$"""{"kind":"call.speaking","subject":"calls/{{{call}}}","body":{"token":"hello"}}""",
            (await hub.CallAsync("Now")).GetRawText());
    }

    // The node does not hear of the first, and reads the log when it hears of the second.
    private (LogEntry Lost, LogEntry Next) LoseOne(Exception trouble)
    {
        _feeds.Loss = 1;
        var lost = _feeds.Append(KnownTokens.Account, "orders/a");
        (_feeds.Loss, _feeds.Trouble) = (0, trouble);
        return (lost, _feeds.Append(KnownTokens.Account, "orders/a"));
    }

    private IEnumerable<long> Expected() => _feeds.Log
        .Where(entry => entry.AccountId == KnownTokens.Account && entry.Subject[0] == 'o')
        .Select(entry => entry.Position);

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        for (var i = 0; !cancellationToken.IsCancellationRequested; i++)
        {
            var account = i % 3 == 0 ? KnownTokens.OtherAccount : KnownTokens.Account;
            _feeds.Append(account, i % 5 == 0 ? "calls/a" : "orders/a");
            if (i % 4 == 0)
                await Task.Delay(5, CancellationToken.None);
        }
    }

    // One connection: from the last position, until so many more events came; then the line is cut.
    private async Task HearAsync(List<long> heard, int events)
    {
        await using var hub = await HubSocket.ConnectAsync(_host.Address, "owner");
        await hub.SubscribeAsync(heard.LastOrDefault(), "orders");
        for (var i = 0; i < events; i++)
            heard.Add(await PositionAsync(hub));
        hub.Cut();
    }

    private async Task<HubSocket> SubscribedAsync(long? after, params string[] topics)
    {
        var hub = await HubSocket.ConnectAsync(_host.Address, "owner");
        await hub.SubscribeAsync(after, topics);
        if (after is null)
            Assert.Null((await hub.AnswerAsync()).Error);
        return hub;
    }

    private static async Task<long> PositionAsync(HubSocket hub) =>
        (await hub.CallAsync("Happened")).GetProperty("position").GetInt64();
}
