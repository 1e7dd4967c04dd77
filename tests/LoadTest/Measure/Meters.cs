using System.Collections.Concurrent;

namespace Platform.LoadTest.Measure;

/// <summary>What one kind of operation did.</summary>
internal sealed class OperationMeter
{
    private long _failed;

    /// <summary>Durations of those that went well.</summary>
    public Histogram Durations { get; } = new();

    /// <summary>Those that did not.</summary>
    public long Failed => Interlocked.Read(ref _failed);

    /// <summary>Why, and how often.</summary>
    public ConcurrentDictionary<string, int> Reasons { get; } = new();

    /// <summary>Counts a failure under a short reason.</summary>
    public void Fail(string reason)
    {
        Interlocked.Increment(ref _failed);
        Reasons.AddOrUpdate(reason, 1, (_, count) => count + 1);
    }
}

/// <summary>All operations of a run by name, and the gauges that the console shows.</summary>
internal sealed class Meters
{
    private readonly ConcurrentDictionary<string, OperationMeter> _operations = new();
    private readonly ConcurrentDictionary<string, long> _gauges = new();

    /// <summary>Meters by name, sorted.</summary>
    public IEnumerable<KeyValuePair<string, OperationMeter>> Operations =>
        _operations.OrderBy(pair => pair.Key, StringComparer.Ordinal);

    /// <summary>Counts by name, sorted.</summary>
    public IEnumerable<KeyValuePair<string, long>> Gauges =>
        _gauges.OrderBy(pair => pair.Key, StringComparer.Ordinal);

    /// <summary>The meter of one kind of operation.</summary>
    public OperationMeter Of(string operation) => _operations.GetOrAdd(operation, _ => new OperationMeter());

    /// <summary>Adds to a gauge.</summary>
    public void Add(string gauge, long delta) => _gauges.AddOrUpdate(gauge, delta, (_, value) => value + delta);

    /// <summary>Times an operation; a failure is counted and goes on to the caller.</summary>
    public async Task<T> TimeAsync<T>(TimeProvider clock, string operation, Func<Task<T>> run)
    {
        var meter = Of(operation);
        var began = clock.GetTimestamp();
        try
        {
            var result = await run();
            meter.Durations.Record(clock.GetElapsedTime(began));
            return result;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            meter.Fail(failure.GetType().Name + ": " + Short(failure.Message));
            throw;
        }
    }

    private static string Short(string message) => message.Length <= 120 ? message : message[..120] + "…";
}
