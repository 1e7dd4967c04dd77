using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts;
using Platform.Analytics;
using Platform.Http;
using Platform.Orders;
using Platform.Schedules;

namespace Platform.Compatibility;

/// <summary>The analytics function of the earlier shop system: one address, the action in the body. Behind it are the
/// same figures and policies as behind <c>/api/v1/analytics</c>.</summary>
internal static class OlderAnalyticsEndpoints
{
    public static void MapOlderAnalytics(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/analytics-operations", Operate).RequireAuthorization(Policies.OrdersRead)
            .CreatesWithOptionalKey()
            .WithExample(
                new AnalyticsRequest(
                    AnalyticsRequest.GetMetrics, StartDate: new(2026, 3, 8), EndDate: new(2026, 3, 8)),
                new AnalyticsAnswer(Success: true, SalesExamples.Days));

    private static async Task<Results<Ok<AnalyticsAnswer>, ProblemHttpResult>> Operate(
        AnalyticsRequest request, Caller caller, CommandHeaders headers, IJobReader jobs, IGrainFactory grains,
        IDailySalesReader sales, IOrderReader orders, TimeProvider clock, HttpContext http)
    {
        if (!caller.Sees(request.ShopId ?? caller.ShopId))
            return Problems.NotFound("shop");
        if (request.Action == AnalyticsRequest.GetShopStats)
        {
            var stats = await orders.StatsAsync(
                caller.AccountId, request.ShopId ?? caller.ShopId, http.RequestAborted);
            http.SetPosition(stats.Position);
            return Success(OrderShapes.Stats(stats.Value));
        }

        var errors = new FieldErrors();
        var query = QueryOf(request, caller, clock.GetUtcNow(), errors);
        if (errors.Found.Count > 0)
            return Problems.Invalid(errors.Found);
        if (request.Action == AnalyticsRequest.GenerateDaily)
        {
            if (!caller.May(Policies.ShopsWrite))
                return Problems.Of(403, "forbidden", "Your role or scopes do not include this.");
            if (await SalesEndpoints.AgainAsync(query, caller, headers, jobs, grains, http) is { } problem)
                return problem;
        }

        return Success(await SalesEndpoints.ReadAsync(query, sales, http));
    }

    // The earlier system's own job reckoned yesterday when it was told no day.
    private static SalesQuery QueryOf(
        AnalyticsRequest request, Caller caller, DateTimeOffset now, FieldErrors errors)
    {
        var yesterday = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-1);
        var day = request.Action == AnalyticsRequest.GenerateDaily ? request.Date ?? yesterday : (DateOnly?)null;
        return SalesEndpoints.QueryOf(
            caller, request.ShopId, day ?? request.StartDate, day ?? request.EndDate, now, "/end_date", errors);
    }

    private static Ok<AnalyticsAnswer> Success(object data) => TypedResults.Ok(new AnalyticsAnswer(true, data));
}

/// <summary>What the earlier shop system asks of its analytics.</summary>
/// <param name="Action">What shall be done.</param>
/// <param name="ShopId">Of which shop; left out: of all.</param>
/// <param name="Date">The day to generate; left out: yesterday.</param>
/// <param name="StartDate">The first day of the metrics; left out: 30 days.</param>
/// <param name="EndDate">The last day; left out: today.</param>
public sealed record AnalyticsRequest(
    string Action, Guid? ShopId = null, DateOnly? Date = null, DateOnly? StartDate = null, DateOnly? EndDate = null)
    : IChecked
{
    internal const string GenerateDaily = "generate_daily";
    internal const string GetMetrics = "get_metrics";
    internal const string GetShopStats = "get_shop_stats";

    private static readonly ImmutableArray<string> Actions = [GenerateDaily, GetMetrics, GetShopStats];

    /// <inheritdoc/>
    public void Check(FieldErrors errors)
    {
        errors.Require(Actions.Contains(Action), "/action", $"must be one of {string.Join(", ", Actions)}");
        foreach (var (pointer, day) in new[] { ("/date", Date), ("/start_date", StartDate), ("/end_date", EndDate) })
        {
            errors.Require(
                day is not { } named || SalesDays.IsOfThisTime(named), pointer, "must be a day of this time");
        }
    }
}

/// <summary>The answer in the earlier system's envelope.</summary>
/// <param name="Data">Days of sales, or the shop's figures.</param>
public sealed record AnalyticsAnswer(bool Success, object Data);
