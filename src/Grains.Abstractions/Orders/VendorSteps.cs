using System.Collections.Immutable;

namespace Platform.Orders;

/// <summary>What the vendor whose order it is may make of it, for the buttons of his app. The order's life cycle
/// decides; a test holds this against it.</summary>
public static class VendorSteps
{
    /// <summary>The statuses that he may move it to.</summary>
    public static ImmutableArray<OrderStatus> From(OrderKind kind, OrderStatus status) => (kind, status) switch
    {
        (OrderKind.Service, OrderStatus.Accepted) => [OrderStatus.OnWay, OrderStatus.Processing, OrderStatus.New],
        (OrderKind.Service, OrderStatus.OnWay) => [OrderStatus.Processing, OrderStatus.New],
        (OrderKind.Service, OrderStatus.Processing) => [OrderStatus.Completed],
        _ => [],
    };
}
