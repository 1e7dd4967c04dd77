using Platform.Orders;

namespace Platform.Compatibility;

/// <summary>The words of statuses as the first system's clients show them.</summary>
internal static class OlderWords
{
    /// <summary>What a filter's word means for each kind: <c>pending</c> is a new service and a pending product. A word
    /// that means nothing stays, to be named.</summary>
    public static IEnumerable<string?> Understood(string? text)
    {
        string?[] words =
        [
            .. Enum.GetValues<OrderKind>().Select(kind => OrderWords.TryReadStatus(text, kind)).OfType<OrderStatus>()
                .Distinct().Select(OrderWords.Of),
        ];
        return words.Length == 0 ? [text] : words;
    }

    public static string Of(OrderStatus status) => status switch
    {
        OrderStatus.Draft => "Draft",
        OrderStatus.New => "New",
        OrderStatus.Accepted => "Accepted",
        OrderStatus.OnWay => "On Way",
        OrderStatus.Processing => "Processing",
        OrderStatus.Completed => "Completed",
        OrderStatus.Cancelled => "Cancelled",
        OrderStatus.Expired => "Expired",
        OrderStatus.Pending => "Pending",
        OrderStatus.Confirmed => "Confirmed",
        OrderStatus.Packaged => "Packaged",
        OrderStatus.Shipped => "Shipped",
        OrderStatus.Delivered => "Delivered",
    };
}
