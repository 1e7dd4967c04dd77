using Platform.Testing;

namespace Platform.Live;

/// <summary>Who may hear what, and for how long.</summary>
public sealed class LiveAccessTests : IAsyncLifetime
{
    private readonly MemoryFeeds _feeds = new();
    private readonly KnownTokens _tokens = new();
    private LiveHost _host = null!;

    public async Task InitializeAsync() => _host = await LiveHost.StartAsync(_feeds, _tokens);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("owner", "orders", null)]
    [InlineData("owner", "platform", "topic-refused")]
    [InlineData("owner", "secrets", "topic-refused")]
    [InlineData("owner", "orders/1", "topic-refused")]
    [InlineData("admin", "platform", null)]
    [InlineData("admin", "orders", "topic-refused")]
    [InlineData("orders-key", "orders", null)]
    [InlineData("orders-key", "calls", "topic-refused")]
    [InlineData("vendor", "vendors/cccccccc-0000-0000-0000-000000000003", null)]
    [InlineData("vendor", "vendors/cccccccc-0000-0000-0000-000000000009", "topic-refused")]
    [InlineData("vendor", "orders", "topic-refused")]
    public async Task A_topic_needs_the_claim_to_it(string token, string topic, string? refusal)
    {
        await using var hub = await HubSocket.ConnectAsync(_host.Address, token);

        await hub.SubscribeAsync(null, topic);
        var (_, error) = await hub.AnswerAsync();

        if (refusal is null)
            Assert.Null(error);
        else
            Assert.EndsWith(refusal, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_foreign_account_is_refused()
    {
        await using var hub = await HubSocket.ConnectAsync(_host.Address, "owner", KnownTokens.OtherAccount);

        await hub.EndedAsync();

        Assert.Contains("account-not-found", hub.CloseReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_platform_admin_names_the_account()
    {
        await using var hub = await HubSocket.ConnectAsync(_host.Address, "admin", KnownTokens.OtherAccount);
        await hub.SubscribeAsync(null, "orders");
        await hub.AnswerAsync();

        _feeds.Append(KnownTokens.Account, "orders/a");
        var wanted = _feeds.Append(KnownTokens.OtherAccount, "orders/b");

        Assert.Equal(wanted.Position, (await hub.CallAsync("Happened")).GetProperty("position").GetInt64());
    }

    [Fact]
    public async Task A_vendor_hears_what_concerns_him_in_any_account_and_nothing_else()
    {
        var topic = FeedKey.VendorTopic(KnownTokens.Vendor);
        var missed = _feeds.Append(KnownTokens.OtherAccount, "orders/b", topics: [topic]);
        await using var hub = await HubSocket.ConnectAsync(_host.Address, "vendor");
        await hub.SubscribeAsync(0, topic);

        _feeds.Append(KnownTokens.Account, "orders/a");
        var offered = _feeds.Append(KnownTokens.Account, "orders/a", topics: [topic]);

        Assert.Equal(missed.Position, (await hub.CallAsync("Happened")).GetProperty("position").GetInt64());
        Assert.Equal(offered.Position, (await hub.CallAsync("Happened")).GetProperty("position").GetInt64());
    }

    [Fact]
    public async Task Who_is_bound_to_a_shop_hears_that_shop_only()
    {
        await using var hub = await HubSocket.ConnectAsync(_host.Address, "shop-staff");
        await hub.SubscribeAsync(null, "orders");
        await hub.AnswerAsync();

        _feeds.Append(KnownTokens.Account, "orders/a", $$"""{"shop_id":"{{Guid.NewGuid()}}"}""");
        _feeds.Append(KnownTokens.Account, "orders/b");
        var own = _feeds.Append(KnownTokens.Account, "orders/c", $$"""{"shop_id":"{{KnownTokens.Shop}}"}""");

        Assert.Equal(own.Position, (await hub.CallAsync("Happened")).GetProperty("position").GetInt64());
    }

    [Fact]
    public async Task A_connection_has_one_feed_so_that_its_last_position_says_all()
    {
        await using var hub = await HubSocket.ConnectAsync(_host.Address, "admin", KnownTokens.Account);
        await hub.SubscribeAsync(null, "orders");
        await hub.AnswerAsync();

        await hub.SubscribeAsync(null, "platform");

        Assert.EndsWith("one-feed-a-connection", (await hub.AnswerAsync()).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_session_is_cut_and_others_stay()
    {
        await using var revoked = await HubSocket.ConnectAsync(_host.Address, "owner");
        await using var other = await HubSocket.ConnectAsync(_host.Address, "orders-key");
        await revoked.SubscribeAsync(null, "orders");
        await revoked.AnswerAsync();
        await other.SubscribeAsync(null, "orders");
        await other.AnswerAsync();

        _tokens.Revoke(KnownTokens.Session);
        await revoked.EndedAsync();

        Assert.Equal("revoked", revoked.CloseReason);
        var next = _feeds.Append(KnownTokens.Account, "orders/a");
        Assert.Equal(next.Position, (await other.CallAsync("Happened")).GetProperty("position").GetInt64());
    }
}
