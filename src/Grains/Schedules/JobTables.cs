using System.Collections.Immutable;
using Platform.Commits;
using static Platform.Commits.ColumnType;

namespace Platform.Schedules;

/// <summary>Where jobs, their periods and runs are kept: see <c>sql/0023_periods.sql</c>.</summary>
internal static class JobTables
{
    public static StateTable<ScheduledJob> Jobs { get; } = new(
        "scheduled_jobs", "scheduled_jobs", ScheduledJobJson.Default.ScheduledJob,
        new Column<ScheduledJob, Guid>("job_id", Uuid, job => job.Id),
        new Column<ScheduledJob, string>("job", Text, job => job.Job),
        new Column<ScheduledJob, Guid>("shop_id", Uuid, job => job.ShopId ?? Guid.Empty),
        new Column<ScheduledJob, string>("timezone", Text, job => job.Timezone),
        new Column<ScheduledJob, DateTimeOffset>("through_at", Timestamptz, job => job.ThroughAt),
        new Column<ScheduledJob, DateTimeOffset>("next_at", Timestamptz, job => job.NextAt),
        new Column<ScheduledJob, DateTimeOffset?>("due_at", Timestamptz, job => job.DueAt))
    {
        GrainType = ScheduledJobGrain.Type,
    };

    public static RowTable<JobPeriodRow> Periods { get; } = new(
        "job_periods", ["job_id", "period"], replacesOnKey: false,
        new Column<JobPeriodRow, Guid>("account_id", Uuid, row => row.Job.AccountId),
        new Column<JobPeriodRow, Guid>("job_id", Uuid, row => row.Job.Id),
        new Column<JobPeriodRow, DateOnly>("period", Date, row => row.Period.Day),
        new Column<JobPeriodRow, string>("timezone", Text, row => row.Job.Timezone),
        new Column<JobPeriodRow, DateTimeOffset>("from_at", Timestamptz, row => row.Period.FromAt),
        new Column<JobPeriodRow, DateTimeOffset>("until_at", Timestamptz, row => row.Period.UntilAt),
        new Column<JobPeriodRow, DateTimeOffset>("scheduled_at", Timestamptz, row => row.Period.ScheduledAt),
        new Column<JobPeriodRow, DateTimeOffset>("finished_at", Timestamptz, row => row.FinishedAt),
        new Column<JobPeriodRow, long>("complete_through", Int8, row => row.CompleteThrough),
        new Column<JobPeriodRow, long>("run_no", Int8, row => row.Job.Runs));

    public static RowTable<JobRunRow> Runs { get; } = new(
        "job_runs", ["job_id", "run_no"], replacesOnKey: false,
        new Column<JobRunRow, Guid>("account_id", Uuid, row => row.Job.AccountId),
        new Column<JobRunRow, Guid>("job_id", Uuid, row => row.Job.Id),
        new Column<JobRunRow, long>("run_no", Int8, row => row.Job.Runs),
        new Column<JobRunRow, string>("cause", Text, row => JobWords.Of(row.Start.Cause)),
        new Column<JobRunRow, string>("actor", Text, row => row.Start.Actor.ToString()),
        new Column<JobRunRow, DateTimeOffset>("started_at", Timestamptz, row => row.Start.At),
        new Column<JobRunRow, DateTimeOffset>("finished_at", Timestamptz, row => row.FinishedAt),
        new Column<JobRunRow, DateOnly?>("first_period", Date, row => row.First),
        new Column<JobRunRow, DateOnly?>("last_period", Date, row => row.Last),
        new Column<JobRunRow, int>("periods", Int4, row => row.Periods),
        new Column<JobRunRow, string?>("note", Text, row => row.Note),
        new Column<JobRunRow, string?>("error", Text, row => row.Error));
}

/// <summary>A period as it is closed, for ever.</summary>
/// <param name="Job">As it stands after the run.</param>
internal sealed record JobPeriodRow(
    ScheduledJob Job, Period Period, DateTimeOffset FinishedAt, long CompleteThrough) : IRow;

/// <summary>How a run began.</summary>
internal sealed record JobStart(JobCause Cause, Actor Actor, DateTimeOffset At);

/// <summary>A run.</summary>
internal sealed record JobRunRow(
    ScheduledJob Job, JobStart Start, DateTimeOffset FinishedAt, DateOnly? First, DateOnly? Last, int Periods,
    string? Note, string? Error) : IRow;

/// <summary>Makes the rows of runs.</summary>
internal static class JobRows
{
    public static JobRunRow Finished(ScheduledJob next, JobStart start, ImmutableArray<Period> worked, string? note) =>
        new(
            next, start, Ended(next, start), worked.IsEmpty ? null : worked[0].Day,
            worked.IsEmpty ? null : worked[^1].Day, worked.Length, note, Error: null);

    public static JobRunRow Failed(ScheduledJob next, JobStart start) =>
        new(next, start, Ended(next, start), First: null, Last: null, Periods: 0, Note: null, next.Trouble);

    // A clock that was set back in between makes no run that ends before it began.
    private static DateTimeOffset Ended(ScheduledJob next, JobStart start) =>
        next.LastFinishedAt is { } at && at > start.At ? at : start.At;
}
