using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Platform.Operations;

/// <summary>Sends traces and metrics of this process, whatever its part, over OTLP when the environment says where to,
/// by OpenTelemetry's own settings (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, <c>…_PROTOCOL</c>,
/// <c>OTEL_TRACES_SAMPLER</c>, …).</summary>
internal sealed class TelemetryExport(IConfiguration configuration) : IHostedService, IDisposable
{
    /// <summary>Requests, calls of grains, SQL.</summary>
    private static readonly string[] Sources =
        ["Microsoft.AspNetCore", "Microsoft.Orleans.Application", "Npgsql", MetricStore.OwnPrefix + "*"];

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    /// <summary>Before anything is asked, so that nothing is missed.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return Task.CompletedTask;
        var resource = ResourceBuilder.CreateDefault();
        if (string.IsNullOrWhiteSpace(configuration["OTEL_SERVICE_NAME"]))
            resource.AddService("platform");
        _traces = Sdk.CreateTracerProviderBuilder()
            .ConfigureServices(Configured).SetResourceBuilder(resource)
            .AddSource(Sources).AddOtlpExporter().Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .ConfigureServices(Configured).SetResourceBuilder(resource)
            .AddMeter([.. MetricStore.Meters, MetricStore.OwnPrefix + "*"])
            .AddOtlpExporter().Build();
        return Task.CompletedTask;
    }

    /// <summary>Sends what is left.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _traces?.ForceFlush();
        _metrics?.ForceFlush();
        return Task.CompletedTask;
    }

    // The exporter reads its settings where the host does.
    private void Configured(IServiceCollection services) => services.AddSingleton(configuration);

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }
}
