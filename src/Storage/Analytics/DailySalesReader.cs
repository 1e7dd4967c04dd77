using System.Text.Json;
using Npgsql;
using Platform.Consumers;
using Platform.Live;
using Platform.Schedules;
using Platform.Storage;

namespace Platform.Analytics;

/// <summary>Reads days of sales: closed ones from the ledger, the others from what is counted. The boundary between
/// them is taken once, before either is read: what is closed in the meantime is still counted live in this
/// answer.</summary>
internal sealed class DailySalesReader(PlatformDatabase database) : IDailySalesReader
{
    // A shop whose job has not been planned yet begins with the day on which it was made.
    private const string PlacesSql =
        """
        select s.id, s.state -> 'details' ->> 'time_zone', (s.state ->> 'created_at')::timestamptz, j.state
          from shops s
          left join scheduled_jobs j on j.account_id = s.account_id and j.job = $1 and j.shop_id = s.id
         where $2::uuid is null or s.id = $2
        union all
        select null, timezone, through_at, state from scheduled_jobs
         where job = $1 and shop_id = $3 and $2::uuid is null
        """;

    private const string DaysSql =
        """
        select p.job_id, p.period, p.timezone, p.from_at, p.until_at, p.scheduled_at, p.finished_at,
               m.currency, m.category, m.orders, m.completed, m.cancelled, m.ordered_minor, m.sales_minor,
               m.received_minor, m.refunded_minor
          from unnest($1::uuid[], $2::uuid[], $3::date[]) closed(job_id, shop_id, last_day)
          join job_periods p on p.job_id = closed.job_id and p.period <= closed.last_day and p.period between $4 and $5
          left join daily_sales_metrics m on m.shop_id = closed.shop_id and m.day = p.period
        union all
        select open.job_id, open.day, null, null, null, null, null,
               q.currency, q.category, sum(q.orders)::bigint, sum(q.completed)::bigint, sum(q.cancelled)::bigint,
               sum(q.ordered_minor)::bigint, sum(q.sales_minor)::bigint, sum(q.received_minor)::bigint,
               sum(q.refunded_minor)::bigint
          from unnest($6::uuid[], $7::uuid[], $8::date[], $9::timestamptz[], $10::timestamptz[])
               open(job_id, shop_id, day, from_at, until_at)
          join sales_quarters q on q.shop_id = open.shop_id and q.at >= open.from_at and q.at < open.until_at
         group by open.job_id, open.day, q.currency, q.category
         order by currency, category
        """;

    public async Task<Snapshot<SalesReport>> ReadAsync(SalesQuery query, CancellationToken cancellationToken)
    {
        // Before the figures: they may know more by then, never less.
        var through = await CompleteThrough.ReadAsync(
            database, SalesCounter.ConsumerName, SalesDeltas.EventKinds, query.AccountId, cancellationToken);
        var places = await PlacesAsync(query, cancellationToken);
        var open = places.SelectMany(place => Open(place, query)).ToList();
        var rows = await DaysAsync(query, places, open, cancellationToken);
        var figures = rows.Value.Where(row => row.Figures is not null)
            .ToLookup(row => (row.JobId, row.Day), row => row.Figures!);
        var placeOf = places.ToDictionary(place => place.JobId);
        var closed = rows.Value.Where(row => row.Closed is not null)
            .DistinctBy(row => (row.JobId, row.Day))
            .Select(row => new SalesDay(
                placeOf[row.JobId].ShopId, row.Timezone!, row.Closed!, Closed: true, row.ClosedAt,
                [.. figures[(row.JobId, row.Day)]]));
        var live = open.Select(day => new SalesDay(
            day.Place.ShopId, day.Place.Timezone, day.Period, Closed: false, ClosedAt: null,
            [.. figures[(day.Place.JobId, day.Period.Day)]]));
        var days = closed.Concat(live).OrderBy(day => day.Period.Day).ThenBy(day => day.ShopId);
        return new(new([.. days], through), rows.Position);
    }

