using System.Collections.Immutable;
using Platform.Images;
using Platform.Live;
using Platform.Orders;

namespace Platform.Vendors;

/// <summary>Reads a vendor's own orders over all accounts, as that vendor: another vendor's cannot be seen, whatever is
/// asked.</summary>
public interface IVendorJobReader
{
    /// <summary>A page of his jobs: open ones first, then those that ended not before <paramref name="since"/>; each
    /// last changed first.</summary>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<Snapshot<IReadOnlyList<VendorJob>>> ListAsync(
        Guid vendorId, DateTimeOffset since, VendorJobCursor? after, int limit, CancellationToken cancellationToken);

    /// <summary>One of his jobs, or null when it is not his (any more).</summary>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<VendorJob?> FindAsync(Guid vendorId, Guid orderId, CancellationToken cancellationToken);

    /// <summary>The account of an order that he may ask about, whether it is his or not; null when the order's account
    /// does not know him, or has blocked him.</summary>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<Guid?> FindAccountAsync(Guid vendorId, Guid orderId, CancellationToken cancellationToken);

    /// <summary>The same by the order's number.</summary>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<OrderName?> FindByNumberAsync(Guid vendorId, string orderNumber, CancellationToken cancellationToken);
}

/// <summary>Where a page of jobs ended.</summary>
public sealed record VendorJobCursor(bool IsEnded, DateTimeOffset UpdatedAt, Guid OrderId);

/// <summary>An order as its vendor sees it: what is needed to do it.</summary>
public sealed record VendorJob
{
    public required Guid AccountId { get; init; }
    public required string AccountName { get; init; }
    public string? ShopName { get; init; }
    public required Guid Id { get; init; }
    public required string Number { get; init; }
    public required OrderKind Kind { get; init; }
    public required OrderStatus Status { get; init; }
    public required Priority Priority { get; init; }
    public ServiceCategory? ServiceCategory { get; init; }
    public required OrderDetails Details { get; init; }
    public ImmutableArray<OrderLine> Lines { get; init; } = [];

    /// <summary>The latest first.</summary>
    public ImmutableArray<OrderImage> Images { get; init; } = [];

    /// <summary>IANA zone in which the order's times are meant.</summary>
    public required string Timezone { get; init; }

    public required string Currency { get; init; }
    public long? AmountMinor { get; init; }
    public AmountKind? AmountKind { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public required long Version { get; init; }
}
