namespace Platform.Orders;

/// <summary>Which statuses a stage groups, and which a kind of order can have.</summary>
public static class OrderStages
{
    /// <summary>The stage of a status.</summary>
    public static OrderStage Of(OrderStatus status) => status switch
    {
        OrderStatus.Draft => OrderStage.Draft,
        OrderStatus.New or OrderStatus.Pending => OrderStage.Open,
        OrderStatus.Accepted or OrderStatus.Confirmed => OrderStage.Committed,
        OrderStatus.Processing or OrderStatus.Packaged => OrderStage.InProgress,
        OrderStatus.OnWay or OrderStatus.Shipped => OrderStage.InTransit,
        OrderStatus.Completed or OrderStatus.Delivered => OrderStage.Done,
        OrderStatus.Cancelled or OrderStatus.Expired => OrderStage.Cancelled,
    };

    /// <summary>Whether nothing more is done to an order in this stage.</summary>
    public static bool IsEnd(OrderStage stage) => stage is OrderStage.Done or OrderStage.Cancelled;

    /// <summary>Whether the customer may still cancel an order in this stage: nobody is on the way, and nothing is
    /// packed.</summary>
    public static bool MayCustomerCancel(OrderStage stage) => stage is OrderStage.Open or OrderStage.Committed;

    /// <summary>Whether an order of this kind can have this status.</summary>
    public static bool Has(OrderKind kind, OrderStatus status) => status switch
    {
        OrderStatus.Draft or OrderStatus.Processing or OrderStatus.Cancelled or OrderStatus.Expired => true,
        OrderStatus.New or OrderStatus.Accepted or OrderStatus.OnWay or OrderStatus.Completed =>
            kind == OrderKind.Service,
        OrderStatus.Pending or OrderStatus.Confirmed or OrderStatus.Packaged or OrderStatus.Shipped
            or OrderStatus.Delivered => kind == OrderKind.Product,
    };
}
