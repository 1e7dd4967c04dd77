using System.Diagnostics;
using Platform.Operations;

namespace Platform.Live;

/// <summary>The span of a push, in the traces of the events that are handed out.</summary>
internal static class PushTrace
{
    private const string Events = "platform.events";

    private static readonly ActivitySource Source = new("Platform.Live");

    /// <summary>Starts it; null while nobody listens.</summary>
    public static Activity? Start(List<LiveBatch> batches)
    {
        var entries = batches.SelectMany(batch => batch.Entries);
        var push = JoinedTraces.Start(
            Source, "push", ActivityKind.Producer,
            entries.Select(entry => entry.TraceId).OfType<string>().Distinct().Select(Of));
        push?.SetTag(Events, entries.Count());
        return push;
    }

    // An event keeps its trace and not the span in it: the span above this one is none that was recorded.
    private static ActivityContext Of(string traceId) => new(
        ActivityTraceId.CreateFromString(traceId), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
}
