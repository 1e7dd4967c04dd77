using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Analytics;

namespace Platform.Compatibility;

/// <summary>The whole platform's figures, for its admins.</summary>
/// <param name="Today">The day that goes on, in UTC, counted live.</param>
/// <param name="Days">Those that were reckoned, the last one first; at most 30.</param>
public sealed record PlatformStats(PlatformDayAnswer Today, IReadOnlyList<PlatformDayAnswer> Days);

/// <summary>A day of the platform.</summary>
/// <param name="ReckonedAt">When it was counted.</param>
/// <param name="Accounts">Businesses at that time; so are shops, users and vendors.</param>
/// <param name="ActiveShops">Shops in which somebody ordered on the day.</param>
/// <param name="Conversations">Calls of the day in which somebody spoke.</param>
/// <param name="AiMessages">What the agents said in them.</param>
/// <param name="Gmv">One a currency: what was ordered, sold and paid.</param>
public sealed record PlatformDayAnswer(
    DateOnly Day, DateTimeOffset ReckonedAt, long Accounts, long NewAccounts, long Shops, long ActiveShops, long Users,
    long Vendors, long Orders, long Completed, long Cancelled, long Calls, long Conversations, long AiMessages,
    IReadOnlyList<SalesAmountsAnswer> Gmv);

/// <summary>Reckons the platform's figures for whoever asks.</summary>
internal static class PlatformFigures
{
    private const int DaysShown = 30;

    private static readonly PlatformDayAnswer Day = new(
        new(2026, 3, 8), new(2026, 3, 9, 1, 0, 0, TimeSpan.Zero), 12, 1, 15, 9, 40, 22, 310, 280, 7, 190, 180, 1450,
        [new("USD", 31_000m, 3_100_000, 28_000m, 2_800_000, 27_500m, 2_750_000, 200m, 20_000, 27_300m, 2_730_000)]);

    /// <summary>What the OpenAPI document shows.</summary>
    public static PlatformStats Example { get; } = new(Day with { Day = new(2026, 3, 9) }, [Day]);

    /// <summary>Reckons a day and keeps it. Again reckons it again.</summary>
    /// <param name="day">Of UTC; null for yesterday.</param>
    public static async Task<PlatformDayAnswer> GenerateAsync(
        DateOnly? day, IPlatformMetrics metrics, TimeProvider clock, HttpContext http)
    {
        var now = clock.GetUtcNow();
        var asked = day ?? DateOnly.FromDateTime(now.UtcDateTime).AddDays(-1);
        var reckoned = await metrics.ReckonAsync(asked, now, http.RequestAborted);
        await metrics.KeepAsync(reckoned, http.RequestAborted);
        return Answer(reckoned);
    }

    /// <summary>Today, and what was reckoned of other days.</summary>
    public static async Task<Ok<PlatformStats>> StatsAsync(
        IPlatformMetrics metrics, TimeProvider clock, HttpContext http)
    {
        var now = clock.GetUtcNow();
        var today = await metrics.ReckonAsync(DateOnly.FromDateTime(now.UtcDateTime), now, http.RequestAborted);
        var days = await metrics.ListAsync(DaysShown, http.RequestAborted);
        return TypedResults.Ok(new PlatformStats(Answer(today), [.. days.Select(Answer)]));
    }

    private static PlatformDayAnswer Answer(PlatformDay day)
    {
        var totals = SalesShapes.Totals(day.Sales);
        return new(
            day.Day, day.ReckonedAt, day.Accounts, day.NewAccounts, day.Shops, day.ActiveShops, day.Users,
            day.Vendors, totals.Orders, totals.Completed, totals.Cancelled, day.Calls, day.Conversations,
            day.AiMessages, totals.Amounts);
    }
}
