using Npgsql;
using Platform.Storage;

namespace Platform.Calls;

/// <summary>Empties what stands beside a call whose caller was erased.</summary>
internal sealed class CallRows(PlatformDatabase database) : ICallRows
{
    // What was refused belongs to no call; it is found by the provider's own id, which nothing else contains.
    private const string EraseSql =
        """
        with turns as (
            update call_turns set text = '', heard = case when interrupted then '' end
             where account_id = $1 and call_id = $2 and (text <> '' or heard <> '')),
        recordings as (
            update call_recordings set sha256 = null, erased_at = now()
             where account_id = $1 and call_id = $2 and erased_at is null)
        update webhooks set body = ''
         where body <> ''
           and (account_id = $1 and call_id = $2
                or call_id is null and (account_id = $1 or account_id is null) and strpos(body, $3) > 0)
        """;

    public Task EraseAsync(
        Guid accountId, Guid callId, string providerCallId, CancellationToken cancellationToken) =>
        Failures.TranslateAsync(async () =>
        {
            await using var batch = database.Writer.CreateBatch();
            batch.BatchCommands.Add(CallErasureLock.Exclusive());
            var command = new NpgsqlBatchCommand(EraseSql);
            batch.BatchCommands.Add(command);
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = accountId });
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = callId });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = providerCallId });
            return await batch.ExecuteNonQueryAsync(cancellationToken);
        });
}
