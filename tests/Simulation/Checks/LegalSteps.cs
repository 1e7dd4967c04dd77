using Platform.Orders;
using static Platform.Orders.OrderStatus;

namespace Platform.Simulation;

/// <summary>The life of an order as it was agreed, written down once more and not taken from the product: what is not
/// here must never be seen in the database, and what is here has to be seen in some seed.</summary>
internal static class LegalSteps
{
    public static IReadOnlySet<(OrderKind Kind, OrderStatus From, OrderStatus To)> All { get; } =
        new HashSet<(OrderKind, OrderStatus, OrderStatus)>(
        [
            .. Of(OrderKind.Service, Draft, New, Expired),
            .. Of(OrderKind.Service, New, Accepted, Cancelled, Expired),
            .. Of(OrderKind.Service, Accepted, OnWay, Processing, New, Cancelled),
            .. Of(OrderKind.Service, OnWay, Processing, Accepted, New, Cancelled),
            .. Of(OrderKind.Service, Processing, Completed, Cancelled),
            .. Of(OrderKind.Product, Draft, Pending, Expired),
            .. Of(OrderKind.Product, Pending, Confirmed, Processing, Cancelled, Expired),
            .. Of(OrderKind.Product, Confirmed, Processing, Packaged, Cancelled),
            .. Of(OrderKind.Product, Processing, Packaged, Shipped, Cancelled),
            .. Of(OrderKind.Product, Packaged, Shipped, Cancelled),
            .. Of(OrderKind.Product, Shipped, Delivered),
        ]);

    /// <summary>How a step is printed.</summary>
    public static string Name((OrderKind Kind, OrderStatus From, OrderStatus To) step) =>
        $"{OrderWords.Of(step.Kind)} {OrderWords.Of(step.From)} → {OrderWords.Of(step.To)}";

    private static IEnumerable<(OrderKind, OrderStatus, OrderStatus)> Of(
        OrderKind kind, OrderStatus from, params OrderStatus[] to) => to.Select(one => (kind, from, one));
}
