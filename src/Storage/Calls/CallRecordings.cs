using Npgsql;
using Platform.Storage;

namespace Platform.Calls;

/// <summary>Rows that name the files.</summary>
internal sealed class CallRecordings(PlatformDatabase database) : ICallRecordings
{
    private const string KeepSql =
        """
        insert into call_recordings as kept (account_id, id, sha256, received_at) values ($1, $2, $3, $4)
        on conflict (account_id, id) do update
           set sha256 = case when kept.erased_at is null then excluded.sha256 end, received_at = excluded.received_at
        returning call_id
        """;

    private const string AssignSql =
        """
        insert into call_recordings as kept (account_id, id, call_id, received_at, erased_at)
        values ($1, $2, $3, $4, case when $5 then now() end)
        on conflict (account_id, id) do update
           set call_id = excluded.call_id,
               erased_at = coalesce(kept.erased_at, excluded.erased_at),
               sha256 = case when coalesce(kept.erased_at, excluded.erased_at) is null then kept.sha256 end
        returning sha256 is not null
        """;

    private const string FindSql =
        """
        select sha256 from call_recordings
         where account_id = $1 and call_id = $2 and sha256 is not null
         order by received_at desc, id limit 1
        """;

    public Task<Guid?> KeepAsync(
        Guid accountId, Guid conversationId, string sha256, DateTimeOffset at, CancellationToken cancellationToken) =>
        Failures.TranslateAsync(async () =>
        {
            await using var command = Command(KeepSql, accountId, conversationId);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = sha256 });
            command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = at });
            return await command.ExecuteScalarAsync(cancellationToken) as Guid?;
        });

    public Task<bool> AssignAsync(
        Guid accountId, Guid conversationId, Guid callId, bool isErased, DateTimeOffset at,
        CancellationToken cancellationToken) => Failures.TranslateAsync(async () =>
        {
            await using var command = Command(AssignSql, accountId, conversationId);
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = callId });
            command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = at });
            command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = isErased });
            return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
        });

    public Task<string?> FindAsync(Guid accountId, Guid callId, CancellationToken cancellationToken) =>
        Failures.TranslateAsync(async () =>
        {
            await using var command = Command(FindSql, accountId, callId);
            return await command.ExecuteScalarAsync(cancellationToken) as string;
        });

    private NpgsqlCommand Command(string sql, Guid accountId, Guid id)
    {
        var command = database.Writer.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = accountId });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        return command;
    }
}
