using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Accounts;
using Platform.Http;

namespace Platform.Live;

/// <summary>The live doors on a real server, with feeds in memory.</summary>
internal sealed class LiveHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LiveHost(WebApplication app) => _app = app;

    /// <summary>Its address, <c>ws://127.0.0.1:…</c>.</summary>
    public string Address => _app.Urls.Single().Replace("http:", "ws:", StringComparison.Ordinal);

    /// <summary>Its node.</summary>
    public NodeFeeds Node => _app.Services.GetRequiredService<NodeFeeds>();

    public static async Task<LiveHost> StartAsync(IFeeds feeds, IIdentities identities)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.AddHttpFoundation();
        builder.Services.AddLive();
        builder.Services.AddSingleton(feeds);
        builder.Services.AddSingleton(identities);
        var app = builder.Build();
        app.UseLiveSockets();
        app.UseHttpFoundation();
        app.MapLive();
        await app.StartAsync();
        return new LiveHost(app);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
