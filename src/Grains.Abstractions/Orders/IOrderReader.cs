using System.Collections.Immutable;
using Platform.Images;
using Platform.Live;

namespace Platform.Orders;

/// <summary>Lists orders from the database, as one account and from one snapshot.</summary>
public interface IOrderReader
{
    /// <summary>One page of orders that match.</summary>
    Task<Snapshot<OrderPage>> ListAsync(Guid accountId, OrderFilter filter, CancellationToken cancellationToken);

    /// <summary>The id behind a number, or null when the account has no such order.</summary>
    Task<Guid?> FindIdAsync(Guid accountId, string orderNumber, CancellationToken cancellationToken);

    /// <summary>Everything that happened to an order, oldest first.</summary>
    Task<Snapshot<ImmutableArray<OrderHistoryEntry>>> HistoryAsync(
        Guid accountId, Guid orderId, CancellationToken cancellationToken);

    /// <summary>How an order's vendors were chosen, or null when no agent chose any.</summary>
    Task<Snapshot<VendorSelection?>> SelectionAsync(
        Guid accountId, Guid orderId, CancellationToken cancellationToken);

    /// <summary>How many orders match, counted up to <paramref name="atMost"/>.</summary>
    Task<int> CountAsync(Guid accountId, OrderFilter filter, int atMost, CancellationToken cancellationToken);

    /// <summary>Orders with everything that is kept of them, in the order of the ids; who is not the account's is left
    /// out.</summary>
    Task<Snapshot<ImmutableArray<OrderSheet>>> SheetsAsync(
        Guid accountId, ImmutableArray<Guid> orderIds, CancellationToken cancellationToken);

    /// <summary>The account's figures, or those of one shop, from counters.</summary>
    Task<Snapshot<OrderStats>> StatsAsync(Guid accountId, Guid? shopId, CancellationToken cancellationToken);
}

/// <summary>An order with what stands about it in other tables.</summary>
/// <param name="Order">As committed; <see cref="Order.Allowed"/> is empty.</param>
/// <param name="History">What happened to it, oldest first.</param>
/// <param name="VendorExternalId">The account's own name for its vendor, or null.</param>
/// <param name="VendorAvatarUrl">A picture of the vendor, or null.</param>
/// <param name="SelectedVendors">The account's own names of the chosen vendors where they have one, else their
/// ids.</param>
/// <param name="FirstOfferedAt">When it was first offered to a vendor, or null.</param>
/// <param name="Invoice">Null while none is issued.</param>
public sealed record OrderSheet(
    Order Order, ImmutableArray<OrderHistoryEntry> History, string? VendorExternalId, string? VendorAvatarUrl,
    ImmutableArray<string> SelectedVendors, DateTimeOffset? FirstOfferedAt = null, SheetInvoice? Invoice = null)
{
    /// <summary>Its pictures, the latest first.</summary>
    public ImmutableArray<OrderImage> Images { get; init; } = [];
}

/// <summary>What a sheet shows of an order's invoice. The amount is in minor units of the order's currency.</summary>
public sealed record SheetInvoice(string Number, long TotalMinor, DateTimeOffset IssuedAt);

/// <summary>How a list is sorted; ties go by id.</summary>
public enum OrderSort
{
    NewestFirst = 1,
    OldestFirst = 2,
    LastUpdatedFirst = 3,
    LargestFirst = 4,
}

/// <summary>What to list. An empty array does not restrict; several values mean "or"; different fields mean
/// "and".</summary>
public sealed record OrderFilter
{
    public ImmutableArray<OrderKind> Kinds { get; init; } = [];
    public ImmutableArray<OrderStatus> Statuses { get; init; } = [];
    public ImmutableArray<OrderStage> Stages { get; init; } = [];
    public ImmutableArray<Guid> ShopIds { get; init; } = [];
    public ImmutableArray<Guid> VendorIds { get; init; } = [];
    public ImmutableArray<Priority> Priorities { get; init; } = [];

    /// <summary>Matches the category.</summary>
    public ImmutableArray<ServiceCategory> Categories { get; init; } = [];

    /// <summary>Matches the label, in lower case; joined by "or" with <see cref="Categories"/>.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    public ImmutableArray<DispatchStatus> DispatchStatuses { get; init; } = [];
    public ImmutableArray<OrderSource> Sources { get; init; } = [];
    public ImmutableArray<Guid> AgentIds { get; init; } = [];

