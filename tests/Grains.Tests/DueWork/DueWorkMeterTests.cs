using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Platform.Testing;

namespace Platform.DueWork;

/// <summary>What is told of how late due work is.</summary>
public sealed class DueWorkMeterTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly DueWorkMeter _meter;

    public DueWorkMeterTests() => _meter = new DueWorkMeter(_services.GetRequiredService<IMeterFactory>(), _clock);

    public void Dispose() => _services.Dispose();

    [Fact]
    public void It_is_the_age_of_the_oldest_that_was_found()
    {
        _meter.Looked(_clock.GetUtcNow(), _clock.GetUtcNow() - TimeSpan.FromSeconds(40));
        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal([42.0], Told());
    }

    [Fact]
    public void A_pump_that_no_longer_looks_shows_and_one_that_went_elsewhere_does_not()
    {
        Assert.Empty(Told());
        _meter.Looked(_clock.GetUtcNow(), oldest: null);
        Assert.Equal([0.0], Told());
        _clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal([180.0], Told());

        _meter.Forget();
        Assert.Empty(Told());
    }

    private List<double> Told()
    {
        var told = new List<double>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == _services.GetRequiredService<IMeterFactory>())
                listener.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((_, value, _, _) => told.Add(Math.Round(value, 3)));
        listener.Start();
        listener.RecordObservableInstruments();
        return told;
    }
}
