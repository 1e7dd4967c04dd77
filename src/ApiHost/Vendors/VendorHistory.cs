using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts;
using Platform.Http;
using Platform.Ids;
using Platform.Money;
using Platform.Orders;

namespace Platform.Vendors;

/// <summary>What a vendor did for an account.</summary>
/// <param name="Last30Days">Orders that were completed in them, and what they brought.</param>
/// <param name="Orders">The last ones, newest first.</param>
public sealed record VendorHistoryAnswer(
    VendorFiguresAnswer Figures, [property: JsonPropertyName("last_30_days")] VendorPeriodAnswer Last30Days,
    IReadOnlyList<OrderRowAnswer> Orders);

/// <summary>Orders that are his, however they ended.</summary>
/// <param name="Pending">Not ended yet.</param>
/// <param name="AverageRating">Stars, 1 to 5; null while nobody has rated.</param>
/// <param name="Ratings">How many have.</param>
public sealed record VendorFiguresAnswer(
    long Total, long Completed, long Cancelled, long Pending, IReadOnlyList<RevenueAnswer> Earnings,
    double? AverageRating, long Ratings);

/// <summary>A period of his.</summary>
public sealed record VendorPeriodAnswer(long Orders, IReadOnlyList<RevenueAnswer> Earnings);

/// <summary>A vendor's figures and last orders in one account.</summary>
internal static class VendorHistory
{
    private const int LastOrdersMax = 10;

    private static readonly TimeSpan LastDays = TimeSpan.FromDays(30);

    public static void MapVendorHistory(this IEndpointRouteBuilder api) =>
        api.MapGet("/vendors/{id:guid}/history", Get).WithTags("Vendors").RequireAuthorization(Policies.VendorsRead)
            .WithExample(response: Example);

    /// <summary>What the OpenAPI document shows.</summary>
    private static VendorHistoryAnswer Example { get; } = new(
        new(12, 9, 1, 2, [new("USD", 2140m, 214000)], 4.67, 3), new(4, [new("USD", 910m, 91000)]),
        OrderExamples.Page.Items);

    private static async Task<Results<Ok<VendorHistoryAnswer>, ProblemHttpResult>> Get(
        Guid id, Caller caller, IGrainFactory grains, IVendorFiguresReader figures, IOrderReader orders,
        TimeProvider clock, HttpContext http)
    {
        var entry = await grains.GetGrain<IRosterEntryGrain>(GrainKey.Of(caller.AccountId, id)).Find();
        if (entry.Value is null)
            return Problems.NotFound("vendor");

        var since = clock.GetUtcNow() - LastDays;
        var found = await figures.ReadAsync(
            caller.AccountId, id, caller.ShopId, monthStart: since, since, http.RequestAborted);
        var last = await orders.ListAsync(
            caller.AccountId,
            new OrderFilter
            {
                VendorIds = [id],
                ShopIds = caller.ShopId is { } shop ? [shop] : [],
                Limit = LastOrdersMax,
            },
            http.RequestAborted);
        http.SetPosition(found.Position);
        return TypedResults.Ok(Answer(found.Value, last.Value.Items));
    }

    private static VendorHistoryAnswer Answer(VendorFigures figures, ImmutableArray<OrderSummary> last) => new(
        new(figures.Total, figures.Completed, figures.Cancelled, figures.Pending,
            [.. figures.Earnings.Select(earned => Revenue(earned.Currency, earned.Minor))], figures.Rating.Average,
            figures.Rating.Count),
        new(figures.Earnings.Sum(earned => earned.LastOrders),
            [
                .. figures.Earnings.Where(earned => earned.LastOrders > 0)
                    .Select(earned => Revenue(earned.Currency, earned.LastMinor)),
            ]),
        [.. last.Select(OrderShapes.Row)]);

    private static RevenueAnswer Revenue(string currency, long minor) =>
        new(currency, Currency.ToAmount(minor, currency), minor);
}
