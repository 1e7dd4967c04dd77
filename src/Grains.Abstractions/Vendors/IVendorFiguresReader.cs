using System.Collections.Immutable;
using Platform.Live;

namespace Platform.Vendors;

/// <summary>Reads what a vendor did in an account.</summary>
public interface IVendorFiguresReader
{
    /// <summary>The vendor's figures.</summary>
    /// <param name="shopId">Only of this shop, for members of one shop; null for all.</param>
    /// <param name="monthStart">When the calendar month began that is asked about.</param>
    /// <param name="since">Where the last days begin that are asked about.</param>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<Snapshot<VendorFigures>> ReadAsync(
        Guid accountId, Guid vendorId, Guid? shopId, DateTimeOffset monthStart, DateTimeOffset since,
        CancellationToken cancellationToken);

    /// <summary>What customers think of these vendors, from counters; who was never rated is not in it.</summary>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<IReadOnlyDictionary<Guid, VendorRating>> RatingsAsync(
        Guid accountId, IReadOnlyCollection<Guid> vendorIds, Guid? shopId, CancellationToken cancellationToken);

    /// <summary>The vendor's orders that changed last, newest first.</summary>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<Snapshot<ImmutableArray<Guid>>> LastOrdersAsync(
        Guid accountId, Guid vendorId, Guid? shopId, int limit, CancellationToken cancellationToken);

    /// <summary>The accounts that have a vendor on their roster, and what each calls him.</summary>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<ImmutableArray<VendorName>> AccountsOfAsync(Guid vendorId, CancellationToken cancellationToken);
}

/// <summary>An account, and its own name of a vendor; null where it has none.</summary>
public sealed record VendorName(Guid AccountId, string? ExternalId);

/// <summary>Ratings and their stars in sum.</summary>
public sealed record VendorRating(long Count, long Stars)
{
    /// <summary>Not rated yet.</summary>
    public static VendorRating None { get; } = new(0, 0);

    /// <summary>Stars a rating, to two places; null while there is none.</summary>
    public double? Average =>
        Count == 0 ? null : Math.Round((double)Stars / Count, 2, MidpointRounding.AwayFromZero);

    /// <summary>Both together.</summary>
    public VendorRating Plus(VendorRating other) => new(Count + other.Count, Stars + other.Stars);
}

/// <summary>What a vendor did: orders that are his, however they ended. What he gave back is not counted.</summary>
/// <param name="Pending">Not ended yet.</param>
/// <param name="Earnings">By currency, those with the most first.</param>
public sealed record VendorFigures(
    long Total, long Completed, long Pending, long Cancelled, ImmutableArray<VendorEarnings> Earnings)
{
    /// <summary>What customers think of it.</summary>
    public VendorRating Rating { get; init; } = VendorRating.None;

    /// <summary>Nothing at all.</summary>
    public static VendorFigures None { get; } = new(0, 0, 0, 0, []);

    /// <summary>Both together.</summary>
    public VendorFigures Plus(VendorFigures other) => new(
        Total + other.Total, Completed + other.Completed, Pending + other.Pending, Cancelled + other.Cancelled,
        [
            .. Earnings.Concat(other.Earnings).GroupBy(earned => earned.Currency)
                .Select(same => same.Aggregate((one, two) => one.Plus(two)))
                .OrderByDescending(earned => earned.Minor),
        ])
    {
        Rating = Rating.Plus(other.Rating),
    };
}

/// <summary>What completed orders brought in one currency, in minor units; what was only estimated is not in
/// it.</summary>
public sealed record VendorEarnings(
    string Currency, long Orders, long Minor, long MonthOrders, long MonthMinor, long LastOrders, long LastMinor)
{
    /// <summary>Both together.</summary>
    public VendorEarnings Plus(VendorEarnings other) => new(
        Currency, Orders + other.Orders, Minor + other.Minor, MonthOrders + other.MonthOrders,
        MonthMinor + other.MonthMinor, LastOrders + other.LastOrders, LastMinor + other.LastMinor);
}
