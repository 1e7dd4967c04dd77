using System.Diagnostics;
using Platform.Operations;

namespace Platform.Commits;

/// <summary>The span of a flush, in the traces of the commits that travel in it. Its SQL stands below it.</summary>
internal static class FlushTrace
{
    private const string Commits = "platform.commits";

    private static readonly ActivitySource Source = new("Platform.Storage");

    /// <summary>Starts it; null while nobody listens.</summary>
    public static Activity? Start(List<Submission> submissions)
    {
        var flush = JoinedTraces.Start(
            Source, "flush", ActivityKind.Internal, submissions.Select(submission => submission.Trace));
        flush?.SetTag(Commits, submissions.Count);
        return flush;
    }
}
