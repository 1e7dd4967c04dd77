using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Platform.Embedded;

/// <summary>The instruments of Orleans' meter that mean something in one process. They cost a read while nobody
/// listens.</summary>
internal sealed class SiloMetrics
{
    private static readonly string[] StorageOperations = ["read", "write", "clear"];

    private readonly Histogram<double> _latency;
    private readonly Counter<long> _timedOut;
    private readonly Counter<long> _created;
    private readonly Counter<long> _destroyed;
    private readonly UpDownCounter<int> _grains;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _rerouted;
    private readonly Counter<long> _ticks;
    private readonly Histogram<double> _tardiness;
    private readonly Dictionary<string, (Histogram<double> Latency, Counter<long> Errors)> _storage;

    public SiloMetrics(IServiceProvider services, ActivationDirectory directory)
    {
        var meter = services.GetService<IMeterFactory>()?.Create("Microsoft.Orleans") ?? new Meter("Microsoft.Orleans");
        _latency = meter.CreateHistogram<double>("orleans-app-requests-latency", "ms");
        _timedOut = meter.CreateCounter<long>("orleans-app-requests-timedout");
        _created = meter.CreateCounter<long>("orleans-catalog-activation-created");
        _destroyed = meter.CreateCounter<long>("orleans-catalog-activation-destroyed");
        _grains = meter.CreateUpDownCounter<int>("orleans-grains");
        _failed = meter.CreateCounter<long>("orleans-catalog-activation-failed-to-activate");
        _rejected = meter.CreateCounter<long>("orleans-messaging-rejected");
        _rerouted = meter.CreateCounter<long>("orleans-messaging-rerouted");
        _ticks = meter.CreateCounter<long>("orleans-reminders-ticks-delivered");
        _tardiness = meter.CreateHistogram<double>("orleans-reminders-tardiness", "s");
        meter.CreateObservableGauge("orleans-catalog-activations", () => directory.Activations.Count());
        _storage = StorageOperations.ToDictionary(name => name, name => (
            meter.CreateHistogram<double>($"orleans-storage-{name}-latency", "ms"),
            meter.CreateCounter<long>($"orleans-storage-{name}-errors")));
    }

    public void RequestSent(GrainRequest request)
    {
        if (_latency.Enabled)
            request.SentTicks = Stopwatch.GetTimestamp();
    }

    public void RequestEnded(GrainRequest request)
    {
        if (request.SentTicks != 0)
            _latency.Record(Stopwatch.GetElapsedTime(request.SentTicks).TotalMilliseconds);
    }

    public void TimedOut() => _timedOut.Add(1);

    public void Activated(Activation activation)
    {
        _created.Add(1, activation.Class.MetricTag);
        _grains.Add(1, activation.Class.MetricTag);
    }

    public void Deactivated(Activation activation)
    {
        _destroyed.Add(1, activation.Class.MetricTag);
        _grains.Add(-1, activation.Class.MetricTag);
    }

    public void FailedToActivate() => _failed.Add(1);

    public void Rejected() => _rejected.Add(1);

    public void Rerouted() => _rerouted.Add(1);

    public void ReminderTicked(TimeSpan late)
    {
        _ticks.Add(1);
        _tardiness.Record(late.TotalSeconds);
    }

    public void Stored(string operation, long startTicks) =>
        _storage[operation].Latency.Record(Stopwatch.GetElapsedTime(startTicks).TotalMilliseconds);

    public void StorageFailed(string operation) => _storage[operation].Errors.Add(1);
}
