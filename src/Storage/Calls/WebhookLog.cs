using Npgsql;
using Platform.Storage;

namespace Platform.Calls;

/// <summary>Keeps received webhooks beside what calls commit themselves.</summary>
internal sealed class WebhookLog(PlatformDatabase database) : IWebhookLog
{
    private const int PruneMax = 5_000;

    // A call's own commit may come before or after this: its row keeps the first time and body, this one brings what
    // was answered. A row that was answered before is a repeat. Of a call whose caller was erased no body is kept.
    private const string WriteSql =
        """
        insert into webhooks as kept
            (id, account_id, call_id, provider, path, received_at, verdict, latency_ms, status, body)
        select sent.id, sent.account_id, sent.call_id, sent.provider, sent.path, sent.received_at, sent.verdict,
               sent.latency_ms, sent.status, case when c.erased_at is null then sent.body else '' end
          from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::timestamptz[], $7::text[],
                   $8::double precision[], $9::integer[], $10::text[])
               sent (id, account_id, call_id, provider, path, received_at, verdict, latency_ms, status, body)
          left join calls c on c.account_id = sent.account_id and c.id = sent.call_id
        on conflict (id) do update
           set status = coalesce(kept.status, excluded.status),
               latency_ms = case when kept.status is null then excluded.latency_ms else kept.latency_ms end,
               repeats = kept.repeats + case when kept.status is null then 0 else 1 end
        """;

    private const string PruneSql =
        "delete from webhooks where id in (select id from webhooks where received_at < $1 limit $2)";

    public Task WriteAsync(IReadOnlyList<Webhook> webhooks, CancellationToken cancellationToken) =>
        Failures.TranslateAsync(async () =>
        {
            // One statement may meet a row once only.
            var distinct = webhooks.GroupBy(webhook => webhook.Id).Select(same => same.Last()).OrderBy(row => row.Id)
                .ToArray();
            await using var command = database.Writer.CreateCommand(WriteSql);
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
            return await command.ExecuteNonQueryAsync(cancellationToken);
        });

    public Task<int> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        Failures.TranslateAsync(async () =>
        {
            await using var command = database.Writer.CreateCommand(PruneSql);
            command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = before });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = PruneMax });
            return await command.ExecuteNonQueryAsync(cancellationToken);
        });

    private static void Add<T>(NpgsqlCommand command, Webhook[] webhooks, Func<Webhook, T> read) =>
        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = [.. webhooks.Select(read)] });
}
