using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Platform.LoadTest.Twilio;

/// <summary>What was heard of the agent.</summary>
/// <param name="Words">All that was said until it fell silent; null when the session ended without a word.</param>
/// <param name="FirstTokenAt">When the first token came, as a timestamp; 0 when none did.</param>
internal sealed record Utterance(string? Words, long FirstTokenAt);

/// <summary>The provider's end of a ConversationRelay session.</summary>
internal sealed class RelaySocket(TimeProvider clock) : IAsyncDisposable
{
    private const int FrameBytesMax = 64 * 1024;

    // An agent that says "one moment" goes on when it has looked something up; people wait that long before they speak.
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(120);

    private readonly ClientWebSocket _socket = new();
    private readonly Channel<JsonObject> _received = Channel.CreateUnbounded<JsonObject>();
    private Task _reading = Task.CompletedTask;

    /// <summary>Whether the other side ended the session.</summary>
    public bool IsEnded { get; private set; }

    public async Task ConnectAsync(Uri url, string signature, CancellationToken cancellationToken)
    {
        _socket.Options.SetRequestHeader("X-Twilio-Signature", signature);
        await _socket.ConnectAsync(url, cancellationToken);
        _reading = ReadAsync(cancellationToken);
    }

    public Task SendAsync(JsonObject message, CancellationToken cancellationToken) =>
        _socket.SendAsync(
            Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true,
            cancellationToken);

    /// <summary>Listens, token by token, until the agent has finished and stays silent.</summary>
    public async Task<Utterance> HearAsync(CancellationToken cancellationToken)
    {
        var words = new StringBuilder();
        long first = 0;
        var isFinished = false;
        while (await NextAsync(isFinished, cancellationToken) is { } message)
        {
            switch (message["type"]?.GetValue<string>())
            {
                case "text":
                    if (first == 0)
                        first = clock.GetTimestamp();
                    if (isFinished)
                        words.Append(' ');
                    words.Append(message["token"]?.GetValue<string>());
                    isFinished = message["last"]?.GetValue<bool>() == true && words.Length > 0;
                    break;
                case "end":
                    IsEnded = true;
                    return new(words.Length > 0 ? words.ToString() : null, first);
            }
        }

        return new(words.Length > 0 ? words.ToString() : null, first);
    }

    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _reading;
    }

    // The next message; null when the agent has finished and nothing follows, or when the session is over.
    private async Task<JsonObject?> NextAsync(bool isFinished, CancellationToken cancellationToken)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (isFinished)
            silence.CancelAfter(Silence);
        try
        {
            if (await _received.Reader.WaitToReadAsync(silence.Token) && _received.Reader.TryRead(out var message))
                return message;
            IsEnded = true;
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var buffer = new byte[FrameBytesMax];
            while (await ReadOneAsync(buffer, cancellationToken) is { } message)
                _received.Writer.TryWrite(message);
        }
        catch (Exception end) when (end is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The session is over, whoever ended it; the listener is told by the end of the messages.
        }
        finally
        {
            _received.Writer.TryComplete();
        }
    }

    private async Task<JsonObject?> ReadOneAsync(byte[] buffer, CancellationToken cancellationToken)
    {
        var length = 0;
        while (true)
        {
            var result = await _socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            if (result.MessageType == WebSocketMessageType.Close)
                return null;
            length += result.Count;
            if (result.EndOfMessage)
                return JsonSerializer.Deserialize<JsonObject>(buffer.AsSpan(0, length));
            if (length == buffer.Length)
                throw new InvalidOperationException("A relay message is longer than the protocol allows.");
        }
    }
}
