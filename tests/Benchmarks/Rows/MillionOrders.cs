using System.Globalization;
using Npgsql;
using Platform.Benchmarks.Load;
using Platform.Testing;

namespace Platform.Benchmarks.Rows;

/// <summary>What a million orders cost: a list of 50 by three filters, and a start.</summary>
internal sealed class MillionOrders(PlatformProcess platform, string database)
{
    private const int Count = 1_000_000;
    private const int Batch = 50_000;
    private const int ListsPerSecond = 50;

    private static readonly string[] Statuses = ["new", "accepted", "on_way", "processing", "completed", "cancelled"];
    private static readonly string[] Priorities = ["low", "medium", "high", "urgent"];
    private static readonly string[] Categories =
        ["cleaning", "repairs", "installation", "maintenance", "delivery", "other"];

    // Copies of one order that was placed through the API, spread over statuses, priorities, categories and a year.
    // They are listed and never moved, so their grains' state may stay the original's.
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

    public async Task<IReadOnlyList<RowResult>> RunAsync(bool full)
    {
        await FillAsync();
        var starts = new List<TimeSpan> { await platform.StartAsync() };
        for (var i = 0; i < (full ? 8 : 4); i++)
        {
            await platform.KillAsync();
            starts.Add(await platform.StartAsync());
        }

        return [await ListAsync(), Bound("start to ready after a kill, 1 M orders", starts, 3_000, 1_000, "median")];
    }

    private async Task<RowResult> ListAsync()
    {
        var paths = (
            from status in Statuses
            from priority in Priorities
            from category in Categories
            select $"/api/v1/orders?status={status}&priority={priority}&service_category={category}&limit=50").ToList();
        await SteadyRate.RunAsync(platform.Http, paths, ListsPerSecond, TimeSpan.FromSeconds(4));
        var latencies = await SteadyRate.RunAsync(platform.Http, paths, ListsPerSecond, TimeSpan.FromSeconds(10));
        return Bound($"list 50 of 1 M orders, three filters, {ListsPerSecond}/s", latencies, 20, 10, "p95");
    }

    private async Task FillAsync()
    {
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(database) { CommandTimeout = 300 });
        for (var first = 0; first < Count; first += Batch)
        {
            await using var fill = source.CreateCommand(FillSql);
            fill.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = Statuses });
            fill.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = Priorities });
            fill.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = Categories });
            fill.Parameters.Add(new NpgsqlParameter<int> { TypedValue = first });
            fill.Parameters.Add(new NpgsqlParameter<int> { TypedValue = first + Batch - 1 });
            await fill.ExecuteNonQueryAsync();
        }

        await using var analyze = source.CreateCommand("vacuum analyze orders, order_details");
        await analyze.ExecuteNonQueryAsync();
    }

    private static RowResult Bound(
        string title, IEnumerable<TimeSpan> measured, double mustMs, double aimMs, string which)
    {
        List<double> sorted = [.. measured.Select(one => one.TotalMilliseconds).Order()];
        var figure = which == "p95" ? sorted[sorted.Count * 95 / 100] : sorted[sorted.Count / 2];
        return new RowResult(
            title, "–",
            string.Create(
                CultureInfo.InvariantCulture,
                $"p50 {sorted[sorted.Count / 2]:N1} ms, p95 {sorted[sorted.Count * 95 / 100]:N1} ms, n {sorted.Count}"),
            string.Create(CultureInfo.InvariantCulture, $"{which} {figure:N1} ms"),
            string.Create(CultureInfo.InvariantCulture, $"≤ {mustMs:N0} ms"),
            string.Create(CultureInfo.InvariantCulture, $"{aimMs:N0} ms"), figure <= mustMs, "");
    }
}
