using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Platform.Analytics;

/// <summary>What happened on the whole platform on one day of UTC, and how big it was at its end.</summary>
/// <param name="Day">The day.</param>
/// <param name="ReckonedAt">When it was reckoned, UTC.</param>
/// <param name="Accounts">Businesses, at that time.</param>
/// <param name="NewAccounts">Businesses that came on the day.</param>
/// <param name="Shops">Shops, at that time.</param>
/// <param name="ActiveShops">Shops in which somebody ordered on the day.</param>
/// <param name="Users">People who sign in, at that time.</param>
/// <param name="Vendors">People who do jobs, at that time.</param>
/// <param name="Calls">Calls that began on the day.</param>
/// <param name="Conversations">Those in which somebody spoke.</param>
/// <param name="AiMessages">What the agents said in them.</param>
/// <param name="Sales">What was ordered, sold and paid, by currency and category.</param>
public sealed record PlatformDay(
    DateOnly Day,
    DateTimeOffset ReckonedAt,
    long Accounts,
    long NewAccounts,
    long Shops,
    long ActiveShops,
    long Users,
    long Vendors,
    long Calls,
    long Conversations,
    long AiMessages,
    ImmutableArray<SalesFigures> Sales);

/// <summary>Reckons and keeps what happens on the whole platform.</summary>
public interface IPlatformMetrics
{
    /// <summary>A day as it is reckoned now; nothing is kept.</summary>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<PlatformDay> ReckonAsync(DateOnly day, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Keeps a day in the place of what was kept of it before.</summary>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task KeepAsync(PlatformDay day, CancellationToken cancellationToken);

    /// <summary>The days that were kept, the last one first.</summary>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<IReadOnlyList<PlatformDay>> ListAsync(int limit, CancellationToken cancellationToken);
}

/// <summary>How days of the platform are kept: snake_case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PlatformDay))]
public sealed partial class PlatformMetricsJson : JsonSerializerContext;