    private static IEnumerable<OpenDay> Open(Place place, SalesQuery query) =>
        PeriodRules.Open(
                place.LastDay, place.ThroughAt, TimeZoneInfo.FindSystemTimeZoneById(place.Timezone),
                JobNames.TimeOf(JobNames.DailySales), query.Now)
            .Where(period => period.Day >= query.From && period.Day <= query.To)
            .Select(period => new OpenDay(place, period));

    private async Task<IReadOnlyList<Place>> PlacesAsync(SalesQuery query, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(
            query.AccountId,
            PlacesSql,
            [
                new NpgsqlParameter<string> { TypedValue = JobNames.DailySales },
                new NpgsqlParameter<Guid?> { TypedValue = query.ShopId },
                new NpgsqlParameter<Guid> { TypedValue = Guid.Empty },
            ],
            row => PlaceOf(row, query),
            cancellationToken);
        return found.Value;
    }

    private static Place PlaceOf(NpgsqlDataReader row, SalesQuery query)
    {
        Guid? shopId = row.IsDBNull(0) ? null : row.GetGuid(0);
        var jobId = JobNames.IdOf(query.AccountId, JobNames.DailySales, shopId);
        if (!row.IsDBNull(3))
        {
            var job = JsonSerializer.Deserialize(row.GetString(3), ScheduledJobJson.Default.ScheduledJob)!;
            return new(jobId, shopId, job.Timezone, job.LastDay, job.ThroughAt);
        }

        var timezone = row.GetString(1);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(timezone);
        var first = PeriodRules.First(row.GetFieldValue<DateTimeOffset>(2), zone, query.Now);
        return new(jobId, shopId, timezone, LastDay: null, first);
    }

    private Task<Snapshot<IReadOnlyList<DayRow>>> DaysAsync(
        SalesQuery query, IReadOnlyList<Place> places, List<OpenDay> open, CancellationToken cancellationToken)
    {
        var closed = places.Where(place => place.LastDay is not null).ToList();
        return database.ReadAsync(
            query.AccountId,
            DaysSql,
            [
                Array(closed.Select(place => place.JobId)),
                Array(closed.Select(place => place.ShopId ?? Guid.Empty)),
                Array(closed.Select(place => place.LastDay!.Value)),
                new NpgsqlParameter<DateOnly> { TypedValue = query.From },
                new NpgsqlParameter<DateOnly> { TypedValue = query.To },
                Array(open.Select(day => day.Place.JobId)),
                Array(open.Select(day => day.Place.ShopId ?? Guid.Empty)),
                Array(open.Select(day => day.Period.Day)),
                Array(open.Select(day => day.Period.FromAt)),
                Array(open.Select(day => day.Period.UntilAt)),
            ],
            Row,
            cancellationToken);
    }

    private static DayRow Row(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetFieldValue<DateOnly>(1),
        row.IsDBNull(2) ? null : row.GetString(2),
        row.IsDBNull(3) ? null : new Period(
            row.GetFieldValue<DateOnly>(1), row.GetFieldValue<DateTimeOffset>(3),
            row.GetFieldValue<DateTimeOffset>(4), row.GetFieldValue<DateTimeOffset>(5)),
        row.IsDBNull(6) ? null : row.GetFieldValue<DateTimeOffset>(6),
        row.IsDBNull(7) ? null : SalesCounts.Figures(row, 7));

    private static NpgsqlParameter<T[]> Array<T>(IEnumerable<T> values) => new() { TypedValue = [.. values] };

    private sealed record Place(Guid JobId, Guid? ShopId, string Timezone, DateOnly? LastDay, DateTimeOffset ThroughAt);

    private sealed record OpenDay(Place Place, Period Period);

    private sealed record DayRow(
        Guid JobId, DateOnly Day, string? Timezone, Period? Closed, DateTimeOffset? ClosedAt, SalesFigures? Figures);
}
