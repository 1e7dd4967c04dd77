using Npgsql;
using Platform.Live;
using Platform.Storage;

namespace Platform.Analytics;

/// <summary>Reads what is counted of a time that is over.</summary>
internal sealed class SalesCounts(PlatformDatabase database) : ISalesCounts
{
    // Null while something that happened before the end is still in the log, waits to be tried again, or is a dead
    // letter. One statement sees the positions and the figures as they were at one instant.
    private const string Sql =
        """
        with kept as (
            select coalesce(max(position), 0) as position from consumer_positions where consumer = $1 and lane = $2),
        complete as (
            select kept.position
              from kept
             where not exists (select from parked_events where consumer = $1 and account_id = $3 and at < $6)
               and not exists (select from dead_letters where consumer = $1 and account_id = $3 and at < $6)
               and not exists (
                   select from events
                    where account_id = $3 and position > kept.position and at < $6 and kind = any ($7)))
        select complete.position, q.*
          from complete
          left join lateral (
               select currency, category, sum(orders)::bigint, sum(completed)::bigint, sum(cancelled)::bigint,
                      sum(ordered_minor)::bigint, sum(sales_minor)::bigint, sum(received_minor)::bigint,
                      sum(refunded_minor)::bigint
                 from sales_quarters
                where account_id = $3 and shop_id = $4 and at >= $5 and at < $6
                group by currency, category) q on true
         order by q.currency, q.category
        """;

    public Task<CountedSales?> CountAsync(
        Guid accountId, Guid? shopId, DateTimeOffset fromAt, DateTimeOffset untilAt,
        CancellationToken cancellationToken) =>
        Failures.TranslateAsync(async () =>
        {
            await using var command = database.Writer.CreateCommand(Sql);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = SalesCounter.ConsumerName });
            command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = Lane.Of(accountId) });
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = accountId });
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = shopId ?? Guid.Empty });
            command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = fromAt });
            command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = untilAt });
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. SalesDeltas.EventKinds] });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            CountedSales? counted = null;
            while (await reader.ReadAsync(cancellationToken))
            {
                counted ??= new(reader.GetInt64(0), []);
                if (!reader.IsDBNull(1))
                    counted = counted with { Figures = counted.Figures.Add(Figures(reader, 1)) };
            }

            return counted;
        });

    /// <summary>Figures of a row, from a column on.</summary>
    public static SalesFigures Figures(NpgsqlDataReader row, int at) => new(
        row.GetString(at), row.GetString(at + 1), row.GetInt64(at + 2), row.GetInt64(at + 3), row.GetInt64(at + 4),
        row.GetInt64(at + 5), row.GetInt64(at + 6), row.GetInt64(at + 7), row.GetInt64(at + 8));
}
