using Microsoft.AspNetCore.SignalR;

namespace Platform.Live;

/// <summary>Lets the hub reach a connection itself, so that bytes can be sent that were written once for all.</summary>
internal sealed class LiveConnections(ILogger<DefaultHubLifetimeManager<LiveHub>> logger)
    : DefaultHubLifetimeManager<LiveHub>(logger)
{
    /// <summary>The connection that a hub's method runs for.</summary>
    public static HubConnectionContext Of(HubCallerContext caller) =>
        caller.Features.Get<Held>()!.Connection;

    /// <inheritdoc/>
    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        connection.Features.Set(new Held(connection));
        return base.OnConnectedAsync(connection);
    }

    private sealed record Held(HubConnectionContext Connection);
}
