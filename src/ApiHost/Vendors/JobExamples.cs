using Platform.Http;
using Platform.Images;
using Platform.Orders;

namespace Platform.Vendors;

/// <summary>What the OpenAPI document shows of a vendor's work.</summary>
internal static class JobExamples
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 14, 0, 0, TimeSpan.Zero);

    public static JobStatusRequest Finish { get; } = new("completed", "Changed the filter, too", 240m);

    public static JobAnswer Job { get; } = new(
        Guid.Parse("01980000-0000-8000-8000-000000000001"), "ORD-2026-000042", OrderKind.Service,
        OrderStatus.Processing, OrderStage.InProgress, Priority.High, "Cool Air Inc", "Cool Air Manhattan",
        new("John Smith", "+15550123456"),
        new("123 Main St", City: "New York", State: "NY", PostalCode: "10001", Country: "US"),
        new(40.7128, -74.006), "AC Repair", ServiceCategory.Repairs, "AC unit not cooling", null,
        new RequestedTime(At.AddHours(28), At.AddHours(32), "tomorrow afternoon"), "America/New_York", [], "USD",
        250m, 25000, AmountKind.Estimated, [OrderStatus.Completed], [ImageShapes.Example], At, 4);

    public static Page<JobAnswer> Page { get; } = new([Job], NextCursor: null);
}
