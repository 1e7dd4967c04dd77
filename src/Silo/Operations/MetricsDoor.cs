using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Silo;

namespace Platform.Operations;

/// <summary>The figures of a silo for Prometheus, at <c>/metrics/prometheus</c> of the address that
/// <c>Metrics__Url</c> names; without it a silo answers nothing over HTTP.</summary>
internal sealed class MetricsDoor(MetricStore store, IConfiguration configuration) : IHostedService, IAsyncDisposable
{
    private WebApplication? _app;

    /// <summary>Where it listens, once it is started; null without an address.</summary>
    public Uri? Address => _app is null ? null : new Uri(_app.Urls.Single());

    /// <exception cref="CannotStartException">Nobody can listen there.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration["Metrics:Url"] is not { Length: > 0 } url)
            return;

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(url);
        builder.Services.AddRoutingCore();
        _app = builder.Build();
        _app.MapGet("/metrics/prometheus", async context =>
        {
            context.Response.ContentType = PrometheusText.ContentType;
            await context.Response.WriteAsync(PrometheusText.Write(store.Collect()), context.RequestAborted);
        });
        try
        {
            await _app.StartAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or InvalidOperationException or FormatException)
        {
            throw new CannotStartException($"platform: Metrics__Url {url} cannot be listened on: {failure.Message}");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        _app?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? default;
}
