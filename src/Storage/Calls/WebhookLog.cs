using Npgsql;
using Platform.Storage;

namespace Platform.Calls;

/// <summary>Keeps received webhooks beside what calls commit themselves.</summary>
internal sealed class WebhookLog(PlatformDatabase database) : IWebhookLog
{
    private const int PruneMax = 5_000;

    // A call's own commit may come before or after this: its row keeps the first time and body, this one brings what
    // was answered. A row that was answered before is a repeat.
    private const string WriteSql =
        """
        insert into webhooks as kept
            (id, account_id, call_id, provider, path, received_at, verdict, latency_ms, status, body)
        select sent.id, sent.account_id, sent.call_id, sent.provider, sent.path, sent.received_at, sent.verdict,
               sent.latency_ms, sent.status,
               case when exists (
                   select from calls c
                    where c.id = sent.named_call_id and c.erased_at is not null
                      and (sent.account_id is null or c.account_id = sent.account_id))
               then '' else sent.body end
          from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::timestamptz[], $7::text[],
                   $8::double precision[], $9::integer[], $10::text[], $11::uuid[])
               sent (id, account_id, call_id, provider, path, received_at, verdict, latency_ms, status, body,
                     named_call_id)
        on conflict (id) do update
           set status = coalesce(kept.status, excluded.status),
               latency_ms = case when kept.status is null then excluded.latency_ms else kept.latency_ms end,
               repeats = kept.repeats + case when kept.status is null then 0 else 1 end
        """;

    private const string PruneSql =
        "delete from webhooks where id in (select id from webhooks where received_at < $1 limit $2)";

    public Task WriteAsync(IReadOnlyList<ReceivedWebhook> webhooks, CancellationToken cancellationToken) =>
        Failures.TranslateAsync(async () =>
        {
            // One statement may meet a row once only.
            var received = webhooks.GroupBy(one => one.Webhook.Id).Select(same => same.Last())
                .OrderBy(one => one.Webhook.Id).ToArray();
            var distinct = Array.ConvertAll(received, one => one.Webhook);
            await using var batch = database.Writer.CreateBatch();
            batch.BatchCommands.Add(CallErasureLock.Shared());
            var command = new NpgsqlBatchCommand(WriteSql);
            batch.BatchCommands.Add(command);
            Add(command, distinct, webhook => webhook.Id);
            Add(command, distinct, webhook => webhook.AccountId);
            Add(command, distinct, webhook => webhook.CallId);
            Add(command, distinct, webhook => webhook.Provider);
            Add(command, distinct, webhook => webhook.Path);
            Add(command, distinct, webhook => webhook.ReceivedAt);
            Add(command, distinct, webhook => CallWords.Of(webhook.Verdict));
            Add(command, distinct, webhook => webhook.LatencyMs);
            Add(command, distinct, webhook => webhook.Status);
            Add(command, distinct, webhook => webhook.Body);
            Add(command, received, one => one.NamedCallId);
            return await batch.ExecuteNonQueryAsync(cancellationToken);
        });

    public Task<int> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        Failures.TranslateAsync(async () =>
        {
            await using var command = database.Writer.CreateCommand(PruneSql);
            command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = before });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = PruneMax });
            return await command.ExecuteNonQueryAsync(cancellationToken);
        });

    private static void Add<TRow, T>(NpgsqlBatchCommand command, TRow[] rows, Func<TRow, T> read) =>
        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = Array.ConvertAll(rows, row => read(row)) });
}
