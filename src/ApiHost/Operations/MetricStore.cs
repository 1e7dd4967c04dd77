using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Platform.Operations;

/// <summary>Listens to the process's own meters and keeps what they measure, for <c>/metrics</c> and its text form. No
/// package: a listener, a dictionary and two writers.</summary>
internal sealed class MetricStore : IHostedService, IDisposable
{
    // In seconds unless the instrument says otherwise; the usual bounds of HTTP durations.
    private static readonly double[] BoundsDefault =
        [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    // By name: an instrument that is made twice (a second host in one process) is one metric all the same.
    private readonly ConcurrentDictionary<(string Meter, string Name), MetricInstrument> _instruments = new();
    private readonly MeterListener _listener = new();

    public MetricStore()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!IsOurs(instrument.Meter.Name))
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

    private static bool IsOurs(string meter) =>
        meter.StartsWith("Platform.", StringComparison.Ordinal)
        || meter is "Microsoft.AspNetCore.Hosting" or "Microsoft.AspNetCore.Http.Connections"
            or "Microsoft.AspNetCore.Server.Kestrel" or "Npgsql" or "System.Runtime" or "Microsoft.Orleans";

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
        var bounds = instrument is Histogram<double> { Advice.HistogramBucketBoundaries: { } advised }
            ? [.. advised]
            : BoundsDefault;
        return new MetricInstrument(instrument, kind, bounds);
    }
}
