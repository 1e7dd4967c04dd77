using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Commits;

namespace Platform.Operations;

/// <summary>Tells every few seconds what this process does, for whoever looks at the page of operations.</summary>
internal sealed partial class FigureTeller(
    MetricStore store, ProcessRole role, RuntimeInfo runtime, IProcessBoard board, TimeProvider clock,
    ILogger<FigureTeller> logger)
    : BackgroundService
{
    private const int SamplesOfMinute = 12;
    private const int PointsMax = 120;

    // Orleans 10.4 says a grain's type; versions before it said its class.
    private const string GrainType = "grain_type";
    private const string GrainClass = "type";

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    private readonly string _name = $"{Environment.MachineName}:{Environment.ProcessId}";
    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();
    private readonly Queue<FigureSample> _samples = new();
    private readonly Queue<FigurePoint> _points = new();
    private FigureSample? _last;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Take();
        try
        {
            await TellAsync(stoppingToken);
        }
        finally
        {
            await LeaveAsync(); // Here, not when told to stop: that may be told twice, and the second time too late.
        }
    }

    private async Task TellAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        do
        {
            try
            {
                await board.TellAsync(Figures(), stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it is, nobody's work may stop for want of figures. The next beat tells more.
                LogSilent(failure.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task LeaveAsync()
    {
        try
        {
            await board.LeaveAsync(_name, CancellationToken.None);
        }
        catch (StorageUnavailableException failure)
        {
            LogSilent(failure.Message); // It is forgotten for not being heard of.
        }
    }

    private ProcessFigures Figures()
    {
        var now = Take();
        var earlier = _samples.Peek();
        return new ProcessFigures(
            _name, role, runtime.Name, runtime.Version, _startedAt, now.At, FigureRules.CpuCores(earlier, now),
            Environment.WorkingSet, Activations(),
            FigureRules.Calls(earlier, now),
            FigureRules.Commits(
                earlier, now, Sum("platform.storage.refused"), Sum("platform.storage.unknown_outcomes")),
            FigureRules.Http(earlier, now), Sum(FigureSample.LiveConnections), [.. _points]);
    }

    private FigureSample Take()
    {
        using var process = Process.GetCurrentProcess();
        var now = FigureSample.Of(store, clock.GetUtcNow(), process.TotalProcessorTime);
        if (_last is { } last)
            _points.Enqueue(FigureRules.Point(last, now));
        while (_points.Count > PointsMax)
            _points.Dequeue();
        _last = now;
        _samples.Enqueue(now);
        while (_samples.Count > SamplesOfMinute + 1)
            _samples.Dequeue();
        return now;
    }

    private IReadOnlyList<ActivationFigures> Activations() =>
    [
        .. store.SeriesOf("orleans-grains")
            .Select(series => new ActivationFigures(
                FigureRules.KindOf(series.Tag(GrainType) ?? series.Tag(GrainClass) ?? ""), (long)series.Read().Value))
            .Where(kind => kind.Count > 0)
            .OrderByDescending(kind => kind.Count),
    ];

    private long Sum(string counter) => (long)store.SeriesOf(counter).Sum(series => series.Read().Value);

    [LoggerMessage(1215, LogLevel.Warning, "What this process does could not be told: {Reason}")]
    private partial void LogSilent(string reason);
}
