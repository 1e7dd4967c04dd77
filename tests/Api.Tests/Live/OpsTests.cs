using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Platform.Live;

/// <summary>The same feed as plain JSON.</summary>
public sealed class OpsTests : IAsyncLifetime
{
    private readonly MemoryFeeds _feeds = new();
    private readonly KnownTokens _tokens = new();
    private LiveHost _host = null!;

    public async Task InitializeAsync() => _host = await LiveHost.StartAsync(_feeds, _tokens);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task The_first_message_brings_the_token_and_then_events_come_one_a_message()
    {
        var missed = _feeds.Append(KnownTokens.Account, "orders/a");
        using var socket = await ConnectAsync("""{"token":"owner","topics":["orders"],"after":0}""");

        Assert.Equal(missed.Position, (await ReadAsync(socket)).GetProperty("position").GetInt64());
        Assert.Equal(missed.Position, (await ReadAsync(socket)).GetProperty("position").GetInt64());
        var next = _feeds.Append(KnownTokens.Account, "orders/a", kind: "order.placed");
        var happened = await ReadAsync(socket);

        Assert.Equal(next.Position, happened.GetProperty("position").GetInt64());
        Assert.Equal("order.placed", happened.GetProperty("kind").GetString());
    }

    [Theory]
    [InlineData("""{"token":"nobody","topics":["orders"]}""", "not-signed-in")]
    [InlineData("""{"topics":["orders"]}""", "not-signed-in")]
    [InlineData("""no json""", "not-signed-in")]
    [InlineData(
        """{"token":"owner","account":"bbbbbbbb-0000-0000-0000-000000000002","topics":["orders"]}""", "not-signed-in")]
    [InlineData("""{"token":"owner","topics":["platform"]}""", "topic-refused")]
    [InlineData("""{"token":"owner"}""", "message-not-understood")]
    public async Task Who_may_not_hear_is_sent_away_with_a_reason(string first, string reason)
    {
        using var socket = await ConnectAsync(first);

        var end = await socket.ReceiveAsync(new byte[1024], default);

        Assert.Equal(WebSocketMessageType.Close, end.MessageType);
        Assert.Equal(reason, socket.CloseStatusDescription);
    }

    [Fact]
    public async Task A_ping_is_answered()
    {
        using var socket = await ConnectAsync("""{"token":"owner","topics":["orders"]}""");
        await ReadAsync(socket);

        await SendAsync(socket, """{"type":"ping"}""");

        Assert.Equal("pong", (await ReadAsync(socket)).GetProperty("type").GetString());
    }

    private async Task<ClientWebSocket> ConnectAsync(string first)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"{_host.Address}/ops"), default);
        await SendAsync(socket, first);
        return socket;
    }

    private static Task SendAsync(ClientWebSocket socket, string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, default);

    private static async Task<JsonElement> ReadAsync(ClientWebSocket socket)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var buffer = new byte[16 * 1024];
        var part = await socket.ReceiveAsync(buffer, limit.Token);
        Assert.Equal((WebSocketMessageType.Text, true), (part.MessageType, part.EndOfMessage));
        using var message = JsonDocument.Parse(buffer.AsMemory(0, part.Count));
        return message.RootElement.Clone();
    }
}
