using Npgsql;
using Platform.Live;

namespace Platform.Consumers;

/// <summary>How dead letters are read.</summary>
internal static class DeadLetterSql
{
    private const string Letters =
        $"""
        select {LogRows.Columns}, consumer, lane, attempts, error, died_at,
               (select count(*) from parked_events waiting
                 where waiting.consumer = dead.consumer and waiting.lane = dead.lane
                   and waiting.subject = dead.subject) as waiting
          from dead_letters dead
        """;

    /// <summary><c>$1</c> consumer, <c>$2</c> position.</summary>
    public const string Find = $"{Letters} where consumer = $1 and position = $2";

    /// <summary><c>$1</c> consumer or null, <c>$2</c> and <c>$3</c> the last letter of the page before or null,
    /// <c>$4</c> limit.</summary>
    public const string List =
        $"""
        {Letters}
         where ($1::text is null or consumer = $1)
           and ($2::bigint is null or (position, consumer) < ($2, $3))
         order by position desc, consumer desc limit $4
        """;

    /// <summary><c>$1</c> the last decision of the page before or null, <c>$2</c> limit.</summary>
    public const string Decided =
        """
        select id, consumer, position, account_id, kind, subject, action, actor, reason, at
          from dead_letter_verdicts where $1::bigint is null or id < $1
         order by id desc limit $2
        """;

    public const string Lanes =
        """
        select consumer, lane, place.position, head.position,
               (select count(*) from parked_events parked
                 where parked.consumer = place.consumer and parked.lane = place.lane),
               (select count(*) from dead_letters dead
                 where dead.consumer = place.consumer and dead.lane = place.lane)
          from consumer_positions place, log_head head
         order by consumer, lane
        """;

    /// <summary>The letter of the current row.</summary>
    public static DeadLetter Read(NpgsqlDataReader row) => new(
        row.GetString(LogRows.Count), row.GetInt16(LogRows.Count + 1), LogRows.Read(row),
        row.GetInt32(LogRows.Count + 2), row.GetString(LogRows.Count + 3),
        row.GetFieldValue<DateTimeOffset>(LogRows.Count + 4),
        row.GetInt64(LogRows.Count + 5));
}
