using System.Text.Json;
using Npgsql;
using Platform.Commits;
using Platform.Live;
using Platform.Storage;

namespace Platform.Calls;

/// <summary>Lists calls and what belongs to them, as one account.</summary>
internal sealed class CallReader(PlatformDatabase database) : ICallReader
{
    private const string ListSql =
        """
        select state, version, direction, status, outcome, end_reason, has_conflict, started_at, initiated_at,
               ringing_at, answered_at, ended_at, duration_ms, from_number, to_number
          from calls
         where ($1::text[] is null or status = any ($1))
           and ($2::text[] is null or outcome = any ($2))
           and ($3::uuid[] is null or shop_id = any ($3))
           and ($4::text[] is null or direction = any ($4))
           and ($5::timestamptz is null or started_at >= $5)
           and ($6::timestamptz is null or started_at < $6)
           and ($7::text is null
                or strpos(from_number, $7) > 0 or strpos(to_number, $7) > 0 or provider_call_id = $7
                or order_number = upper($7))
           and ($8::timestamptz is null or (started_at, id) < ($8, $9::uuid))
         order by started_at desc, id desc
         limit $10
        """;

    private const string TurnsSql =
        """
        select turn_no, speaker, text, at, interrupted, heard
          from call_turns
         where account_id = platform_account() and call_id = $1 and turn_no > $2
         order by turn_no
         limit $3
        """;

    private const string WebhooksSql =
        """
        select id, account_id, call_id, provider, path, received_at, verdict, latency_ms, status, body
          from webhooks
         where account_id = platform_account()
           and ($1::uuid is null or call_id = $1)
           and ($2::text[] is null or verdict = any ($2))
           and ($3::timestamptz is null or (received_at, id) < ($3, $4::uuid))
           and ($5::uuid is null or call_id in (select id from calls where shop_id = $5))
         order by received_at desc, id desc
         limit $6
        """;

    private const string TasksWhere =
        """
        select state, version
          from call_tasks
         where ($1::text[] is null or status = any ($1))
           and ($2::uuid is null or shop_id = $2)
           and ($3::uuid is null or call_id = $3)
        """;

    private const string FirstTasksSql =
        $"""
        {TasksWhere}
           and ($4::timestamptz is null or (call_back_at, id) > ($4, $5::uuid))
         order by call_back_at, id
         limit $6
        """;

    private const string LastTasksSql =
        $"""
        {TasksWhere}
           and ($4::timestamptz is null or (call_back_at, id) < ($4, $5::uuid))
         order by call_back_at desc, id desc
         limit $6
        """;

    private const string AlertsSql =
        """
        select state
          from alerts
         where ($1::timestamptz is null or (last_at, id) < ($1, $2::uuid))
         order by last_at desc, id desc
         limit $3
        """;

    public Task<Snapshot<IReadOnlyList<CallView>>> ListAsync(
        Guid accountId, CallFilter filter, CallCursor? after, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(
            accountId,
            ListSql,
            [
                Words(filter.Statuses, CallWords.Of),
                Words(filter.Outcomes, CallWords.Of),
                Of<Guid[]?>(filter.ShopIds.Count == 0 ? null : [.. filter.ShopIds]),
                Words(filter.Directions, CallWords.Of),
                Of(filter.From),
                Of(filter.To),
                Of(filter.Text),
                Of(after?.At),
                Of(after?.Id),
                Of(limit),
            ],
            ReadCall,
            cancellationToken);

    public Task<Snapshot<IReadOnlyList<CallTurn>>> TurnsAsync(
        Guid accountId, Guid callId, int afterTurn, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(
            accountId, TurnsSql, [Of((Guid?)callId), Of(afterTurn), Of(limit)],
            reader => new CallTurn(
                reader.GetInt32(0), KeptWords.Read<Speaker>(reader.GetString(1), CallWords.Of),
                reader.GetString(2), At(reader, 3)!.Value, reader.GetBoolean(4), Text(reader, 5)),
            cancellationToken);

    public Task<Snapshot<IReadOnlyList<Webhook>>> WebhooksAsync(
        Guid accountId, WebhookFilter filter, CallCursor? after, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(
            accountId,
            WebhooksSql,
            [
                Of(filter.CallId), Words(filter.Verdicts, CallWords.Of), Of(after?.At), Of(after?.Id),
                Of(filter.ShopId), Of(limit),
            ],
            ReadWebhook,
            cancellationToken);

    public Task<Snapshot<IReadOnlyList<VersionedTask>>> TasksAsync(
        Guid accountId, TaskFilter filter, CallCursor? after, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(
            accountId,
            filter.IsLastFirst ? LastTasksSql : FirstTasksSql,
            [
                Words(filter.Statuses, CallWords.Of), Of(filter.ShopId), Of(filter.CallId), Of(after?.At),
                Of(after?.Id), Of(limit),
            ],
            reader => new VersionedTask(
                JsonSerializer.Deserialize(reader.GetString(0), CallJson.Default.CallTask)!, reader.GetInt64(1)),
            cancellationToken);

    public Task<Snapshot<IReadOnlyList<Alert>>> AlertsAsync(
        Guid accountId, CallCursor? after, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(
            accountId, AlertsSql, [Of(after?.At), Of(after?.Id), Of(limit)],
            reader => JsonSerializer.Deserialize(reader.GetString(0), CallJson.Default.Alert)!,
            cancellationToken);

    private static CallView ReadCall(NpgsqlDataReader reader) => new(
        JsonSerializer.Deserialize(reader.GetString(0), CallJson.Default.Call)!,
        new CallSummary
        {
            Direction = KeptWords.Read<CallDirection>(reader.GetString(2), CallWords.Of),
            Status = KeptWords.Read<CallStatus>(reader.GetString(3), CallWords.Of),
            Outcome = Text(reader, 4) is { } outcome ? KeptWords.Read<CallOutcome>(outcome, CallWords.Of) : null,
            EndReason = Text(reader, 5) is { } reason ? KeptWords.Read<CallEndReason>(reason, CallWords.Of) : null,
            HasConflict = reader.GetBoolean(6),
            StartedAt = At(reader, 7)!.Value,
            InitiatedAt = At(reader, 8),
            RingingAt = At(reader, 9),
            AnsweredAt = At(reader, 10),
            EndedAt = At(reader, 11),
            DurationMs = reader.IsDBNull(12) ? null : reader.GetInt64(12),
            From = Text(reader, 13),
            To = Text(reader, 14),
        },
        reader.GetInt64(1));

    private static Webhook ReadWebhook(NpgsqlDataReader reader) => new(
        reader.GetGuid(0), reader.GetGuid(1), reader.IsDBNull(2) ? null : reader.GetGuid(2), reader.GetString(3),
        reader.GetString(4), At(reader, 5)!.Value,
        KeptWords.Read<WebhookVerdict>(reader.GetString(6), CallWords.Of),
        reader.IsDBNull(7) ? null : reader.GetDouble(7), reader.IsDBNull(8) ? null : reader.GetInt32(8),
        reader.GetString(9));

    private static DateTimeOffset? At(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);

    private static string? Text(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    private static NpgsqlParameter<string[]?> Words<T>(IReadOnlyList<T> values, Func<T, string> word) =>
        new() { TypedValue = values.Count == 0 ? null : [.. values.Select(word)] };

    private static NpgsqlParameter<T> Of<T>(T value) => new() { TypedValue = value };
}
