using System.Net.WebSockets;
using System.Text.Json;
using Platform.Http;

namespace Platform.Live;

/// <summary>The live feed for who cannot speak SignalR: plain JSON over a WebSocket. The first message brings the
/// token, so that it is in no address: <c>{"token": "…", "topics": ["orders"], "after": 123}</c>. Then one event a
/// message.</summary>
internal static class OpsEndpoint
{
    private const int MessageBytesMax = 8_192;

    private static readonly TimeSpan HelloTime = TimeSpan.FromSeconds(10);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static void MapOps(this IEndpointRouteBuilder routes) =>
        // Nobody is known before the first message: it is the handler that closes the door.
        routes.MapGet("/ops", Serve).AllowAnonymous().ExcludeFromDescription();

    private static async Task Serve(HttpContext http, LiveDoor door, NodeFeeds feeds, TimeProvider clock)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            await Problems.Of(400, "websocket-only", "Connect to this address as a WebSocket.").ExecuteAsync(http);
            return;
        }

        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        using var limit = new CancellationTokenSource(HelloTime, clock);
        using var hello = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, http.RequestAborted);
        try
        {
            var first = await ReadAsync(socket, hello.Token);
            var access = first?.Token is { } token
                ? await door.AccessAsync(token, first.Account, hello.Token)
                : null;
            if (access is null)
                await CloseAsync(socket, "not-signed-in");
            else
                await TalkAsync(http, socket, access, first!, feeds, clock);
        }
        catch (Exception end) when (end is OperationCanceledException or WebSocketException or IOException)
        {
            http.Abort();
        }
    }

    private static async Task TalkAsync(
        HttpContext http, WebSocket socket, LiveAccess access, OpsMessage first, NodeFeeds feeds, TimeProvider clock)
    {
        using var client = new OpsClient(socket, http, access, clock);
        if (!feeds.Enter(client))
        {
            await CloseAsync(socket, "too-many-connections");
            return;
        }

        try
        {
            for (var message = first; message is not null; message = await ReadAsync(socket, http.RequestAborted))
                await AnswerAsync(client, message, feeds, http.RequestAborted);
            await CloseAsync(socket, "bye");
        }
        catch (TopicRefusedException refusal)
        {
            await CloseAsync(socket, refusal.Message);
        }
        finally
        {
            feeds.Leave(client);
        }
    }

    private static async Task AnswerAsync(
        OpsClient client, OpsMessage message, NodeFeeds feeds, CancellationToken cancellationToken)
    {
        if (message.Topics is { Length: > 0 } topics)
        {
            var position = await feeds.SubscribeAsync(client, topics, message.After, cancellationToken);
            await client.SendAsync(JsonSerializer.SerializeToUtf8Bytes(new { subscribed = topics, position }, Json));
        }
        else if (message.Type == "ping")
        {
            await client.SendAsync("{\"type\":\"pong\"}"u8.ToArray());
        }
        else
        {
            throw new TopicRefusedException("message-not-understood");
        }
    }

    // Null when the client is done, or does not speak this language.
    private static async Task<OpsMessage?> ReadAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[MessageBytesMax];
        var length = 0;
        while (length < buffer.Length)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            if (part.MessageType is not WebSocketMessageType.Text)
                return null;
            length += part.Count;
            if (part.EndOfMessage)
                return Parse(buffer.AsSpan(0, length));
        }

        throw new WebSocketException(WebSocketError.HeaderError, "The message is too long.");
    }

    private static OpsMessage Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<OpsMessage>(json, Json) ?? new OpsMessage();
        }
        catch (JsonException)
        {
            return new OpsMessage();
        }
    }

    private static async Task CloseAsync(WebSocket socket, string reason)
    {
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            await socket.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, reason, CancellationToken.None);
    }

    private sealed record OpsMessage(
        string? Token = null, string? Account = null, string[]? Topics = null, long? After = null, string? Type = null);
}