    /// <summary>Created at or after.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Created before.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Words to find in number, name, phone, label or business; all of them have to match.</summary>
    public string? Text { get; init; }

    public OrderSort Sort { get; init; } = OrderSort.NewestFirst;

    /// <summary>At most this many.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>Where the last page ended, or null for the first.</summary>
    public OrderBookmark? After { get; init; }
}

/// <summary>Where a page ended: the sort key and the id of its last order.</summary>
/// <param name="SortKey">Microseconds since 1970 for times, minor units for totals.</param>
/// <param name="Id">Breaks ties.</param>
public sealed record OrderBookmark(long SortKey, Guid Id);

/// <summary>One page.</summary>
/// <param name="Items">In the order that was asked for.</param>
/// <param name="Next">Where to go on, or null at the end.</param>
public sealed record OrderPage(ImmutableArray<OrderSummary> Items, OrderBookmark? Next);

/// <summary>What a list shows of an order.</summary>
public sealed record OrderSummary
{
    public required Guid Id { get; init; }
    public required string Number { get; init; }
    public required OrderKind Kind { get; init; }
    public required OrderStatus Status { get; init; }
    public Guid? ShopId { get; init; }
    public required OrderSource Source { get; init; }
    public required Priority Priority { get; init; }
    public required OrderCustomer Customer { get; init; }
    public Address? Address { get; init; }
    public string? BusinessName { get; init; }
    public ServiceCategory? ServiceCategory { get; init; }
    public string? ServiceLabel { get; init; }
    public string? Description { get; init; }

    /// <summary>What was ordered, of goods.</summary>
    public OrderedGoods? Goods { get; init; }

    public required string Currency { get; init; }
    public long? AmountMinor { get; init; }
    public AmountKind? AmountKind { get; init; }
    public required DispatchStatus DispatchStatus { get; init; }
    public required PaymentStatus PaymentStatus { get; init; }
    public Guid? VendorId { get; init; }
    public string? VendorName { get; init; }
    public Guid? CallId { get; init; }

    /// <summary>Why it was cancelled or expired, where that was said.</summary>
    public string? CancelReason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public required long Version { get; init; }
}

/// <summary>What was ordered, in short.</summary>
/// <param name="Name">Of the first line.</param>
/// <param name="Quantity">How many of it.</param>
/// <param name="More">How many lines there are beside it.</param>
public sealed record OrderedGoods(string Name, int Quantity, int More);

/// <summary>One thing that happened to an order.</summary>
/// <param name="Position">Its place in the order's own history, from 1.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Kind">The kind of the event, for example <c>order.status_changed</c>.</param>
/// <param name="From">The status before, or null.</param>
/// <param name="To">The status after, or null when it did not change.</param>
/// <param name="Actor">Who, as <c>kind:id</c>.</param>
/// <param name="Note">What was written with it, or null.</param>
/// <param name="Public">Whether the customer may see it.</param>
/// <param name="TraceId">W3C trace id of the request that caused it, 32 hexadecimal digits; null where none did, and of
/// what is older than traces are kept. Only a history that is read alone has it.</param>
public sealed record OrderHistoryEntry(
    int Position, DateTimeOffset At, string Kind, OrderStatus? From, OrderStatus? To, string Actor, string? Note,
    bool Public, string? TraceId = null);

/// <summary>An account's figures. Drafts are not counted; revenue is the amount of orders that were neither cancelled
/// nor expired, without what is only estimated.</summary>
/// <param name="Counts">Orders of all times by kind and status.</param>
/// <param name="Revenue">Of all times, by currency.</param>
/// <param name="Today">The same for the orders that were created today in their shop's zone.</param>
/// <param name="RevenueToday">By currency.</param>
/// <param name="CompleteThrough">The log position up to which the figures are complete.</param>
public sealed record OrderStats(
    ImmutableArray<OrderCount> Counts,
    ImmutableArray<CurrencyAmount> Revenue,
    ImmutableArray<OrderCount> Today,
    ImmutableArray<CurrencyAmount> RevenueToday,
    long CompleteThrough);

/// <summary>How many orders of a kind have a status.</summary>
public sealed record OrderCount(OrderKind Kind, OrderStatus Status, long Count);

/// <summary>An amount in minor units of a currency.</summary>
public sealed record CurrencyAmount(string Currency, long AmountMinor);
