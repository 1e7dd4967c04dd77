using Npgsql;
using Platform.Storage;

namespace Platform.Schedules;

/// <summary>Compares the shops and accounts that there are with the jobs that there are. Where none was missing, it
/// looks again when the log tells of something that may want a job, and now and then without it: with ten thousand
/// shops the comparison takes a hundred times as long as the look at the log.</summary>
internal sealed class JobPlans(PlatformDatabase database, TimeProvider clock) : IJobPlans
{
    /// <summary>After what may want a job everything is compared for so long: a shopless order is counted a moment
    /// after its event, and the job is made for what is counted.</summary>
    public static readonly TimeSpan AfterNews = TimeSpan.FromSeconds(30);

    /// <summary>So often everything is compared in any case.</summary>
    public static readonly TimeSpan InAnyCase = TimeSpan.FromMinutes(1);

    // The head and what was told up to it, as they stand at one time.
    private const string NewsSql =
        """
        select position, exists (
               select from events
                where $1 >= 0 and events.position > $1
                  and (kind in ('account.created', 'shop.changed', 'stock.item_created')
                       or kind = 'order.placed' and body ->> 'shop_id' is null))
          from log_head
        """;

    // What belongs to no shop has its days in UTC, as the orders without a shop have.
    // A shop's stock is checked since it has an item. A shop may have a million of them: they are looked at only where
    // the job is missing, and only after the first has been found. An account's snapshots begin with the day that they
    // are planned on: nobody can take those of nights that were before.
    internal const string Sql =
        """
        with unchecked as materialized (
            select s.account_id, s.id, s.state -> 'details' ->> 'time_zone' as timezone
              from shops s
             where not exists (
                   select from scheduled_jobs j
                    where j.account_id = s.account_id and j.job = $4 and j.shop_id = s.id
                      and j.timezone = s.state -> 'details' ->> 'time_zone'))
        select s.account_id, s.id, s.state -> 'details' ->> 'time_zone', (s.state ->> 'created_at')::timestamptz, $1
          from shops s
         where not exists (
               select from scheduled_jobs j
                where j.account_id = s.account_id and j.job = $1 and j.shop_id = s.id
                  and j.timezone = s.state -> 'details' ->> 'time_zone')
        union all
        select s.account_id, s.id, s.timezone, i.since, $4
          from unchecked s
          cross join lateral (
               select from stock_items
                where account_id = s.account_id and shop_id = s.id order by item_id limit 1) first
          cross join lateral (
               select min((state ->> 'created_at')::timestamptz) since
                 from stock_items
                where account_id = s.account_id and shop_id = s.id) i
        union all
        select a.account_id, null, 'UTC', q.at, $1
          from accounts a
          cross join lateral (
               select at from sales_quarters
                where account_id = a.account_id and shop_id = $2 order by at limit 1) q
         where not exists (
               select from scheduled_jobs j
                where j.account_id = a.account_id and j.job = $1 and j.shop_id = $2)
        union all
        select a.account_id, null, 'UTC', 'infinity', planned.job
          from accounts a
         cross join unnest($5) planned(job)
         where not exists (
               select from scheduled_jobs j
                where j.account_id = a.account_id and j.job = planned.job and j.shop_id = $2)
         limit $3
        """;

    private long _read = -1; // Nothing was read yet: the first look compares, and not with all that ever was told.
    private DateTimeOffset _compareUntil;
    private DateTimeOffset _comparedAt;

    public Task<IReadOnlyList<JobPlan>> MissingAsync(int limit, CancellationToken cancellationToken) =>
        Failures.TranslateAsync<IReadOnlyList<JobPlan>>(async () =>
        {
            var now = clock.GetUtcNow();
            if (await HasNewsAsync(cancellationToken))
                _compareUntil = now + AfterNews;
            else if (now > _compareUntil && now - _comparedAt < InAnyCase)
                return [];

            var plans = await CompareAsync(limit, cancellationToken);
            _comparedAt = now;
            // What is missing still has to be made: until then nothing may be left out.
            if (plans.Count > 0)
                _compareUntil = now + AfterNews;
            return plans;
        });

    internal static NpgsqlParameter[] Parameters(int limit) =>
    [
        new NpgsqlParameter<string> { TypedValue = JobNames.DailySales },
        new NpgsqlParameter<Guid> { TypedValue = Guid.Empty },
        new NpgsqlParameter<int> { TypedValue = limit },
        new NpgsqlParameter<string> { TypedValue = JobNames.StockCheck },
        new NpgsqlParameter<string[]>
        {
            TypedValue = [JobNames.NightlySnapshot, JobNames.SnapshotCleanup, JobNames.TranscriptCleanup],
        },
    ];

    private async Task<bool> HasNewsAsync(CancellationToken cancellationToken)
    {
        await using var command = database.Writer.CreateCommand(NewsSql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = _read });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        _read = row.GetInt64(0);
        return row.GetBoolean(1);
    }

    private async Task<IReadOnlyList<JobPlan>> CompareAsync(int limit, CancellationToken cancellationToken)
    {
        await using var command = database.Writer.CreateCommand(Sql);
        command.Parameters.AddRange(Parameters(limit));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var plans = new List<JobPlan>();
        while (await reader.ReadAsync(cancellationToken))
        {
            plans.Add(new(
                reader.GetGuid(0), reader.GetString(4), reader.IsDBNull(1) ? null : reader.GetGuid(1),
                reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3)));
        }

        return plans;
    }
}
