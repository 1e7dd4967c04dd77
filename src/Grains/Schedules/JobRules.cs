using System.Collections.Immutable;
using Platform.Commits;

namespace Platform.Schedules;

/// <summary>Every decision about a job. Pure.</summary>
internal static class JobRules
{
    /// <summary>How soon work that waits for something is looked at again.</summary>
    public static readonly TimeSpan WaitPause = TimeSpan.FromSeconds(5);

    /// <summary>The pause after the first failure; each further one is twice as long.</summary>
    public static readonly TimeSpan FailurePauseMin = TimeSpan.FromSeconds(30);

    /// <summary>The longest pause.</summary>
    public static readonly TimeSpan FailurePauseMax = TimeSpan.FromHours(1);

    /// <summary>How much of an error is kept.</summary>
    public const int ErrorLengthMax = 300;

    /// <summary>A new job: its first period begins with the day since which there is something to do.</summary>
    public static ScheduledJob Planned(JobPlan plan, TimeOnly time, DateTimeOffset now)
    {
        var zone = Zone(plan.Timezone);
        var throughAt = PeriodRules.First(plan.Since, zone, now);
        var next = PeriodRules.Next(lastDay: null, throughAt, zone, time);
        return new()
        {
            Id = JobNames.IdOf(plan.AccountId, plan.Job, plan.ShopId),
            AccountId = plan.AccountId,
            Job = plan.Job,
            ShopId = plan.ShopId,
            Timezone = plan.Timezone,
            ThroughAt = throughAt,
            NextDay = next.Day,
            NextAt = next.ScheduledAt,
            DueAt = next.ScheduledAt,
        };
    }

    /// <summary>The job in its shop's new zone: the period that is open ends with the day of that zone.</summary>
    public static ScheduledJob Moved(ScheduledJob job, string timezone, TimeOnly time) =>
        Scheduled(job with { Timezone = timezone }, time);

    /// <summary>The periods to do now, at most so many.</summary>
    public static ImmutableArray<Period> Due(ScheduledJob job, TimeOnly time, int max, DateTimeOffset now) =>
        [.. PeriodRules.Due(job.LastDay, job.ThroughAt, Zone(job.Timezone), time, now).Take(max)];

    /// <summary>Somebody asks for a run.</summary>
    public static ScheduledJob Asked(ScheduledJob job, Actor actor, DateTimeOffset now) =>
        job with { Asked = new(actor, now), DueAt = now };

    /// <summary>A run that went well: the periods that were done are done for ever.</summary>
    public static ScheduledJob Finished(
        ScheduledJob job, ImmutableArray<Period> done, string? waitsFor, TimeOnly time, DateTimeOffset now)
    {
        var next = job with
        {
            LastDay = done.IsEmpty ? job.LastDay : done[^1].Day,
            ThroughAt = done.IsEmpty ? job.ThroughAt : done[^1].UntilAt,
            Runs = job.Runs + 1,
            Periods = job.Periods + done.Length,
            Failures = 0,
            Trouble = null,
            LastFinishedAt = now,
            Asked = null,
        };
        next = Scheduled(next, time);
        return waitsFor is null ? next : Waiting(next, waitsFor, now);
    }

    /// <summary>Days were done again. What is due, and a run that was asked for meanwhile, stay to be done.</summary>
    public static ScheduledJob DoneAgain(ScheduledJob job, TimeOnly time, DateTimeOffset now) => Scheduled(
        job with { Runs = job.Runs + 1, Failures = 0, Trouble = null, LastFinishedAt = now }, time);

    /// <summary>Nothing can be done yet.</summary>
    public static ScheduledJob Waiting(ScheduledJob job, string waitsFor, DateTimeOffset now) =>
        job with { Trouble = waitsFor, DueAt = now + WaitPause };

    /// <summary>A run that failed. The periods stay to be done; the next try is later each time.</summary>
    public static ScheduledJob Failed(ScheduledJob job, string error, DateTimeOffset now)
    {
        var failures = job.Failures + 1;
        var again = now + Pause(failures);
        return job with
        {
            Runs = job.Runs + 1,
            Failures = failures,
            Trouble = Shortened(error),
            LastFinishedAt = now,
            Asked = null,
            DueAt = job.NextAt > again ? job.NextAt : again,
        };
    }

    /// <summary>An error as it is kept.</summary>
    public static string Shortened(string error) =>
        error.Length <= ErrorLengthMax ? error : error[..ErrorLengthMax];

    /// <summary>The job's zone.</summary>
    public static TimeZoneInfo Zone(string timezone) => TimeZoneInfo.FindSystemTimeZoneById(timezone);

    private static ScheduledJob Scheduled(ScheduledJob job, TimeOnly time)
    {
        var next = PeriodRules.Next(job.LastDay, job.ThroughAt, Zone(job.Timezone), time);
        var dueAt = job.Asked is { } asked && asked.At < next.ScheduledAt ? asked.At : next.ScheduledAt;
        return job with { NextDay = next.Day, NextAt = next.ScheduledAt, DueAt = dueAt };
    }

    private static TimeSpan Pause(int failures)
    {
        var pause = FailurePauseMin * Math.Pow(2, Math.Min(failures - 1, 20));
        return pause < FailurePauseMax ? pause : FailurePauseMax;
    }
}
