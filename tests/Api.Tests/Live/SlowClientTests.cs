using System.Diagnostics;

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
        const int othersCount = 10;
        var body = $$"""{"filler":"{{new string('x', 2_000)}}"}""";
        await using var stuck = await HubSocket.ConnectAsync(_host, "owner", isReading: false);
        await stuck.SubscribeAsync(null, "orders");
        var others = new List<HubSocket>();
        for (var i = 0; i < othersCount; i++)
        {
            others.Add(await HubSocket.ConnectAsync(_host, "owner"));
            await others[i].SubscribeAsync(null, "orders");
            await others[i].AnswerAsync();
        }

        var since = Stopwatch.GetTimestamp();
        var hearing = others.Select(hub => HearAsync(hub, events)).ToArray();
        for (var i = 0; i < events; i++)
        {
            _feeds.Append(KnownTokens.Account, "orders/a", body);
            if (i % 20 == 0)
                await Task.Delay(5);
        }

        foreach (var heard in await Task.WhenAll(hearing))
            Assert.Equal(_feeds.Log.Select(entry => entry.Position), heard);
        while (_host.Node.Connections > othersCount)
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(30), "The stuck client is still there.");
            await Task.Delay(100);
        }

        foreach (var hub in others)
            await hub.DisposeAsync();
    }

    private static async Task<List<long>> HearAsync(HubSocket hub, int events)
    {
        var heard = new List<long>(events);
        while (heard.Count < events)
            heard.Add((await hub.CallAsync("Happened")).GetProperty("position").GetInt64());
        return heard;
    }
}
