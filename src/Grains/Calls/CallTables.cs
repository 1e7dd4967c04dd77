using Platform.Commits;
using Platform.Phones;

namespace Platform.Calls;

/// <summary>Where calls, their rows, tasks and alerts are kept.</summary>
internal static class CallTables
{
    public static StateTable<Call> Calls { get; } = new(
        "calls", "calls", CallJson.Default.Call,
        new Column<Call, Guid>("id", ColumnType.Uuid, call => call.Id),
        new Column<Call, Guid>("shop_id", ColumnType.Uuid, call => call.ShopId),
        new Column<Call, string>("provider", ColumnType.Text, call => call.Provider),
        new Column<Call, string>("provider_call_id", ColumnType.Text, call => call.ProviderCallId),
        Derived("direction", ColumnType.Text, call => CallWords.Of(call.Direction)),
        Derived("status", ColumnType.Text, call => CallWords.Of(call.Status)),
        Derived("outcome", ColumnType.Text, call => call.Outcome is { } outcome ? CallWords.Of(outcome) : null),
        Derived("end_reason", ColumnType.Text, call => call.EndReason is { } end ? CallWords.Of(end) : null),
        Derived("has_conflict", ColumnType.Boolean, call => call.HasConflict),
        Derived("from_number", ColumnType.Text, call => call.From),
        Derived("to_number", ColumnType.Text, call => call.To),
        new Column<Call, string?>("spoken_phone", ColumnType.Text, call => Dialled(call.Talk?.Draft.CustomerPhone)),
        Derived("started_at", ColumnType.Timestamptz, call => call.StartedAt),
        Derived("initiated_at", ColumnType.Timestamptz, call => call.InitiatedAt),
        Derived("ringing_at", ColumnType.Timestamptz, call => call.RingingAt),
        Derived("answered_at", ColumnType.Timestamptz, call => call.AnsweredAt),
        Derived("ended_at", ColumnType.Timestamptz, call => call.EndedAt),
        Derived("duration_ms", ColumnType.Int8, call => call.DurationMs),
        new Column<Call, long?>("price_micros", ColumnType.Int8, call => call.Facts.PriceMicros),
        new Column<Call, int>("turn_count", ColumnType.Int4, call => call.TurnCount),
        new Column<Call, Guid?>("order_id", ColumnType.Uuid, call => call.OrderId),
        new Column<Call, string?>("order_number", ColumnType.Text, call => call.OrderNumber),
        new Column<Call, Guid?>("customer_id", ColumnType.Uuid, call => call.CustomerId),
        new Column<Call, Guid?>("task_id", ColumnType.Uuid, call => call.TaskId),
        new Column<Call, DateTimeOffset?>("due_at", ColumnType.Timestamptz, call => call.DueAt),
        new Column<Call, DateTimeOffset?>("erased_at", ColumnType.Timestamptz, call => call.Erasure?.At),
        new Column<Call, DateTimeOffset?>("words_erased_at", ColumnType.Timestamptz, call => call.WordsErasedAt),
        new Column<Call, DateTimeOffset>("updated_at", ColumnType.Timestamptz, call => call.UpdatedAt))
    {
        GrainType = "call",
    };

    public static RowTable<TurnRow> Turns { get; } = new(
        "call_turns", ["account_id", "call_id", "turn_no"], replacesOnKey: true,
        new Column<TurnRow, Guid>("account_id", ColumnType.Uuid, row => row.AccountId),
        new Column<TurnRow, Guid>("call_id", ColumnType.Uuid, row => row.CallId),
        new Column<TurnRow, int>("turn_no", ColumnType.Int4, row => row.Turn.TurnNo),
        new Column<TurnRow, string>("speaker", ColumnType.Text, row => CallWords.Of(row.Turn.Speaker)),
        new Column<TurnRow, string>("text", ColumnType.Text, row => row.Turn.Text),
        new Column<TurnRow, DateTimeOffset>("at", ColumnType.Timestamptz, row => row.Turn.At),
        new Column<TurnRow, bool>("interrupted", ColumnType.Boolean, row => row.Turn.IsInterrupted),
        new Column<TurnRow, string?>("heard", ColumnType.Text, row => row.Turn.Heard));

    public static RowTable<Webhook> Webhooks { get; } = new(
        "webhooks", ["id"], replacesOnKey: true,
        new Column<Webhook, Guid>("id", ColumnType.Uuid, row => row.Id),
        new Column<Webhook, Guid?>("account_id", ColumnType.Uuid, row => row.AccountId),
        new Column<Webhook, Guid?>("call_id", ColumnType.Uuid, row => row.CallId),
        new Column<Webhook, string>("provider", ColumnType.Text, row => row.Provider),
        new Column<Webhook, string>("path", ColumnType.Text, row => row.Path),
        new Column<Webhook, DateTimeOffset>("received_at", ColumnType.Timestamptz, row => row.ReceivedAt),
        new Column<Webhook, string>("verdict", ColumnType.Text, row => CallWords.Of(row.Verdict)),
        new Column<Webhook, double?>("latency_ms", ColumnType.Float8, row => row.LatencyMs),
        new Column<Webhook, int?>("status", ColumnType.Int4, row => row.Status),
        new Column<Webhook, string>("body", ColumnType.Text, row => row.Body));

    public static StateTable<CallTask> Tasks { get; } = new(
        "call_tasks", "call_tasks", CallJson.Default.CallTask,
        new Column<CallTask, Guid>("id", ColumnType.Uuid, task => task.Id),
        new Column<CallTask, Guid>("shop_id", ColumnType.Uuid, task => task.ShopId),
        new Column<CallTask, Guid>("call_id", ColumnType.Uuid, task => task.CallId),
        new Column<CallTask, string?>("phone", ColumnType.Text, task => Dialled(task.Phone)),
        new Column<CallTask, string>("status", ColumnType.Text, task => CallWords.Of(task.Status)),
        new Column<CallTask, string>("reason", ColumnType.Text, task => CallWords.Of(task.Reason)),
        new Column<CallTask, DateTimeOffset>("call_back_at", ColumnType.Timestamptz, task => task.DueAt));

    public static StateTable<Alert> Alerts { get; } = new(
        "alerts", "alerts", CallJson.Default.Alert,
        new Column<Alert, Guid>("id", ColumnType.Uuid, alert => alert.Id),
        new Column<Alert, string>("kind", ColumnType.Text, alert => alert.Kind),
        new Column<Alert, DateTimeOffset>("last_at", ColumnType.Timestamptz, alert => alert.LastAt));

    // As whoever erases a person asks for it.
    private static string? Dialled(string? phone) => PhoneNumber.TryRead(phone, "US") ?? phone;

    private static Column<Call, TValue> Derived<TValue>(string name, ColumnType type, Func<CallSummary, TValue> read) =>
        new(name, type, call => read(CallSummaries.Of(call)));
}

/// <summary>A turn of a call.</summary>
internal sealed record TurnRow(Guid AccountId, Guid CallId, CallTurn Turn) : IRow;
