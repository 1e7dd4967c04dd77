using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Platform.Accounts;

namespace Platform.Live;

/// <summary>The two doors of the live feed.</summary>
internal static class LiveModule
{
    private const int MessageBytesMax = 16 * 1024;
    private const int TransportBytesMax = 64 * 1024;

    public static void AddLive(this IServiceCollection services)
    {
        services.AddSingleton<IFeeds, GrainFeeds>();
        services.AddSingleton<LiveDoor>();
        services.AddSingleton<LiveMeter>();
        services.AddSingleton<NodeFeeds>();
        services.AddHostedService(provider => provider.GetRequiredService<NodeFeeds>());
        services.AddSignalR(hub =>
        {
            // A browser takes two seconds of silence for a dead line, and says so within three.
            // The server looks once a second; half of one makes it ping each time.
            hub.KeepAliveInterval = TimeSpan.FromSeconds(0.5);
            hub.ClientTimeoutInterval = TimeSpan.FromSeconds(30);
            hub.MaximumReceiveMessageSize = MessageBytesMax;
            hub.MaximumParallelInvocationsPerClient = 1;
        });
        services.AddSingleton<HubLifetimeManager<LiveHub>, LiveConnections>();
    }

    /// <summary>Before routing: a WebSocket answers pings, and one whose pings stay unanswered is closed.</summary>
    public static void UseLiveSockets(this WebApplication app) => app.UseWebSockets(new()
    {
        KeepAliveInterval = TimeSpan.FromSeconds(15),
        KeepAliveTimeout = TimeSpan.FromSeconds(15),
    });

    public static void MapLive(this IEndpointRouteBuilder routes)
    {
        routes.MapHub<LiveHub>("/live", options =>
        {
            options.Transports = HttpTransportType.WebSockets;
            options.TransportMaxBufferSize = TransportBytesMax;
            options.ApplicationMaxBufferSize = TransportBytesMax;
        }).RequireAuthorization(Policies.SignedIn);
        routes.MapOps();
    }
}
