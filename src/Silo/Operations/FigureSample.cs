namespace Platform.Operations;

/// <summary>What a process had counted at one time. Two of them tell what it did between.</summary>
/// <param name="Cpu">Time that its threads spent on cores.</param>
/// <param name="Calls">Of grains, those that failed apart.</param>
/// <param name="Commits">That became durable.</param>
/// <param name="Http">Requests that were answered below 500, WebSockets left out: they take as long as they
/// please.</param>
internal sealed record FigureSample(
    DateTimeOffset At, TimeSpan Cpu, IReadOnlyDictionary<CallKey, MetricReading> Calls, double Commits,
    MetricReading Flushes, MetricReading Http, MetricReading HttpFailed)
{
    /// <summary>The counter of who watches; an API keeps it.</summary>
    public const string LiveConnections = "platform.live.connections";

    private const string StatusTag = "http.response.status_code";
    private const string SwitchedProtocols = "101";

    /// <summary>Reads what has been counted so far.</summary>
    public static FigureSample Of(MetricStore store, DateTimeOffset at, TimeSpan cpu)
    {
        var http = store.SeriesOf("http.server.request.duration")
            .Where(series => series.Tag(StatusTag) is not SwitchedProtocols)
            .ToLookup(series => series.Tag(StatusTag)?.StartsWith('5') == true);
        return new(
            at, cpu,
            store.SeriesOf(GrainCallMeter.Duration).ToDictionary(CallKey.Of, series => series.Read()),
            store.SeriesOf("platform.storage.commits").Sum(series => series.Read().Value),
            Sum(store.SeriesOf("platform.storage.flush.duration")), Sum(http[false]), Sum(http[true]));
    }

    private static MetricReading Sum(IEnumerable<MetricSeries> series) =>
        series.Aggregate(MetricReading.None, (sum, one) => sum.And(one.Read()));
}

/// <summary>A method of a grain, and how its calls ended.</summary>
internal readonly record struct CallKey(string Grain, string Method, bool HasFailed)
{
    public static CallKey Of(MetricSeries series) => new(
        series.Tag(GrainCallMeter.GrainTag) ?? "", series.Tag(GrainCallMeter.MethodTag) ?? "",
        series.Tag(GrainCallMeter.OutcomeTag) == GrainCallMeter.Failed);
}
