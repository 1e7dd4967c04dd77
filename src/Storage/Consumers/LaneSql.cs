using Platform.Live;

namespace Platform.Consumers;

/// <summary>The statements of a lane. <c>$1</c> is the consumer and <c>$2</c> the lane throughout.</summary>
internal static class LaneSql
{
    public const string Load = "select position, version from consumer_positions where consumer = $1 and lane = $2";

    /// <summary>The log by lane: <c>$1</c> lane, <c>$2</c> after, <c>$3</c> through, <c>$4</c> limit.</summary>
    public const string Read =
        $"""
        select {LogRows.Columns} from events
         where position > $2 and position <= $3 and lane = $1 order by position limit $4
        """;

    public const string Waiting =
        """
        select subject from parked_events where consumer = $1 and lane = $2
        union
        select subject from dead_letters where consumer = $1 and lane = $2
        """;

    /// <summary><c>$3</c> now, <c>$4</c> limit.</summary>
    public const string Due =
        $"""
        select {LogRows.Columns}, attempts, due_at, error from (
            select distinct on (subject) * from parked_events parked
             where consumer = $1 and lane = $2
               and not exists (select from dead_letters dead
                                where dead.consumer = $1 and dead.lane = $2 and dead.subject = parked.subject)
             order by subject, position) first_of_subject
         where due_at <= $3 order by position limit $4
        """;

    /// <summary>The first commit of a lane: <c>$3</c> position.</summary>
    public const string Begin =
        """
        insert into consumer_positions (consumer, lane, position, version) values ($1, $2, $3, 1)
        on conflict on constraint consumer_positions_pkey do nothing
        """;

    /// <summary>Every later one: <c>$3</c> position, <c>$4</c> the version it was decided on.</summary>
    public const string Move =
        """
        update consumer_positions set position = $3, version = version + 1
         where consumer = $1 and lane = $2 and version = $4
        """;

    /// <summary>Counts a failed try: <c>$3</c> positions, <c>$4</c> attempts, <c>$5</c> due, <c>$6</c>
    /// errors.</summary>
    public const string Repark =
        """
        update parked_events parked set attempts = given.attempts, due_at = given.due_at, error = given.error
          from unnest($3::bigint[], $4::int[], $5::timestamptz[], $6::text[]) given(position, attempts, due_at, error)
         where parked.consumer = $1 and parked.lane = $2 and parked.position = given.position
        """;

    /// <summary>Copies events out of the log into the waiting line, with the same parameters; those there
    /// stay.</summary>
    public const string Park =
        """
        insert into parked_events
            (consumer, lane, position, account_id, subject, kind, topics, at, actor, trace_id, body,
             attempts, due_at, error)
        select $1, $2, position, account_id, subject, kind, topics, at, actor, trace_id, body,
               given.attempts, given.due_at, given.error
          from events
          join unnest($3::bigint[], $4::int[], $5::timestamptz[], $6::text[]) given(position, attempts, due_at, error)
         using (position)
         where position = any ($3)
        on conflict on constraint parked_events_pkey do nothing
        """;

    /// <summary><c>$3</c> positions.</summary>
    public const string Done =
        "delete from parked_events where consumer = $1 and lane = $2 and position = any ($3)";

    /// <summary><c>$3</c> positions, <c>$4</c> attempts, <c>$5</c> errors, <c>$6</c> now.</summary>
    public const string Die =
        """
        with given as (select * from unnest($3::bigint[], $4::int[], $5::text[]) given(position, attempts, error)),
             gone as (delete from parked_events where consumer = $1 and lane = $2 and position = any ($3) returning *)
        insert into dead_letters
            (consumer, lane, position, account_id, subject, kind, topics, at, actor, trace_id, body,
             attempts, error, died_at)
        select $1, $2, position, account_id, subject, kind, topics, at, actor, trace_id, body,
               given.attempts, given.error, $6
          from gone join given using (position)
        """;

    /// <summary><c>$3</c> position, <c>$4</c> action, <c>$5</c> actor, <c>$6</c> reason, <c>$7</c> at.</summary>
    public const string Judge =
        """
        insert into dead_letter_verdicts (consumer, position, account_id, subject, kind, action, actor, reason, at)
        select consumer, position, account_id, subject, kind, $4, $5, $6, $7
          from dead_letters where consumer = $1 and lane = $2 and position = $3
        """;

    /// <summary><c>$3</c> position, <c>$4</c> now.</summary>
    public const string Revive =
        """
        insert into parked_events
            (consumer, lane, position, account_id, subject, kind, topics, at, actor, trace_id, body,
             attempts, due_at, error)
        select consumer, lane, position, account_id, subject, kind, topics, at, actor, trace_id, body, 0, $4, error
          from dead_letters where consumer = $1 and lane = $2 and position = $3
        """;

    /// <summary><c>$3</c> position.</summary>
    public const string Bury = "delete from dead_letters where consumer = $1 and lane = $2 and position = $3";
}
