using System.Diagnostics;

namespace Platform.Commits;

/// <summary>The span of a flush: in the trace of the first commit that travels in it, with a link to each of the
/// others. Its SQL stands below it.</summary>
internal static class FlushTrace
{
    private const string Commits = "platform.commits";

    private static readonly ActivitySource Source = new("Platform.Storage");

    /// <summary>Starts it; null while nobody listens.</summary>
    public static Activity? Start(List<Submission> submissions)
    {
        if (!Source.HasListeners())
            return null;
        var traces = submissions.Select(submission => submission.Trace).Where(trace => trace != default).Distinct()
            .ToList();
        var flush = Source.StartActivity(
            "flush", ActivityKind.Internal, traces.FirstOrDefault(),
            links: traces.Skip(1).Select(trace => new ActivityLink(trace)));
        flush?.SetTag(Commits, submissions.Count);
        return flush;
    }
}
