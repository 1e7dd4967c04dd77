using Platform.Http;

namespace Platform.Stock;

/// <summary>The stock as the OpenAPI document shows it.</summary>
internal static class StockExamples
{
    private static readonly DateTimeOffset At = new(2026, 3, 9, 15, 0, 0, TimeSpan.Zero);
    private static readonly Guid Shop = Guid.Parse("0198a000-0000-7000-8000-000000000001");

    public static ItemRequest Request { get; } = new(
        Shop, "Air Filter", "AF-20", "Filters", 19.90m, "USD", OnHand: 24, SafetyStock: 2, LowStockThreshold: 5);

    public static ItemPatch Patch { get; } = new(LowStockThreshold: 8);

    public static AdjustRequest Adjust { get; } = new(MovementKind.Received, 12, "Delivery of March");

    public static ItemAnswer Item { get; } = new(
        Guid.Parse("0198a000-0000-7000-8000-000000000008"), Shop, "Air Filter", "AF-20", "Filters", "USD", 19.90m,
        1_990, OnHand: 24, Reserved: 3, Available: 19, SafetyStock: 2, LowStockThreshold: 5, IsLow: false, At, At,
        Version: 4);

    public static HoldRequest Hold { get; } = new(2, ExpiresInSeconds: 3_600, Reference: "Comes by at five");

    public static ReservationAnswer Reservation { get; } = new(
        Guid.Parse("0198a000-0000-7000-8000-000000000009"), Guid.Parse("0198a000-0000-7000-8000-000000000008"),
        Quantity: 2, ReservationStatus.Active, "Comes by at five", OrderId: null, OrderNumber: null, At,
        At.AddHours(1));

    public static Page<ReservationAnswer> Reservations { get; } = new([Reservation], NextCursor: null);

    public static Page<ItemAnswer> Items { get; } = new([Item], NextCursor: null);

    public static Page<StockMovement> Movements { get; } = new(
        [new(1, MovementKind.Received, 24, 0, 24, 0, null, null, At, "member:0198a000")], NextCursor: null);
}
