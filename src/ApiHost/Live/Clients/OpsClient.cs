using System.Net.WebSockets;

namespace Platform.Live;

/// <summary>A connection of <c>/ops</c>: one event a message.</summary>
internal sealed class OpsClient(WebSocket socket, HttpContext http, LiveAccess access, TimeProvider clock)
    : LiveClient(access, clock), IDisposable
{
    private static readonly TimeSpan GoodbyeTime = TimeSpan.FromMilliseconds(500);

    // An abort throws away what the socket has not sent yet: the reason gets a moment to leave.
    private static readonly TimeSpan LeaveTime = TimeSpan.FromMilliseconds(200);

    // A socket takes one message at a time; besides the events there are answers to the client's own messages.
    private readonly SemaphoreSlim _turn = new(1);
    private readonly TimeProvider _clock = clock;

    /// <summary>Sends one message.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> message)
    {
        await _turn.WaitAsync(http.RequestAborted);
        try
        {
            await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, http.RequestAborted);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    protected override async ValueTask WriteAsync(LiveChunk chunk)
    {
        foreach (var frame in chunk.Frames)
            await SendAsync(frame.Plain);
    }

    protected override void Abort(string reason) => _ = GoodbyeAsync(reason);

    private async Task GoodbyeAsync(string reason)
    {
        try
        {
            using var limit = new CancellationTokenSource(GoodbyeTime, _clock);
            await socket.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, reason, limit.Token);
            await Task.Delay(LeaveTime, _clock, http.RequestAborted);
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException
            or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // It is cut in any case.
        }
        finally
        {
            http.Abort();
        }
    }
}
