using System.Collections.Immutable;
using Platform.Orders;

namespace Platform.Tracking;

/// <summary>The way of an order as its customer sees it. Pure.</summary>
internal static class Progress
{
    private static readonly ImmutableArray<OrderStatus> OfService =
        [OrderStatus.New, OrderStatus.Accepted, OrderStatus.OnWay, OrderStatus.Processing, OrderStatus.Completed];

    private static readonly ImmutableArray<OrderStatus> OfProduct =
    [
        OrderStatus.Pending, OrderStatus.Confirmed, OrderStatus.Processing, OrderStatus.Packaged, OrderStatus.Shipped,
        OrderStatus.Delivered,
    ];

    /// <summary>The steps from the first to the last; some may be left out on the way.</summary>
    public static ImmutableArray<OrderStatus> Steps(OrderKind kind) => kind switch
    {
        OrderKind.Service => OfService,
        OrderKind.Product => OfProduct,
    };

    /// <summary>Which step the order stands at, from 0. One that ended early stands where it was last.</summary>
    public static int Step(OrderStub stub)
    {
        var steps = Steps(stub.Kind);
        return steps.IndexOf(steps.Contains(stub.Status) ? stub.Status : Last(stub));
    }

    /// <summary>When to expect it; null once it has ended.</summary>
    public static DateTimeOffset? Eta(OrderStub stub) =>
        OrderStages.IsEnd(OrderStages.Of(stub.Status)) ? null : stub.Eta;

    private static OrderStatus Last(OrderStub stub) => stub switch
    {
        { ProcessingAt: not null } => OrderStatus.Processing,
        { OnWayAt: not null, Kind: OrderKind.Service } => OrderStatus.OnWay,
        { AcceptedAt: not null } => stub.Kind == OrderKind.Service ? OrderStatus.Accepted : OrderStatus.Confirmed,
        _ => Steps(stub.Kind)[0],
    };
}
