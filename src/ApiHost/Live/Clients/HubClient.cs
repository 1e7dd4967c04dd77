using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Platform.Live;

/// <summary>A connection of the hub. Frames go to it as bytes that were written once, past the hub's own serialisation.
/// </summary>
internal sealed class HubClient(HubConnectionContext connection, LiveAccess access, TimeProvider clock)
    : LiveClient(access, clock)
{
    private static readonly TimeSpan GoodbyeTime = TimeSpan.FromSeconds(1);

    // An abort throws away what the transport has not sent yet: the reason gets a moment to leave. Whoever
    // has read it goes by himself.
    private static readonly TimeSpan LeaveTime = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _clock = clock;

    protected override ValueTask WriteAsync(LiveChunk chunk) =>
        connection.WriteAsync(chunk.Hub, connection.ConnectionAborted);

    protected override void Abort(string reason) => _ = GoodbyeAsync(reason);

    // Who reads learns why; who does not is cut all the same.
    private async Task GoodbyeAsync(string reason)
    {
        try
        {
            var close = new CloseMessage(reason, allowReconnect: reason != "revoked");
            await connection.WriteAsync(close).AsTask().WaitAsync(GoodbyeTime, _clock);
            await Task.Delay(LeaveTime, _clock, connection.ConnectionAborted);
        }
        catch (Exception failure) when (failure is TimeoutException or IOException or InvalidOperationException
            or OperationCanceledException)
        {
            // It is cut in any case.
        }
        finally
        {
            connection.Abort();
        }
    }
}
