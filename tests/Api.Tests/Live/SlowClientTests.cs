using System.Diagnostics;
using Platform.Testing;

namespace Platform.Live;

/// <summary>A client that stops reading holds up nobody and does not stay.</summary>
public sealed class SlowClientTests : IAsyncLifetime
{
    private readonly MemoryFeeds _feeds = new();
    private readonly KnownTokens _tokens = new();
    private LiveHost _host = null!;

    public async Task InitializeAsync() => _host = await LiveHost.StartAsync(_feeds, _tokens);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_client_that_stops_reading_is_cut_and_the_others_get_everything()
    {
        const int events = 6_000;
        const int burst = 100;
        const int othersCount = 10;
        var body = $$"""{"filler":"{{new string('x', 2_000)}}"}""";
        await using var stuck = await HubSocket.ConnectAsync(_host.Address, "owner", isReading: false);
        await stuck.SubscribeAsync(null, "orders");
        var others = new List<HubSocket>();
        for (var i = 0; i < othersCount; i++)
        {
            others.Add(await HubSocket.ConnectAsync(_host.Address, "owner"));
            await others[i].SubscribeAsync(null, "orders");
            await others[i].AnswerAsync();
        }

        // Each burst stays well within what may wait for one connection, so only who does not read falls behind.
        var heard = others.Select(_ => new List<long>(events)).ToArray();
        for (var i = 0; i < events; i += burst)
        {
            for (var j = 0; j < burst; j++)
                _feeds.Append(KnownTokens.Account, "orders/a", body);
            await Task.WhenAll(others.Select((hub, n) => HearAsync(hub, burst, heard[n])));
        }

        Assert.All(heard, all => Assert.Equal(_feeds.Log.Select(entry => entry.Position), all));
        var since = Stopwatch.GetTimestamp();
        while (_host.Node.Connections > othersCount)
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(60), "The stuck client is still there.");
            await Task.Delay(100);
        }

        foreach (var hub in others)
            await hub.DisposeAsync();
    }

    private static async Task HearAsync(HubSocket hub, int events, List<long> heard)
    {
        for (var i = 0; i < events; i++)
            heard.Add((await hub.CallAsync("Happened")).GetProperty("position").GetInt64());
    }
}
