using Platform.Conversation;
using Platform.Http;

namespace Platform.Calls;

/// <summary>A call as the OpenAPI document shows it.</summary>
internal static class CallExamples
{
    private static readonly DateTimeOffset At = new(2026, 3, 9, 15, 0, 0, TimeSpan.Zero);
    private static readonly Guid CallId = Guid.Parse("0198a000-0000-7000-8000-000000000011");
    private static readonly Guid ShopId = Guid.Parse("0198a000-0000-7000-8000-000000000001");

    public static CallAnswer Call { get; } = new(
        CallId, "twilio", "CA00000000000000000000000000000000", ShopId, "inbound", "+14155550123", "+12125550100",
        "completed", "order_placed", "user_hangup", HasConflict: false,
        Guid.Parse("0198a000-0000-7000-8000-000000000012"), "ORD-2026-000042", CustomerId: null, TaskId: null, At, At,
        At, At.AddSeconds(2), At.AddSeconds(62), DurationMs: 60_000, TurnCount: 9, InterruptionCount: 1,
        new CallDraftAnswer(
            DraftIntent.OrderService, DraftKind.Service, DraftCategory.Repairs, "AC Repair", "John Smith",
            "+14155550123",
            new CallAddressAnswer("12 Oak St", null, "Springfield", "IL", "62701", null, "12 Oak Street, Springfield"),
            Email: null, new CallTimeAnswer(At.AddDays(1), At.AddDays(1), "tomorrow at 3"), DraftPriority.Medium,
            "It does not cool any more", DraftPhase.Confirmed, Missing: [], Confirmed: true,
            new Dictionary<string, int> { ["customer_name"] = 4, ["address"] = 6 }),
        Version: 14);

    public static EraseCallerRequest Erase { get; } = new("The caller asked for it on 4 March");

    public static Page<CallAnswer> Calls { get; } = new([Call], NextCursor: null);

    public static Page<TurnAnswer> Turns { get; } = new(
        [new TurnAnswer(1, "agent", "How can I help you?", At, Interrupted: true, "How can")], NextCursor: null);

    public static Page<WebhookAnswer> Webhooks { get; } = new(
        [
            new WebhookAnswer(
                Guid.Parse("0198a000-0000-7000-8000-000000000013"), CallId, "twilio", "/webhooks/twilio/voice", At,
                "verified", LatencyMs: 12.5, Status: 200, "CallSid=CA00000000000000000000000000000000"),
        ],
        NextCursor: null);

    public static TaskAnswer Task { get; } = new(
        Guid.Parse("0198a000-0000-7000-8000-000000000014"), "call_back", "+14155550123", "abandoned", CallId, ShopId,
        "open", At, At, DoneAt: null, Version: 1);

    public static Page<TaskAnswer> Tasks { get; } = new([Task], NextCursor: null);

    public static Page<AlertAnswer> Alerts { get; } = new(
        [
            new AlertAnswer(
                Guid.Parse("0198a000-0000-7000-8000-000000000015"), "unknown-number", "+12125559999", At, At, Count: 1),
        ],
        NextCursor: null);
}
