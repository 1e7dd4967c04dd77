using System.Diagnostics;

namespace Platform.Live;

/// <summary>The span of a push: in the trace of the first event that is handed out, with a link to each of the
/// others.</summary>
internal static class PushTrace
{
    private const string Events = "platform.events";

    private static readonly ActivitySource Source = new("Platform.Live");

    /// <summary>Starts it; null while nobody listens.</summary>
    public static Activity? Start(List<LiveBatch> batches)
    {
        if (!Source.HasListeners())
            return null;
        var entries = batches.SelectMany(batch => batch.Entries).ToList();
        var traces = entries.Select(entry => entry.TraceId).OfType<string>().Distinct().Select(Of).ToList();
        var push = Source.StartActivity(
            "push", ActivityKind.Producer, traces.FirstOrDefault(),
            links: traces.Skip(1).Select(trace => new ActivityLink(trace)));
        push?.SetTag(Events, entries.Count);
        return push;
    }

    // An event keeps its trace and not the span in it: the span above this one is none that was recorded.
    private static ActivityContext Of(string traceId) => new(
        ActivityTraceId.CreateFromString(traceId), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
}
