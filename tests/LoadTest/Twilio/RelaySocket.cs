using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Platform.LoadTest.Twilio;

/// <summary>The provider's end of a ConversationRelay session.</summary>
internal sealed class RelaySocket : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[64 * 1024];

    /// <summary>Whether the other side ended the session.</summary>
    public bool IsEnded { get; private set; }

    public async Task ConnectAsync(Uri url, string signature, CancellationToken cancellationToken)
    {
        _socket.Options.SetRequestHeader("X-Twilio-Signature", signature);
        await _socket.ConnectAsync(url, cancellationToken);
    }

    public Task SendAsync(JsonObject message, CancellationToken cancellationToken) =>
        _socket.SendAsync(
            Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true,
            cancellationToken);

    /// <summary>Listens to one utterance of the agent, told token by token.</summary>
    /// <returns>Its words, and when the first token came; null words when the session ended instead.</returns>
    public async Task<(string? Words, long FirstTokenAt)> HearAsync(
        TimeProvider clock, CancellationToken cancellationToken)
    {
        var words = new StringBuilder();
        long first = 0;
        while (await ReceiveAsync(cancellationToken) is { } message)
        {
            switch (message["type"]?.GetValue<string>())
            {
                case "text":
                    if (first == 0)
                        first = clock.GetTimestamp();
                    words.Append(message["token"]?.GetValue<string>());
                    if (message["last"]?.GetValue<bool>() == true && words.Length > 0)
                        return (words.ToString(), first);
                    break;
                case "end":
                    IsEnded = true;
                    return (words.Length > 0 ? words.ToString() : null, first);
            }
        }

        IsEnded = true;
        return (words.Length > 0 ? words.ToString() : null, first);
    }

    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<JsonObject?> ReceiveAsync(CancellationToken cancellationToken)
    {
        var length = 0;
        while (true)
        {
            var result = await _socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
            if (result.MessageType == WebSocketMessageType.Close)
                return null;
            length += result.Count;
            if (result.EndOfMessage)
                return JsonSerializer.Deserialize<JsonObject>(_buffer.AsSpan(0, length));
            if (length == _buffer.Length)
                throw new InvalidOperationException("A relay message is longer than the protocol allows.");
        }
    }
}
