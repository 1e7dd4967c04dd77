using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Platform.Operations;

/// <summary>One series as JSON: the value, or of a histogram its count, sum and quantiles in the metric's
/// unit.</summary>
public sealed record MetricSeriesAnswer(
    IReadOnlyDictionary<string, string> Tags,
    double? Value,
    long? Count,
    double? Sum,
    double? P50,
    double? P95,
    double? P99);

/// <summary>One metric as JSON.</summary>
public sealed record MetricAnswer(string Name, string Kind, string? Unit, IReadOnlyList<MetricSeriesAnswer> Series);

/// <summary>What <c>/metrics</c> answers.</summary>
public sealed record MetricsAnswer(DateTimeOffset At, double UptimeSeconds, IReadOnlyList<MetricAnswer> Metrics);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(MetricsAnswer))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(OperationsAnswer))]
internal sealed partial class OperationsJson : JsonSerializerContext;

/// <summary>The process's figures, as JSON and as text for Prometheus. Names and counts only, nothing of a
/// customer's.</summary>
internal static class MetricEndpoints
{
    public static void MapMetrics(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/metrics").WithTags("Operations").AllowAnonymous();
        group.MapGet("", Json);
        group.MapGet("/prometheus", Text);
    }

    private static Ok<MetricsAnswer> Json(MetricStore store, StartTime started, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return TypedResults.Ok(new MetricsAnswer(
            now, Math.Round((now - started.At).TotalSeconds, 3), [.. store.Collect().Select(Shown)]));
    }

    private static ContentHttpResult Text(MetricStore store) =>
        TypedResults.Text(PrometheusText.Write(store.Collect()), PrometheusText.ContentType);

    private static MetricAnswer Shown(MetricInstrument instrument) => new(
        instrument.Name,
        instrument.Kind switch
        {
            MetricKind.Counter or MetricKind.Total => "counter",
            MetricKind.UpDown or MetricKind.Gauge => "gauge",
            MetricKind.Histogram => "histogram",
        },
        instrument.Unit,
        [.. instrument.Series.Select(series => Shown(instrument.Kind, series))]);

    private static MetricSeriesAnswer Shown(MetricKind kind, MetricSeries series)
    {
        var reading = series.Read();
        var tags = series.Tags.ToDictionary(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal);
        return kind == MetricKind.Histogram
            ? new(
                tags, Value: null, reading.Count, reading.Value, reading.Quantile(0.5),
                reading.Quantile(0.95), reading.Quantile(0.99))
            : new(tags, reading.Value, Count: null, Sum: null, P50: null, P95: null, P99: null);
    }
}

/// <summary>What running the platform needs of the host.</summary>
internal static class OperationsModule
{
    public static void AddOperations(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.ConfigureHttpJsonOptions(
            json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, OperationsJson.Default));
        services.AddSingleton(provider => new StartTime(provider.GetRequiredService<TimeProvider>().GetUtcNow()));
    }
}
