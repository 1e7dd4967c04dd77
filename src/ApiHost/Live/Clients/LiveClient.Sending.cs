namespace Platform.Live;

internal abstract partial class LiveClient
{
    // Whoever puts the first chunk in an empty line sends it himself, as long as the transport takes it at once.
    private void Pump()
    {
        lock (_lock)
        {
            if (_isSending)
                return;
            _isSending = true;
        }

        var sending = SendAllAsync();
        if (!sending.IsCompleted)
            _ = sending.AsTask(); // It ends by itself, and it never throws.
    }

    private async ValueTask SendAllAsync()
    {
        try
        {
            while (Next() is { } chunk)
            {
                await WriteAsync(chunk);
                Sent(chunk);
            }
        }
        catch (Exception failure) when (IsConnectionsEnd(failure))
        {
            Cut("connection-lost");
        }
    }

    private LiveChunk? Next()
    {
        lock (_lock)
        {
            if (_isClosed || !_waiting.TryDequeue(out var chunk))
            {
                _isSending = false;
                return null;
            }

            _writeSince = clock.GetTimestamp();
            return chunk;
        }
    }

    private void Sent(LiveChunk chunk)
    {
        lock (_lock)
        {
            _writeSince = 0;
            _sent++;
            _bytes = Math.Max(0, _bytes - chunk.Bytes);
            while (_watchers.TryPeek(out var watcher) && watcher.Number <= _sent)
                _watchers.Dequeue().Sent.TrySetResult();
        }
    }

    private static bool IsConnectionsEnd(Exception failure) => failure is
        IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException
        or System.Net.WebSockets.WebSocketException or System.Net.Sockets.SocketException;
}
