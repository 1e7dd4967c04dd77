using Platform.Commits;

namespace Platform.Orders;

/// <summary>Orders for tests: each is complete, so that a test names only what it is about.</summary>
internal static class SampleOrders
{
    public static readonly Guid Account = Guid.Parse("0198a000-0000-7000-8000-000000000001");
    public static readonly Guid Vendor = Guid.Parse("0198a000-0000-7000-8000-000000000002");
    public static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
    public static readonly Actor Staff = new(ActorKind.Member, "m1");
    public static readonly Actor Customer = new(ActorKind.Customer, "c1");

    public static PlaceOrder Repair { get; } = new()
    {
        Kind = OrderKind.Service,
        Customer = new("John Smith", PhoneRaw: "+1 555 012 3456", Email: "john@example.com"),
        Address = new("123 Main St", City: "New York", PostalCode: "10001", Country: "US"),
        BusinessName = "ABC Corp",
        ServiceLabel = "AC Repair",
        Description = "AC unit not cooling",
        EstimatedMinor = 250_00,
        Timezone = "America/New_York",
    };

    public static PlaceOrder Goods { get; } = new()
    {
        Kind = OrderKind.Product,
        Customer = new("Mary Jones", Email: "mary@example.com"),
        Lines = [new(null, "Sample Product", 2, 49_99), new(null, "Gift wrap", 1, 1)],
    };

    public static Command By(Actor actor, string? key = null, string hash = "") =>
        new(Account, actor, "orders.test", key, hash);

    public static OrderHead Head(PlaceOrder order) =>
        OrderPlacing.First(order, Account, Guid.Parse("0198a000-0000-7000-8000-00000000000f"), 42, "", Noon).Next!;

    /// <summary>A service order in a status, taken by <see cref="Vendor"/> where somebody has to have taken
    /// it.</summary>
    public static OrderHead Service(OrderStatus status) => Head(Repair) with
    {
        Status = status,
        VendorId = status is OrderStatus.Accepted or OrderStatus.OnWay or OrderStatus.Processing ? Vendor : null,
    };

    public static OrderHead Product(OrderStatus status) => Head(Goods) with { Status = status };

    public static OrderDecision Move(this OrderHead head, ChangeOrderStatus change, Actor? actor = null) =>
        OrderRules.Move(head, 7, change, actor ?? Staff, needsStock: false, Noon.AddHours(1));

    public static OrderDecision Move(this OrderHead head, string asked, Actor? actor = null) =>
        head.Move(new ChangeOrderStatus(asked), actor);
}
