using System.Text.Json;
using Npgsql;
using Platform.Storage;

namespace Platform.Analytics;

/// <summary>Reckons the platform's days over all accounts, as the writer: no other role sees more than one.</summary>
internal sealed class PlatformMetrics(PlatformDatabase database) : IPlatformMetrics
{
    // Account by account where an index begins with the account.
    private const string SizesSql =
        """
        select (select count(*) from accounts),
               (select count(*) from accounts where created_at >= $1 and created_at < $2),
               (select count(*) from shops),
               (select count(distinct (account_id, shop_id)) from sales_quarters
                 where at >= $1 and at < $2 and orders > 0
                   and shop_id <> '00000000-0000-0000-0000-000000000000'),
               (select count(*) from users),
               (select count(*) from vendors),
               coalesce(sum(c.calls), 0)::bigint, coalesce(sum(c.talks), 0)::bigint, coalesce(sum(c.said), 0)::bigint
          from accounts a
          cross join lateral (
               select count(*) as calls, count(*) filter (where turn_count > 0) as talks,
                      sum((select count(*) from call_turns t
                            where t.account_id = k.account_id and t.call_id = k.id and t.speaker = 'agent')) as said
                 from calls k
                where k.account_id = a.account_id and k.started_at >= $1 and k.started_at < $2) c
        """;

    private const string SalesSql =
        """
        select currency, category, sum(orders)::bigint, sum(completed)::bigint, sum(cancelled)::bigint,
               sum(ordered_minor)::bigint, sum(sales_minor)::bigint, sum(received_minor)::bigint,
               sum(refunded_minor)::bigint
          from sales_quarters where at >= $1 and at < $2
         group by currency, category
         order by currency, category
        """;

    private const string KeepSql =
        """
        insert into platform_metrics (day, reckoned_at, figures) values ($1, $2, $3::jsonb)
        on conflict (day) do update set reckoned_at = excluded.reckoned_at, figures = excluded.figures
         where platform_metrics.reckoned_at <= excluded.reckoned_at
        """;

    private const string ListSql = "select figures from platform_metrics order by day desc limit $1";

    public Task<PlatformDay> ReckonAsync(DateOnly day, DateTimeOffset now, CancellationToken cancellationToken) =>
        Failures.TranslateAsync(async () =>
        {
            await using var connection = await database.Writer.OpenConnectionAsync(cancellationToken);
            var sales = new List<SalesFigures>();
            await using (var command = Command(SalesSql, day, connection))
            await using (var row = await command.ExecuteReaderAsync(cancellationToken))
            {
                while (await row.ReadAsync(cancellationToken))
                {
                    sales.Add(new(
                        row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4),
                        row.GetInt64(5), row.GetInt64(6), row.GetInt64(7), row.GetInt64(8)));
                }
            }

            await using var sizes = Command(SizesSql, day, connection);
            await using var size = await sizes.ExecuteReaderAsync(cancellationToken);
            await size.ReadAsync(cancellationToken);
            return new PlatformDay(
                day, now, size.GetInt64(0), size.GetInt64(1), size.GetInt64(2), size.GetInt64(3), size.GetInt64(4),
                size.GetInt64(5), size.GetInt64(6), size.GetInt64(7), size.GetInt64(8), [.. sales]);
        });

    public Task KeepAsync(PlatformDay day, CancellationToken cancellationToken) =>
        Failures.TranslateAsync(async () =>
        {
            await using var command = database.Writer.CreateCommand(KeepSql);
            command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = day.Day });
            command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = day.ReckonedAt.UtcDateTime });
            command.Parameters.Add(new NpgsqlParameter<string>
            {
                TypedValue = JsonSerializer.Serialize(day, PlatformMetricsJson.Default.PlatformDay),
            });
            return await command.ExecuteNonQueryAsync(cancellationToken);
        });

    public Task<IReadOnlyList<PlatformDay>> ListAsync(int limit, CancellationToken cancellationToken) =>
        Failures.TranslateAsync(async () =>
        {
            await using var command = database.Writer.CreateCommand(ListSql);
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            var days = new List<PlatformDay>();
            while (await rows.ReadAsync(cancellationToken))
                days.Add(JsonSerializer.Deserialize(rows.GetString(0), PlatformMetricsJson.Default.PlatformDay)!);
            return (IReadOnlyList<PlatformDay>)days;
        });

    private static NpgsqlCommand Command(string sql, DateOnly day, NpgsqlConnection connection)
    {
        var from = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = from });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = from.AddDays(1) });
        return command;
    }
}
