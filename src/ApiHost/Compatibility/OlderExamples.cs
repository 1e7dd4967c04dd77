using System.Text.Json;
using Platform.Orders;

namespace Platform.Compatibility;

/// <summary>Examples for the OpenAPI document.</summary>
internal static class OlderExamples
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 14, 0, 0, TimeSpan.Zero);

    private static readonly OrderSheet Sheet = new(
        new Order
        {
            Id = Guid.Parse("01980000-0000-8000-8000-000000000001"),
            AccountId = Guid.Parse("01980000-0000-8000-8000-000000000009"),
            Number = "ORD-2026-000042",
            Kind = OrderKind.Service,
            Status = OrderStatus.Accepted,
            Stage = OrderStage.Committed,
            Source = OrderSource.Api,
            Priority = Priority.High,
            Customer = new("John Smith", "+15550123", "+1-555-0123"),
            Address = new("123 Main St, City", Raw: "123 Main St, City"),
            Location = new(40.7128, -74.006),
            BusinessName = "ABC Corp",
            ServiceCategory = ServiceCategory.Repairs,
            ServiceLabel = "AC Repair",
            Description = "AC unit not cooling properly",
            Currency = "USD",
            EstimatedMinor = 25000,
            AmountMinor = 25000,
            DispatchStatus = DispatchStatus.Assigned,
            PaymentStatus = PaymentStatus.Unpaid,
            Reservation = ReservationState.None,
            VendorId = Guid.Parse("01980000-0000-8000-8000-000000000005"),
            VendorName = "John Doe",
            CreatedAt = At,
            UpdatedAt = At.AddMinutes(5),
            AcceptedAt = At.AddMinutes(5),
            Version = 3,
        },
        [new(1, At, "order.placed", null, OrderStatus.New, "apikey:0198", null, true)],
        "vendor-id-1", "https://example.com/avatar.jpg", ["vendor-id-1", "vendor-id-2"]);

    public static ListedOrder Listed { get; } = OlderOrderShapes.Listed(Sheet);

    public static SingleOrder Single { get; } =
        OlderOrderShapes.Single(Sheet, [OrderStatus.OnWay, OrderStatus.Processing]);

    public static OlderPage Page { get; } = new(true, [Listed], 1, null);

    public static OlderAnswer<ListedOrder> Answer { get; } = new(true, Listed, "Order status updated to Accepted");

    public static OlderOrderRequest Order { get; } = new(
        "John Doe", "+1234567890", "john@example.com", new("123 Main St", "New York", "NY", "10001", "USA"),
        [new("Sample Product", 1, 99.99m)], 99.99m, "credit_card");

    public static OlderStatusRequest Status { get; } = new(
        "Processing", "vendor-id-1", 275m, "https://storage.example.com/before.jpg", Notes: "Started work on AC unit");

    public static SelectionRequest Selection { get; } = new(
        "ABC Corp", "John Smith", "+1-555-0123", "123 Main St, City", "AC Repair", "AC unit not cooling properly",
        ["vendor-id-1", "vendor-id-2"],
        new([JsonElement.Parse("""{"role":"user","message":"My AC does not cool."}""")], "john@example.com"),
        ["service_request", "urgent_repair"], 250m, Platform.Orders.Priority.High);

    public static OlderHistoryAnswer History { get; } = new(true, OlderVendorShapes.History(
        "vendor-id-1", "John Doe",
        new(45, 42, 2, 1, [new("USD", 42, 1_250_000, 8, 210_000, 12, 320_000)]), [Sheet]));

    public static OlderStats Stats { get; } = new(
        3, 430m, "USD", 1, 1, 1, 0, 0, new Dictionary<string, long> { ["new"] = 1 }, [new("USD", 430m)], 4711);
}
