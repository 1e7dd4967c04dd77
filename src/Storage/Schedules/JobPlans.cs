using Npgsql;
using Platform.Storage;

namespace Platform.Schedules;

/// <summary>Compares the shops and accounts that there are with the jobs that there are.</summary>
internal sealed class JobPlans(PlatformDatabase database) : IJobPlans
{
    // What belongs to no shop has its days in UTC, as the orders without a shop have.
    // A shop's stock is checked since it has an item. An account's snapshots begin with the day that they are planned
    // on: nobody can take those of nights that were before.
    private const string Sql =
        """
        select s.account_id, s.id, s.state -> 'details' ->> 'time_zone', (s.state ->> 'created_at')::timestamptz, $1
          from shops s
         where not exists (
               select from scheduled_jobs j
                where j.account_id = s.account_id and j.job = $1 and j.shop_id = s.id
                  and j.timezone = s.state -> 'details' ->> 'time_zone')
        union all
        select s.account_id, s.id, s.state -> 'details' ->> 'time_zone', i.since, $4
          from shops s
          cross join lateral (
               select min((state ->> 'created_at')::timestamptz) since
                 from stock_items
                where account_id = s.account_id and shop_id = s.id) i
         where i.since is not null
           and not exists (
               select from scheduled_jobs j
                where j.account_id = s.account_id and j.job = $4 and j.shop_id = s.id
                  and j.timezone = s.state -> 'details' ->> 'time_zone')
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

    public Task<IReadOnlyList<JobPlan>> MissingAsync(int limit, CancellationToken cancellationToken) =>
        Failures.TranslateAsync<IReadOnlyList<JobPlan>>(async () =>
        {
            await using var command = database.Writer.CreateCommand(Sql);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = JobNames.DailySales });
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.Empty });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = JobNames.StockCheck });
            command.Parameters.Add(new NpgsqlParameter<string[]>
            {
                TypedValue = [JobNames.NightlySnapshot, JobNames.SnapshotCleanup],
            });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var plans = new List<JobPlan>();
            while (await reader.ReadAsync(cancellationToken))
            {
                plans.Add(new(
                    reader.GetGuid(0), reader.GetString(4), reader.IsDBNull(1) ? null : reader.GetGuid(1),
                    reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3)));
            }

            return plans;
        });
}
