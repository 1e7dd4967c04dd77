using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace Platform.Operations;

/// <summary>Measures calls by grain and method: where grains live as they arrive, and in a process that only asks as
/// they are made. Both runtimes are measured alike.</summary>
internal sealed class GrainCallMeter : IIncomingGrainCallFilter, IOutgoingGrainCallFilter
{
    public const string MeterName = "Platform.Grains";
    public const string Duration = "platform.grain.call.duration";
    public const string GrainTag = "grain";
    public const string MethodTag = "method";
    public const string OutcomeTag = "outcome";
    public const string Failed = "failed";
    private const string Answered = "answered";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Histogram<double> Calls = Meter.CreateHistogram(
        Duration, "s", "From a call's start to its answer", tags: null,
        new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries =
            [
                0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5,
                10,
            ],
        });

    private static readonly ConcurrentDictionary<MethodInfo, Names> Methods = new();
    private static readonly ConcurrentDictionary<(MethodInfo Method, Type Grain), Names> Ticks = new();

    public Task Invoke(IIncomingGrainCallContext context) => Measure(context);

    public Task Invoke(IOutgoingGrainCallContext context) => Measure(context);

    // Most calls end where they begin, in memory: only one that waits pays for waiting.
    private static Task Measure(IGrainCallContext context)
    {
        if (!Calls.Enabled)
            return context.Invoke();

        var started = Stopwatch.GetTimestamp();
        var invoked = context.Invoke();
        if (!invoked.IsCompleted)
            return Awaited(invoked, context, started);
        Record(context, started, invoked.IsCompletedSuccessfully);
        return invoked;
    }

    private static async Task Awaited(Task invoked, IGrainCallContext context, long started)
    {
        try
        {
            await invoked;
        }
        finally
        {
            Record(context, started, invoked.IsCompletedSuccessfully);
        }
    }

    private static void Record(IGrainCallContext context, long started, bool isAnswered)
    {
        var names = Methods.GetOrAdd(context.InterfaceMethod, NamesOf);
        if (names.IsTick)
        {
            names = Ticks.GetOrAdd(
                (context.InterfaceMethod, context.Grain.GetType()), static tick => NamesOf(tick.Method, tick.Grain));
        }

        Calls.Record(
            Stopwatch.GetElapsedTime(started).TotalSeconds, names.Grain, names.Method,
            new(OutcomeTag, isAnswered ? Answered : Failed));
    }

    private static Names NamesOf(MethodInfo method) =>
        new(new(GrainTag, CallNames.Grain(method)), new(MethodTag, method.Name), CallNames.Tick(method) is not null);

    private static Names NamesOf(MethodInfo method, Type grain) => new(
        new(GrainTag, FigureRules.KindOf(grain.Name)), new(MethodTag, CallNames.Tick(method)), IsTick: true);

    private readonly record struct Names(Tag Grain, Tag Method, bool IsTick);
}
