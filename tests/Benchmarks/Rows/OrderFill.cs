using Npgsql;

namespace Platform.Benchmarks.Rows;

/// <summary>Fills a database with copies of one order that was placed through the API, spread over statuses,
/// priorities, categories and a year, and with the figures that they would have left. They are listed, tracked and
/// counted, and never moved: their grains' state may stay the original's.</summary>
internal static class OrderFill
{
    private const int Batch = 50_000;

    public static readonly string[] Statuses = ["new", "accepted", "on_way", "processing", "completed", "cancelled"];
    public static readonly string[] Priorities = ["low", "medium", "high", "urgent"];
    public static readonly string[] Categories =
        ["cleaning", "repairs", "installation", "maintenance", "delivery", "other"];

    private const string FillSql =
        """
        with made as materialized (
            select gen_random_uuid() as id, i,
                   ($1::text[])[1 + i % 6] as status, ($2::text[])[1 + (i / 6) % 4] as priority,
                   ($3::text[])[1 + (i / 24) % 6] as category,
                   now() - interval '1 year' * random() as at
              from generate_series($4::int, $5::int) i),
        original as (select o as row from orders o order by created_at limit 1),
        copied as (
            insert into orders
            select copy.*
              from made, original, jsonb_populate_record(original.row, jsonb_build_object(
                       'key', replace((original.row).account_id::text || '/' || made.id::text, '-', ''),
                       'order_id', made.id, 'order_number', 'ORD-2001-' || lpad(made.i::text, 7, '0'),
                       'status', made.status, 'priority', made.priority, 'service_category', made.category,
                       'stage', case made.status when 'new' then 'open' when 'accepted' then 'committed'
                           when 'on_way' then 'in_transit' when 'processing' then 'in_progress'
                           when 'completed' then 'done' else 'cancelled' end,
                       'created_at', made.at, 'updated_at', made.at, 'due_at', null)) copy)
        insert into order_details
        select d.account_id, made.id, d.details, d.search
          from made, original join order_details d on d.order_id = (original.row).order_id
        """;

    // What the consumer would have counted, had they been placed one by one; the platform counts on from there.
    private const string CountSql =
        """
        insert into order_counters (account_id, shop_id, kind, status, currency, orders, revenue_minor)
        select account_id, coalesce(shop_id, $1), kind, status, currency, count(*),
               coalesce(sum(amount_minor) filter (where status = 'completed'), 0)
          from orders group by 1, 2, 3, 4, 5
            on conflict on constraint order_counters_pkey
            do update set orders = excluded.orders, revenue_minor = excluded.revenue_minor;
        insert into order_counters_daily
               (account_id, shop_id, day, timezone, kind, status, currency, orders, revenue_minor)
        select account_id, coalesce(shop_id, $1), (created_at at time zone 'UTC')::date, 'UTC', kind, status, currency,
               count(*), coalesce(sum(amount_minor) filter (where status = 'completed'), 0)
          from orders group by 1, 2, 3, 4, 5, 6, 7
            on conflict on constraint order_counters_daily_pkey
            do update set orders = excluded.orders, revenue_minor = excluded.revenue_minor
        """;

    /// <summary>What would have to be read without counters.</summary>
    public const string LiveSql =
        "select kind, status, currency, count(*), sum(amount_minor) from orders group by kind, status, currency";

    /// <summary>The number of the n-th copy, from 0 on.</summary>
    public static string NumberOf(int n) => $"ORD-2001-{n:0000000}";

    /// <summary>Adds copies: those from one number on, up to another that is not among them.</summary>
    public static async Task AddAsync(NpgsqlDataSource source, int from, int until)
    {
        for (var first = from; first < until; first += Batch)
        {
            await using var fill = source.CreateCommand(FillSql);
            fill.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = Statuses });
            fill.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = Priorities });
            fill.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = Categories });
            fill.Parameters.Add(new NpgsqlParameter<int> { TypedValue = first });
            fill.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Math.Min(first + Batch, until) - 1 });
            await fill.ExecuteNonQueryAsync();
        }

        await using var batch = source.CreateBatch();
        foreach (var statement in CountSql.Split(';'))
        {
            var count = new NpgsqlBatchCommand(statement);
            count.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.Empty });
            batch.BatchCommands.Add(count);
        }

        await batch.ExecuteNonQueryAsync();
        await using var analyze = source.CreateCommand("vacuum analyze orders, order_details, order_counters");
        await analyze.ExecuteNonQueryAsync();
    }
}
