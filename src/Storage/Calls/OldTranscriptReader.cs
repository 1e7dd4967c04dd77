using Npgsql;
using Platform.Storage;

namespace Platform.Calls;

/// <summary>Finds what is older than its account keeps words for. As the writer, who lets them go.</summary>
internal sealed class OldTranscriptReader(PlatformDatabase database) : IOldTranscripts
{
    private const string Sql =
        """
        with kept as (
            select $2 - make_interval(days => transcript_days) as since from accounts where account_id = $1)
        (select true, c.id
           from calls c, kept
          where c.account_id = $1 and c.started_at < kept.since and c.ended_at is not null
            and c.words_erased_at is null and c.erased_at is null
          order by c.started_at, c.id limit $3)
        union all
        (select false, t.id
           from call_tasks t, kept
          where t.account_id = $1 and t.call_back_at < kept.since and t.status <> 'open' and t.phone is not null
          order by t.call_back_at, t.id limit $3)
        """;

    public Task<OldTranscripts> FindAsync(
        Guid accountId, DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        Failures.TranslateAsync(async () =>
        {
            await using var command = database.Writer.CreateCommand(Sql);
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = accountId });
            command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now.ToUniversalTime() });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            var (calls, tasks) = (new List<Guid>(), new List<Guid>());
            while (await rows.ReadAsync(cancellationToken))
                (rows.GetBoolean(0) ? calls : tasks).Add(rows.GetGuid(1));
            return new OldTranscripts(calls, tasks);
        });
}
