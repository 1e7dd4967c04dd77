namespace Platform.Orders;

/// <summary>The three columns of few values that lists are most often narrowed by, with the values that are left
/// open. A
/// stage and a kind are sets of statuses.</summary>
internal sealed class OrderFacets
{
    private const string NoCategory = "none";

    private static readonly string[] AllCategories =
        [.. Enum.GetValues<ServiceCategory>().Select(OrderWords.Of), NoCategory];

    private OrderFacets(OrderFilter filter, OrderStatus[] statuses)
    {
        Statuses = [.. statuses.Select(OrderWords.Of)];
        HasStatuses = statuses.Length < Enum.GetValues<OrderStatus>().Length;
        HasPriorities = !filter.Priorities.IsEmpty;
        Priority[] priorities = HasPriorities ? [.. filter.Priorities.Distinct()] : Enum.GetValues<Priority>();
        Priorities = [.. priorities.Select(OrderWords.Of)];
        // A label is looked for in every category.
        HasCategories = !filter.Categories.IsEmpty && filter.Labels.IsEmpty;
        Categories = HasCategories ? [.. filter.Categories.Distinct().Select(OrderWords.Of)] : AllCategories;
        if (!HasCategories && HasKind(filter))
        {
            HasCategories = true;
            Categories = filter.Kinds.Contains(OrderKind.Product) ? [NoCategory] : [.. AllCategories.SkipLast(1)];
        }
    }

    public string[] Statuses { get; }
    public string[] Priorities { get; }
    public string[] Categories { get; }
    public bool HasStatuses { get; }
    public bool HasPriorities { get; }
    public bool HasCategories { get; }

    /// <summary>Whether any of them is narrowed.</summary>
    public bool IsRestricted => HasStatuses || HasPriorities || HasCategories;

    /// <summary>The facets of a filter, or null when no order can match it (a product that is on its way).</summary>
    public static OrderFacets? Of(OrderFilter filter)
    {
        OrderStatus[] statuses =
        [
            .. Enum.GetValues<OrderStatus>()
                .Where(status => filter.Statuses.IsEmpty || filter.Statuses.Contains(status))
                .Where(status => filter.Stages.IsEmpty || filter.Stages.Contains(OrderStages.Of(status)))
                .Where(status => filter.Kinds.IsEmpty || filter.Kinds.Any(kind => OrderStages.Has(kind, status))),
        ];
        var isOfCategory = !filter.Categories.IsEmpty && filter.Labels.IsEmpty;
        var isProduct = HasKind(filter) && filter.Kinds[0] == OrderKind.Product;
        return statuses.Length == 0 || (isProduct && isOfCategory) ? null : new(filter, statuses);
    }

    private static bool HasKind(OrderFilter filter) => filter.Kinds.Distinct().Count() == 1;
}
