using System.Buffers;
using System.Net.WebSockets;

namespace Platform.Calls.Relay;

/// <summary>The conversation's WebSocket: whole text messages of a bounded size in, one frame at a time out.</summary>
internal sealed class RelaySocket(WebSocket socket) : IDisposable
{
    public const int MessageBytesMax = 64 * 1024;

    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly ArrayBufferWriter<byte> _message = new(4096);

    /// <summary>The next text message, or null when the peer is gone. Closes what breaks the rules.</summary>
    public async Task<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancellationToken)
    {
        _message.ResetWrittenCount();
        while (true)
        {
            var received = await socket.ReceiveAsync(_message.GetMemory(4096), cancellationToken);
            if (received.MessageType == WebSocketMessageType.Close)
                return null;
            if (received.MessageType != WebSocketMessageType.Text)
            {
                await CloseAsync(WebSocketCloseStatus.InvalidMessageType, "Text messages only.");
                return null;
            }

            _message.Advance(received.Count);
            if (_message.WrittenCount > MessageBytesMax)
            {
                await CloseAsync(WebSocketCloseStatus.MessageTooBig, "At most 64 KiB.");
                return null;
            }

            if (received.EndOfMessage)
                return _message.WrittenMemory;
        }
    }

    /// <summary>Sends a frame if the condition still holds when it is this frame's turn.</summary>
    public async Task SendAsync(byte[] frame, Func<bool> isWanted, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            if (isWanted() && socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        finally
        {
            _sending.Release();
        }
    }

    public async Task CloseAsync(WebSocketCloseStatus status, string reason)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(status, reason, patience.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            socket.Abort(); // The peer is gone already, which is what closing is for.
        }
    }

    public void Dispose() => _sending.Dispose();
}
