using System.Text.Json;
using Npgsql;
using Platform.Commits;
using Platform.Live;
using Platform.Storage;

namespace Platform.Schedules;

/// <summary>Lists jobs as one account.</summary>
internal sealed class JobReader(PlatformDatabase database) : IJobReader
{
    private const string ListSql =
        """
        select state, version
          from scheduled_jobs
         where ($1::uuid is null or shop_id = $1)
           and ($2::text is null or (job, job_id) > ($2, $3::uuid))
         order by job, job_id
         limit $4
        """;

    private const string RunsSql =
        """
        select run_no, cause, actor, started_at, finished_at, first_period, last_period, periods, note, error
          from job_runs
         where job_id = $1 and ($2::bigint is null or run_no < $2)
         order by run_no desc
         limit $3
        """;

    private const string PeriodsSql =
        """
        select period, from_at, until_at, scheduled_at
          from job_periods
         where job_id = $1 and period between $2 and $3
         order by period
        """;

    public Task<Snapshot<IReadOnlyList<VersionedJob>>> ListAsync(
        Guid accountId, Guid? shopId, JobCursor? after, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(
            accountId,
            ListSql,
            [
                new NpgsqlParameter<Guid?> { TypedValue = shopId },
                new NpgsqlParameter<string?> { TypedValue = after?.Job },
                new NpgsqlParameter<Guid?> { TypedValue = after?.Id },
                new NpgsqlParameter<int> { TypedValue = limit },
            ],
            row => new VersionedJob(
                JsonSerializer.Deserialize(row.GetString(0), ScheduledJobJson.Default.ScheduledJob)!, row.GetInt64(1)),
            cancellationToken);

    public Task<Snapshot<IReadOnlyList<JobRun>>> RunsAsync(
        Guid accountId, Guid jobId, long? before, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(
            accountId,
            RunsSql,
            [
                new NpgsqlParameter<Guid> { TypedValue = jobId },
                new NpgsqlParameter<long?> { TypedValue = before },
                new NpgsqlParameter<int> { TypedValue = limit },
            ],
            Run,
            cancellationToken);

    public async Task<IReadOnlyList<Period>> PeriodsAsync(
        Guid accountId, Guid jobId, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(
            accountId,
            PeriodsSql,
            [
                new NpgsqlParameter<Guid> { TypedValue = jobId },
                new NpgsqlParameter<DateOnly> { TypedValue = from },
                new NpgsqlParameter<DateOnly> { TypedValue = to },
            ],
            row => new Period(row.GetFieldValue<DateOnly>(0), Time(row, 1), Time(row, 2), Time(row, 3)),
            cancellationToken);
        return found.Value;
    }

    private static JobRun Run(NpgsqlDataReader row) => new(
        row.GetInt64(0), KeptWords.Read<JobCause>(row.GetString(1), JobWords.Of), row.GetString(2), Time(row, 3),
        Time(row, 4), Day(row, 5), Day(row, 6), row.GetInt32(7), Text(row, 8), Text(row, 9));

    private static DateTimeOffset Time(NpgsqlDataReader row, int column) =>
        row.GetFieldValue<DateTimeOffset>(column);

    private static DateOnly? Day(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);

    private static string? Text(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);
}
