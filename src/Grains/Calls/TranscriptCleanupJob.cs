using System.Collections.Immutable;
using Platform.Commits;
using Platform.Ids;
using Platform.Schedules;

namespace Platform.Calls;

/// <summary>Lets go of what was said on calls, once it is older than the account keeps it for. What could not go now is
/// found again the next night.</summary>
internal sealed class TranscriptCleanupJob(IOldTranscripts transcripts, IGrainFactory grains, TimeProvider clock)
    : IPeriodicJob
{
    private const int TogetherMost = 100;

    public string Name => JobNames.TranscriptCleanup;

    /// <summary>One look is as good for all days that were missed.</summary>
    public int TogetherMax => PeriodRules.BackfillDaysMax;

    public async Task<JobWork> Do(
        ScheduledJob job, ImmutableArray<Period> periods, CancellationToken cancellationToken)
    {
        var (calls, busy) = (0, 0);
        OldTranscripts found;
        do
        {
            found = await transcripts.FindAsync(job.AccountId, clock.GetUtcNow(), TogetherMost, cancellationToken);
            foreach (var id in found.TaskIds)
            {
                await grains.GetGrain<ICallTaskGrain>(GrainKey.Of(job.AccountId, id))
                    .Erase(new Command(job.AccountId, Actor.System, "tasks.erase"));
            }

            foreach (var id in found.CallIds)
            {
                var isDone = await grains.GetGrain<ICallSessionGrain>(GrainKey.Of(job.AccountId, id))
                    .EraseWords(new Command(job.AccountId, Actor.System, "calls.erase-words"));
                (calls, busy) = isDone ? (calls + 1, busy) : (calls, busy + 1);
            }
        }
        while (busy == 0 && Math.Max(found.CallIds.Count, found.TaskIds.Count) == TogetherMost);

        return new(periods.Length, [], CompleteThrough: 0, Note(calls, busy));
    }

    private static string Note(int calls, int busy) =>
        busy == 0 ? $"{calls} calls without their words now" : $"{calls} calls without their words now, {busy} later";
}
