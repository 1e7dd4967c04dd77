using System.Diagnostics;

namespace Platform.Operations;

/// <summary>A span of work that is done for several at once: it stands in the trace of the first, and has a link to
/// each of the others.</summary>
public static class JoinedTraces
{
    /// <summary>Starts it; null while nobody listens. Traces that are named twice are one, and empty ones are
    /// none.</summary>
    public static Activity? Start(
        ActivitySource source, string name, ActivityKind kind, IEnumerable<ActivityContext> traces)
    {
        if (!source.HasListeners())
            return null;
        var known = traces.Where(trace => trace != default).Distinct().ToList();
        return source.StartActivity(
            name, kind, known.FirstOrDefault(), links: known.Skip(1).Select(trace => new ActivityLink(trace)));
    }
}
