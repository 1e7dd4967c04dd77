using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Platform.Conformance;

/// <summary>What an operator can see.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task Calls_and_activations_are_measured_under_orleans_names()
    {
        ConcurrentBag<string> seen = [];
        ConcurrentBag<string> types = [];
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "Microsoft.Orleans")
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, _, _) => seen.Add(instrument.Name));
        listener.SetMeasurementEventCallback<long>((instrument, _, _, _) => seen.Add(instrument.Name));
        listener.SetMeasurementEventCallback<int>((instrument, _, tags, _) =>
        {
            seen.Add(instrument.Name);
            if (instrument.Name == "orleans-grains" && tags is [{ Key: "grain_type" or "type", Value: string type }])
                types.Add(type);
        });
        listener.Start();
        await using var home = await TestHome.StartAsync();
        await home.Grain<IStateGrain>().Set(1);
        listener.RecordObservableInstruments();

        string[] expected =
        [
            "orleans-catalog-activation-created", "orleans-catalog-activations", "orleans-storage-read-latency",
            "orleans-storage-write-latency",
        ];
        Assert.Empty(expected.Except(seen));
        // One histogram since Orleans 10.4; before it, three counters of its own making.
        Assert.Contains(seen, name => name is "orleans-app-requests-latency" or "orleans-app-requests-latency-count");
        Assert.Contains(types, type => type.Contains("state", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_call_has_a_span_on_both_sides_in_the_callers_trace()
    {
        ConcurrentBag<Activity> spans = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.Orleans.Application",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        await using var home = await TestHome.StartAsync(silo => silo.AddActivityPropagation());
        using var mine = new Activity("mine").Start();
        await home.Grain<ITurnGrain>().Echo("x");

        var client = Assert.Single(spans, span => span.TraceId == mine.TraceId && span.Kind == ActivityKind.Client);
        var server = Assert.Single(spans, span => span.TraceId == mine.TraceId && span.Kind == ActivityKind.Server);
        Assert.Equal(client.SpanId, server.ParentSpanId);
        Assert.Equal("ITurnGrain/Echo", server.DisplayName);
    }
}
