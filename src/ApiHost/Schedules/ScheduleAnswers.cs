using System.Text.Json.Serialization;
using Platform.Http;

namespace Platform.Schedules;

/// <summary>How a job does.</summary>
public enum JobState
{
    /// <summary>All that was due is done.</summary>
    OnTime = 1,

    /// <summary>Periods are due and will be done at once.</summary>
    CatchingUp = 2,

    /// <summary>Something has to come first; <c>trouble</c> says what.</summary>
    Waiting = 3,

    /// <summary>Somebody asked for a run, which begins.</summary>
    Asked = 4,

    /// <summary>The last run failed; it is tried again at <c>due_at</c>.</summary>
    Failing = 5,
}

/// <summary>A recurring job.</summary>
/// <param name="LastPeriod">The last day that was done; null before the first.</param>
/// <param name="Through">Everything before this was done.</param>
/// <param name="NextPeriod">The day that is next, to be done at <paramref name="NextAt"/>.</param>
/// <param name="DueAt">When it is looked at next.</param>
/// <param name="Behind">How many days are due and not done.</param>
/// <param name="Periods">Days done so far, each once.</param>
/// <param name="Failures">Failures since the last run that went well.</param>
public sealed record JobAnswer(
    Guid Id, string Job, Guid? ShopId, string Timezone, JobState State, DateOnly? LastPeriod, DateTimeOffset Through,
    DateOnly NextPeriod, DateTimeOffset NextAt, DateTimeOffset DueAt, int Behind, long Runs, long Periods,
    int Failures, string? Trouble, DateTimeOffset? LastFinishedAt, string? AskedBy, DateTimeOffset? AskedAt,
    long Version);

/// <summary>A run.</summary>
/// <param name="Actor">Who asked for it; the platform itself when its time had come.</param>
/// <param name="DurationMs">How long it took.</param>
public sealed record JobRunAnswer(
    long RunNo, JobCause Cause, string Actor, DateTimeOffset StartedAt, DateTimeOffset FinishedAt, long DurationMs,
    DateOnly? FirstPeriod, DateOnly? LastPeriod, int Periods, string? Note, string? Error);

/// <summary>Says jobs in HTTP's words.</summary>
internal static class ScheduleShapes
{
    public static JobAnswer Answer(VersionedJob versioned, DateTimeOffset now)
    {
        var job = versioned.Job;
        var behind = PeriodRules.Due(
            job.LastDay, job.ThroughAt, TimeZoneInfo.FindSystemTimeZoneById(job.Timezone), JobNames.TimeOf(job.Job),
            now).Count();
        return new(
            job.Id, job.Job, job.ShopId, job.Timezone, StateOf(job, behind), job.LastDay, job.ThroughAt, job.NextDay,
            job.NextAt, job.DueAt, behind, job.Runs, job.Periods, job.Failures, job.Trouble, job.LastFinishedAt,
            job.Asked?.Actor.ToString(), job.Asked?.At, versioned.Version);
    }

    public static JobRunAnswer Answer(JobRun run) => new(
        run.RunNo, run.Cause, run.Actor, run.StartedAt, run.FinishedAt,
        (long)(run.FinishedAt - run.StartedAt).TotalMilliseconds, run.FirstPeriod, run.LastPeriod, run.Periods,
        run.Note, run.Error);

    private static JobState StateOf(ScheduledJob job, int behind) =>
        job.Failures > 0 ? JobState.Failing
        : job.Trouble is not null ? JobState.Waiting
        : job.Asked is not null ? JobState.Asked
        : behind > 0 ? JobState.CatchingUp
        : JobState.OnTime;
}

/// <summary>Examples for the document.</summary>
internal static class ScheduleExamples
{
    private static readonly Guid Shop = new("0198b2c4-0000-7000-8000-000000000002");
    private static readonly DateTimeOffset At = new(2026, 11, 21, 7, 0, 1, TimeSpan.Zero);

    public static JobAnswer Job { get; } = new(
        new("0198b2c4-0000-8000-8000-000000000005"), JobNames.DailySales, Shop, "America/New_York", JobState.OnTime,
        new(2026, 11, 20), At.AddHours(-2).AddSeconds(-1), new(2026, 11, 21), At.AddDays(1).AddSeconds(-1),
        At.AddDays(1).AddSeconds(-1), Behind: 0, Runs: 12, Periods: 12, Failures: 0, Trouble: null,
        LastFinishedAt: At, AskedBy: null, AskedAt: null, Version: 13);

    public static Page<JobAnswer> Jobs { get; } = new([Job], NextCursor: null);

    public static Page<JobRunAnswer> Runs { get; } = new(
        [
            new(
                12, JobCause.Schedule, "system:system", At.AddMilliseconds(-20), At, DurationMs: 20,
                new(2026, 11, 20), new(2026, 11, 20), Periods: 1, Note: null, Error: null),
        ],
        NextCursor: null);
}

/// <summary>What jobs answer, generated.</summary>
[JsonSerializable(typeof(JobAnswer))]
[JsonSerializable(typeof(Page<JobAnswer>))]
[JsonSerializable(typeof(Page<JobRunAnswer>))]
internal sealed partial class ScheduleHttpJson : JsonSerializerContext;
