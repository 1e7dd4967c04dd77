using Npgsql;
using Platform.Storage;

namespace Platform.Live;

/// <summary>Reads the log from PostgreSQL.</summary>
internal sealed class EventLog(PlatformDatabase database) : IEventLog
{
    private const string Columns = "position, account_id, kind, subject, topics, at, actor, trace_id, body";

    public Task<long> HeadAsync(CancellationToken cancellationToken) =>
        ScalarAsync("select position from log_head", cancellationToken);

    public Task<long> OldestKeptAsync(CancellationToken cancellationToken) =>
        // Both in one statement: an event that comes between two reads would make the oldest one look lost.
        ScalarAsync(
            """
            select coalesce((select position from events order by position limit 1), position + 1) from log_head
            """,
            cancellationToken);

    public async Task<IReadOnlyList<LogEntry>> ReadAccountAsync(
        Guid accountId, long after, int limit, CancellationToken cancellationToken)
    {
        var snapshot = await database.ReadAsync(
            accountId,
            $"select {Columns} from events where account_id = $1 and position > $2 order by position limit $3",
            [
                new NpgsqlParameter<Guid> { TypedValue = accountId },
                new NpgsqlParameter<long> { TypedValue = after },
                new NpgsqlParameter<int> { TypedValue = limit },
            ],
            LogRow.Read,
            cancellationToken);
        return snapshot.Value;
    }

    public Task<IReadOnlyList<LogEntry>> ReadAllAsync(long after, int limit, CancellationToken cancellationToken) =>
        Failures.TranslateAsync<IReadOnlyList<LogEntry>>(async () =>
        {
            await using var command = database.Writer.CreateCommand(
                $"select {Columns} from events where position > $1 order by position limit $2");
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var entries = new List<LogEntry>();
            while (await reader.ReadAsync(cancellationToken))
                entries.Add(LogRow.Read(reader));
            return entries;
        });

    private Task<long> ScalarAsync(string sql, CancellationToken cancellationToken) =>
        Failures.TranslateAsync(async () =>
        {
            await using var command = database.Writer.CreateCommand(sql);
            return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        });
}
