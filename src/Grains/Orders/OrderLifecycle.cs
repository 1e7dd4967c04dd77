using static Platform.Orders.Mover;
using static Platform.Orders.OrderStatus;

namespace Platform.Orders;

/// <summary>Who may take a step.</summary>
[Flags]
internal enum Mover
{
    None = 0,

    /// <summary>Members, keys and platform admins of the account.</summary>
    Staff = 1,

    /// <summary>The vendor whose order it is.</summary>
    Vendor = 2,

    /// <summary>The customer, by tracking proof. A call places orders and moves none.</summary>
    Customer = 4,

    /// <summary>The platform: expiry, reservation.</summary>
    Clock = 8,
}

/// <summary>The life of an order of each kind: one row per step, and who may take it. What is not listed is refused.
/// Opening a finished order again is not a step of its life; <see cref="Reopened"/> says where it leads.</summary>
internal static class OrderLifecycle
{
    private static readonly OrderStatus[] Statuses = Enum.GetValues<OrderStatus>();

    private static readonly OrderStatus[][] StaffSteps =
    [
        .. Enum.GetValues<OrderKind>().SelectMany(
            kind => Statuses.Select(from => Statuses.Where(to => Movers(kind, from, to).HasFlag(Staff)).ToArray())),
    ];

    /// <summary>Who may move an order of this kind so; nobody where there is no such step.</summary>
    public static Mover Movers(OrderKind kind, OrderStatus from, OrderStatus to) => kind switch
    {
        OrderKind.Service => OfService(from, to),
        OrderKind.Product => OfProduct(from, to),
    };

    /// <summary>Where a finished order goes when it is opened again, or null. Goods that were delivered come back as a
    /// return, not as an order.</summary>
    public static OrderStatus? Reopened(OrderKind kind, OrderStatus status) => (kind, status) switch
    {
        (OrderKind.Service, Completed) => Processing,
        (OrderKind.Service, Cancelled) => New,
        _ => null,
    };

    /// <summary>The statuses that staff may choose from, for buttons and refusals.</summary>
    public static OrderStatus[] Allowed(OrderKind kind, OrderStatus from) =>
        StaffSteps[(((int)kind - 1) * Statuses.Length) + (int)from - 1];

    /// <summary>Where an order of this kind begins once it is placed.</summary>
    public static OrderStatus Placed(OrderKind kind) => kind switch
    {
        OrderKind.Service => New,
        OrderKind.Product => Pending,
    };

    private static Mover OfService(OrderStatus from, OrderStatus to) => (from, to) switch
    {
        (Draft, New) => Staff | Customer,
        (Draft, Expired) => Clock,
        (New, Accepted) => Staff | Vendor,
        (New, Cancelled) => Staff | Customer,
        (New, Expired) => Clock,
        (Accepted, OnWay) => Staff | Vendor,
        (Accepted, Processing) => Staff | Vendor,
        (Accepted, New) => Staff | Vendor, // Given back, to be offered again.
        (Accepted, Cancelled) => Staff | Customer,
        (OnWay, Processing) => Staff | Vendor,
        (OnWay, Accepted) => Staff, // Turned back.
        (OnWay, New) => Staff | Vendor,
        (OnWay, Cancelled) => Staff,
        (Processing, Completed) => Staff | Vendor,
        (Processing, Cancelled) => Staff, // With a reason: work has begun.
        _ => None,
    };

    private static Mover OfProduct(OrderStatus from, OrderStatus to) => (from, to) switch
    {
        (Draft, Pending) => Staff | Customer,
        (Draft, Expired) => Clock,
        (Pending, Confirmed) => Staff,
        (Pending, Processing) => Staff,
        (Pending, Cancelled) => Staff | Customer,
        (Pending, Expired) => Clock,
        (Confirmed, Processing) => Staff,
        (Confirmed, Packaged) => Staff,
        (Confirmed, Cancelled) => Staff | Customer,
        (Processing, Packaged) => Staff,
        (Processing, Shipped) => Staff,
        (Processing, Cancelled) => Staff, // With a reason: work has begun.
        (Packaged, Shipped) => Staff,
        (Packaged, Cancelled) => Staff, // With a reason: work has begun.
        (Shipped, Delivered) => Staff,
        _ => None,
    };
}
