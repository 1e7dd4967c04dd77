using Platform.Orders;

namespace Platform.Tracking;

/// <summary>What the OpenAPI document shows of tracking.</summary>
internal static class TrackingExamples
{
    private const string Number = "ORD-2026-000042";
    private static readonly DateTimeOffset At = new(2026, 3, 4, 14, 0, 0, TimeSpan.Zero);

    public static TrackRequest Request { get; } = new(Number, "3456");

    public static RatingRequest Rating { get; } = new(5, "Quick and clean", "AAAAAXQ…");

    public static CancelRequest Cancel { get; } = new("Found somebody else", "AAAAAXQ…");

    public static StubAnswer Stub { get; } = new(
        Number, OrderKind.Service, OrderStatus.OnWay, OrderStage.InTransit, 2, Progress.Steps(OrderKind.Service),
        At.AddHours(2));

    public static TrackedAnswer Whole { get; } = new(
        Number, OrderKind.Service, OrderStatus.Accepted, OrderStage.Committed, 1,
        [
            new(OrderStatus.New, At), new(OrderStatus.Accepted, At.AddMinutes(3)), new(OrderStatus.OnWay, null),
            new(OrderStatus.Processing, null), new(OrderStatus.Completed, null),
        ],
        null, new("John Smith"), new("123 Main St", City: "New York", State: "NY", PostalCode: "10001", Country: "US"),
        "AC Repair", "AC unit not cooling",
        new RequestedTime(At.AddHours(28), At.AddHours(32), "tomorrow afternoon"), "America/New_York", [], "USD", 250m,
        25000, AmountKind.Estimated, "Vera Vendor", null, null, null,
        [
            new(At, "order.placed", OrderStatus.New, null),
            new(At.AddMinutes(3), "order.status_changed", OrderStatus.Accepted, null),
        ],
        [], "AAAAAXQ…")
    {
        MayCancel = true,
    };
}
