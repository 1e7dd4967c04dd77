using System.Text.Json;
using Platform.Http;

namespace Platform.Orders;

/// <summary>Examples for the OpenAPI document.</summary>
internal static class OrderExamples
{
    private static readonly Guid OrderId = Guid.Parse("01980000-0000-8000-8000-000000000001");
    private static readonly Guid ShopId = Guid.Parse("01980000-0000-8000-8000-000000000002");
    private static readonly DateTimeOffset At = new(2026, 3, 4, 14, 0, 0, TimeSpan.Zero);
    private static readonly CustomerAnswer Customer = new("John Smith", "+15550123456", "+1 555 012 3456", null);

    private static readonly RequestedTime Wanted = new(At.AddHours(28), At.AddHours(32), "tomorrow afternoon");

    private static readonly Address Address = new(
        "123 Main St", City: "New York", State: "NY", PostalCode: "10001", Country: "US",
        Raw: "123 Main St, New York");

    public static CreateOrderRequest Create { get; } = new(
        OrderKind.Service, new("John Smith", "+1 555 012 3456"), ShopId: null, Address, new(40.7128, -74.006),
        "ABC Corp", ServiceCategory.Repairs, "AC Repair", "AC unit not cooling", Priority.High,
        new RequestedTime(Text: "tomorrow afternoon"), EstimatedValue: 250m);

    public static OrderPatch Patch { get; } = new(
        Description: "AC unit not cooling, and it drips", EstimatedValue: 300m);

    public static SelectionAnswer Selection { get; } = new(
        Guid.Parse("01980000-0000-8000-8000-000000000004"), OrderId,
        [Guid.Parse("01980000-0000-8000-8000-000000000005")], 1, ["service_request", "urgent_repair"],
        new("CONV123456", "elevenlabs", [new("user", "My AC unit does not cool.", At)], null, 840), At);

    public static ChangeStatusRequest ChangeStatus { get; } = new("accepted", "Rang to confirm");

    public static ReopenRequest Reopen { get; } = new("The unit stopped again");

    public static ErasePersonRequest Erase { get; } = new("The customer asked for it on 4 March");

    public static NoteRequest Note { get; } = new("Ring twice");

    public static OrderAnswer Order { get; } = new(
        OrderId, "ORD-2026-000042", OrderKind.Service, OrderStatus.New, OrderStage.Open, ShopId, OrderSource.Call,
        Priority.High, Customer, Address, new(40.7128, -74.006), true, "ABC Corp", ServiceCategory.Repairs, "AC Repair",
        "AC unit not cooling", Wanted, [], "USD", 0m, 0, 250m, 25000, null, null, 250m,
        25000, AmountKind.Estimated, DispatchStatus.None, PaymentStatus.Unpaid, ReservationState.None, null, null,
        Guid.Parse("01980000-0000-8000-8000-000000000003"),
        new Dictionary<string, int> { ["customer.name"] = 3, ["address"] = 5 }, null, null, null,
        JsonElement.Parse("{}"), null, null, [OrderStatus.Accepted, OrderStatus.Cancelled], At, At, null, null, null,
        null, null, 1)
    {
        Timezone = "America/New_York",
    };

    public static Page<OrderRowAnswer> Page { get; } = new(
        [
            new(
                OrderId, "ORD-2026-000042", OrderKind.Service, OrderStatus.New, OrderStage.Open, ShopId,
                OrderSource.Call, Priority.High, Customer, Address, "ABC Corp", ServiceCategory.Repairs, "AC Repair",
                "AC unit not cooling", Goods: null, "USD", 250m, 25000, AmountKind.Estimated, DispatchStatus.None,
                PaymentStatus.Unpaid, null, null, null, null, At, At, 1),
        ],
        NextCursor: null);

    public static HistoryAnswer History { get; } = new(
    [
        new(1, At, "order.placed", null, OrderStatus.New, "call:0198", null, true, "4bf92f3577b34da6a3ce929d0e0e4736"),
        new(2, At.AddMinutes(4), "order.status_changed", OrderStatus.New, OrderStatus.Accepted, "member:0198",
            "Rang to confirm", false, "9c2d0c6f1e7f4b3aa0c5d1f0b6a7e812"),
    ]);

    public static StatsAnswer Stats { get; } = new(
        3, 1, 1, 1, 0, new Dictionary<string, long> { ["new"] = 1, ["processing"] = 1, ["completed"] = 1 },
        [new("USD", 430m, 43000)],
        new(1, 1, 0, 0, 0, new Dictionary<string, long> { ["new"] = 1 }, []), 4711);
}
