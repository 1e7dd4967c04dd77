using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Platform.Consumers;

/// <summary>How far the lanes of this process are behind the log, and what they gave up.</summary>
internal sealed class ConsumerMeter : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string Name = "Platform.Consumers";

    private readonly ConcurrentDictionary<(string Consumer, int Lane), (long Lag, int Waiting)> _lanes = new();
    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _died;

    public ConsumerMeter()
    {
        _meter.CreateObservableGauge(
            "platform.consumer.lag", () => Measure(lane => lane.Lag), "{event}",
            "Positions of the log not looked at yet.");
        _meter.CreateObservableGauge(
            "platform.consumer.waiting", () => Measure(lane => lane.Waiting), "{subject}",
            "Subjects with events that wait for another try or for an admin.");
        _died = _meter.CreateCounter<long>(
            "platform.consumer.dead_letters", "{event}", "Events that were given up after 5 tries.");
    }

    /// <summary>A lane stands so far behind the log.</summary>
    public void Report(string consumer, int lane, long lag, int waiting) => _lanes[(consumer, lane)] = (lag, waiting);

    /// <summary>Events were given up.</summary>
    public void ReportDead(string consumer, int lane, long events) => _died.Add(events, Tags(consumer, lane));

    /// <summary>A lane runs elsewhere now.</summary>
    public void Forget(string consumer, int lane) => _lanes.TryRemove((consumer, lane), out _);

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<long>> Measure(Func<(long Lag, int Waiting), long> read) =>
        _lanes.Select(lane => new Measurement<long>(read(lane.Value), Tags(lane.Key.Consumer, lane.Key.Lane)));

    private static KeyValuePair<string, object?>[] Tags(string consumer, int lane) =>
        [new("consumer", consumer), new("lane", lane)];
}
