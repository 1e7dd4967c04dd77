using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts;
using Platform.Http;
using Platform.Ids;
using Platform.Orders;

namespace Platform.Dispatch;

/// <summary>How an order finds its vendor, as the account sees and steers it.</summary>
internal static class DispatchEndpoints
{
    public static void AddDispatch(this WebApplicationBuilder builder) =>
        builder.Services.AddJsonContext(DispatchHttpJson.Default);

    public static void MapDispatch(this IEndpointRouteBuilder api)
    {
        var orders = api.MapGroup("/orders").WithTags("Dispatch");
        orders.MapGet("/{id}/offers", Offers).RequireAuthorization(Policies.OrdersRead)
            .WithExample(response: OfferShapes.OffersExample);
        orders.MapPost("/{id}/dispatch", Dispatch).RequireAuthorization(Policies.OrdersWrite).ChangesWithVersion()
            .WithExample(new DispatchRequest(), OrderExamples.Order with { DispatchStatus = DispatchStatus.Offering });
        orders.MapPost("/{id}/reassign", Reassign).RequireAuthorization(Policies.OrdersWrite).ChangesWithVersion()
            .WithExample(
                new ReassignRequest("The van broke down"),
                OrderExamples.Order with { DispatchStatus = DispatchStatus.Offering });
        api.MapOffers();
    }

    private static async Task<Results<Ok<OrderAnswer>, ProblemHttpResult>> Dispatch(
        string id, DispatchRequest request, Caller caller, CommandHeaders headers, IGrainFactory grains,
        IOrderReader reader, HttpContext http)
    {
        var (_, order) = await OrderEndpoints.FindAsync(id, caller, grains, reader, http.RequestAborted);
        if (order is null)
            return Problems.NotFound("order");
        var start = new StartDispatch(request.VendorId, headers.IfMatch, request.Reason);
        var command = caller.Command($"orders.dispatch/{order.Id:N}", headers);
        return await AskAsync(http, order, grains, dispatch => dispatch.Start(start, command));
    }

    private static async Task<Results<Ok<OrderAnswer>, ProblemHttpResult>> Reassign(
        string id, ReassignRequest request, Caller caller, CommandHeaders headers, IGrainFactory grains,
        IOrderReader reader, HttpContext http)
    {
        var (_, order) = await OrderEndpoints.FindAsync(id, caller, grains, reader, http.RequestAborted);
        if (order is null)
            return Problems.NotFound("order");
        var start = new StartDispatch(request.VendorId, headers.IfMatch, request.Reason);
        var command = caller.Command($"orders.reassign/{order.Id:N}", headers);
        return await AskAsync(http, order, grains, dispatch => dispatch.Reassign(start, command));
    }

    private static async Task<Results<Ok<OrderAnswer>, ProblemHttpResult>> AskAsync(
        HttpContext http, Order order, IGrainFactory grains, Func<IDispatchGrain, Task<OrderOutcome>> ask)
    {
        var dispatch = grains.GetGrain<IDispatchGrain>(GrainKey.Of(order.AccountId, order.Id));
        var outcome = await GrainRetry.Once(() => ask(dispatch));
        if (outcome.IsRefused)
            return OrderProblems.From(outcome, order.Version);
        OrderEndpoints.Stamp(http, outcome.Order);
        if (outcome.IsReplayed)
            http.SetReplayed();
        return TypedResults.Ok(OrderShapes.Answer(outcome.Order));
    }

    private static async Task<Results<Ok<OffersAnswer>, ProblemHttpResult>> Offers(
        string id, Caller caller, IGrainFactory grains, IOrderReader reader, HttpContext http)
    {
        var (grain, _) = await OrderEndpoints.FindAsync(id, caller, grains, reader, http.RequestAborted);
        if (grain is null)
            return Problems.NotFound("order");
        var offers = await grain.Offers();
        http.SetPosition(offers.Position);
        return TypedResults.Ok(new OffersAnswer([.. offers.Value.Select(OfferShapes.Offer)]));
    }
}
