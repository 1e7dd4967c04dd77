using Npgsql;
using NpgsqlTypes;
using Platform.Live;

namespace Platform.Commits;

/// <summary>Appends the events of a flush. The last statement of its transaction: the head's row stays locked until the
/// commit, so positions are dense and in commit order.</summary>
internal static class LogWriter
{
    // Topics are a list inside a list, which unnest would flatten; no topic contains a control character.
    private const char TopicSeparator = '\u001f';

    // Answers the position before the first event.
    private const string Sql =
        """
        with head as (
            update log_head set position = position + cardinality($1) returning position - cardinality($1) as base),
        added as (
            insert into events (position, account_id, lane, kind, subject, topics, at, actor, trace_id, body)
            select head.base + i.n, i.account_id, i.lane, i.kind, i.subject, string_to_array(i.topics, chr(31)), $9,
                   i.actor, i.trace_id, i.body
              from head, unnest($1::uuid[], $2::smallint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                                $8::jsonb[])
                         with ordinality as i(account_id, lane, kind, subject, topics, actor, trace_id, body, n))
        select base from head
        """;

    public static NpgsqlBatchCommand Command(IReadOnlyList<Submission> part, int eventCount, DateTimeOffset at)
    {
        var accounts = new Guid?[eventCount];
        var lanes = new short[eventCount];
        var kinds = new string[eventCount];
        var subjects = new string[eventCount];
        var topics = new string?[eventCount];
        var actors = new string[eventCount];
        var traces = new string?[eventCount];
        var bodies = new string[eventCount];
        var next = 0;
        foreach (var submission in part)
        {
            var events = submission.Pending.Events;
            if (events.IsEmpty)
                continue;

            var lane = Lane.Of(submission.AccountId);
            foreach (var happened in events)
            {
                accounts[next] = submission.AccountId;
                lanes[next] = lane;
                kinds[next] = happened.Kind;
                subjects[next] = happened.Subject;
                topics[next] = happened.Topics.IsDefaultOrEmpty ? null : string.Join(TopicSeparator, happened.Topics);
                actors[next] = happened.ActorIn(submission.Pending).ToString();
                traces[next] = happened.TraceIn(submission.Pending);
                bodies[next++] = happened.Body;
            }
        }

        var command = new NpgsqlBatchCommand(Sql);
        var parameters = command.Parameters;
        parameters.Add(new NpgsqlParameter<Guid?[]> { TypedValue = accounts });
        parameters.Add(new NpgsqlParameter<short[]> { TypedValue = lanes });
        foreach (var texts in new[] { kinds, subjects, topics, actors, traces })
            parameters.Add(new NpgsqlParameter<string?[]> { TypedValue = texts });
        parameters.Add(new() { Value = bodies, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb });
        parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = at });
        return command;
    }

    /// <summary>The entries as they stand in the log now, in its order.</summary>
    public static List<LogEntry> Entries(IReadOnlyList<Submission> part, long basePosition, DateTimeOffset at)
    {
        var entries = new List<LogEntry>();
        foreach (var submission in part)
        {
            foreach (var happened in submission.Pending.Events)
            {
                entries.Add(new(
                    basePosition + entries.Count + 1, submission.AccountId, happened.Kind, happened.Subject,
                    happened.Topics.IsDefault ? [] : happened.Topics, at,
                    happened.ActorIn(submission.Pending).ToString(), happened.TraceIn(submission.Pending),
                    happened.Body));
            }
        }

        return entries;
    }
}
