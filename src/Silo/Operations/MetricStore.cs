using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;

namespace Platform.Operations;

/// <summary>Listens to the process's own meters and keeps what they measure, for <c>/metrics</c>, its text form and the
/// page of operations. No package: a listener, a dictionary and two writers.</summary>
internal sealed class MetricStore : IHostedService, IDisposable
{
    /// <summary>Whose figures are kept.</summary>
    public static readonly IReadOnlyList<string> Meters =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http.Connections", "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.Orleans", "Npgsql", "System.Runtime",
    ];

    /// <summary>What the names of the platform's own meters begin with.</summary>
    public const string OwnPrefix = "Platform.";

    // In seconds unless the instrument says otherwise; the usual bounds of HTTP durations.
    private static readonly double[] BoundsDefault =
        [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    // By name: an instrument that is made twice (a second host in one process) is one metric all the same.
    private readonly ConcurrentDictionary<(string Meter, string Name), MetricInstrument> _instruments = new();
    private readonly MeterListener _listener = new();

    public MetricStore(IMeterFactory factory)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            // A meter that a factory made is its host's; of several hosts in one process each counts its own.
            if (!IsOurs(instrument.Meter.Name) || (instrument.Meter.Scope is { } scope && scope != factory))
                return;
            var key = (instrument.Meter.Name, instrument.Name);
            listener.EnableMeasurementEvents(instrument, _instruments.GetOrAdd(key, _ => Describe(instrument)));
        };
        _listener.SetMeasurementEventCallback<byte>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<short>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<float>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<decimal>((_, value, tags, state) => Record((double)value, tags, state));
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Asks what is observed, and answers every instrument by name.</summary>
    public IReadOnlyList<MetricInstrument> Collect()
    {
        _listener.RecordObservableInstruments();
        return [.. _instruments.Values.OrderBy(instrument => instrument.Name, StringComparer.Ordinal)];
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>One instrument's readings, or none when nothing was ever measured.</summary>
    public IReadOnlyList<MetricSeries> SeriesOf(string name) =>
        [.. _instruments.Where(known => known.Key.Name == name).SelectMany(known => known.Value.Series)];

    private static bool IsOurs(string meter) =>
        meter.StartsWith(OwnPrefix, StringComparison.Ordinal) || Meters.Contains(meter);

    private static void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state) =>
        ((MetricInstrument)state!).Find(tags)?.Record(value);

    private static MetricInstrument Describe(Instrument instrument)
    {
        var type = instrument.GetType();
        var kind = (type.IsGenericType ? type.GetGenericTypeDefinition().Name : type.Name) switch
        {
            "Counter`1" => MetricKind.Counter,
            "UpDownCounter`1" => MetricKind.UpDown,
            "Histogram`1" => MetricKind.Histogram,
            "ObservableCounter`1" => MetricKind.Total,
            _ => MetricKind.Gauge,
        };
        double[] bounds = instrument switch
        {
            Histogram<double> { Advice.HistogramBucketBoundaries: { } advised } => [.. advised],
            { Unit: "ms" } => [.. BoundsDefault.Select(seconds => seconds * 1000)],
            _ => BoundsDefault,
        };
        return new MetricInstrument(instrument, kind, bounds);
    }
}
