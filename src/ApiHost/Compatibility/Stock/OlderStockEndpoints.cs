using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts;
using Platform.Http;
using Platform.Orders;
using Platform.Stock;

namespace Platform.Compatibility;

/// <summary>The inventory function of the earlier shop system: one address, the action in the body. Behind it are the
/// same items, rules and policies as behind <c>/api/v1/items</c> and <c>/api/v1/stock</c>.</summary>
internal static class OlderStockEndpoints
{
    public static void MapOlderStock(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/inventory-operations", Operate).RequireAuthorization(Policies.ShopsRead)
            .CreatesWithOptionalKey()
            .WithExample(
                new StockOperation(
                    StockOperation.Update, StockExamples.Item.Id, 12, MovementKind.Received, "Delivery of March"),
                new StockOperationAnswer(Success: true, StockExamples.Item));

    private static async Task<Results<Ok<StockOperationAnswer>, ProblemHttpResult>> Operate(
        StockOperation request, Caller caller, CommandHeaders headers, IGrainFactory grains, IStockReader stock,
        IOrderReader orders, Cursors cursors, HttpContext http)
    {
        if (request.Action == StockOperation.GetLowStock)
        {
            var page = await StockEndpoints.PageAsync(
                request.ShopId, isLow: true, new(request.Limit ?? PageRequest.LimitDefault, request.Cursor), caller,
                stock, cursors, http);
            return TypedResults.Ok(new StockOperationAnswer(true, page.Items, page.NextCursor));
        }

        if (!caller.May(Policies.OrdersWrite))
            return Problems.Of(403, "forbidden", "Your role or scopes do not include this.");
        if (request.Action == StockOperation.ProcessOrder)
            return await ProcessAsync(request.OrderId!, caller, headers, grains, orders, http);

        var (item, problem) = await StockEndpoints.AdjustAsync(
            request.ItemId!.Value, request.Movement, request.ExpectedVersion ?? headers.IfMatch, caller, headers,
            grains, http);
        return item is null ? problem! : TypedResults.Ok(new StockOperationAnswer(true, item));
    }

    // Placing it has promised the pieces already. They may go before the order itself says that it was sent; then the
    // order finds that they have gone, and brings them back if it is cancelled.
    private static async Task<Results<Ok<StockOperationAnswer>, ProblemHttpResult>> ProcessAsync(
        string orderId, Caller caller, CommandHeaders headers, IGrainFactory grains, IOrderReader reader,
        HttpContext http)
    {
        var (_, order) = await OrderEndpoints.FindAsync(orderId, caller, grains, reader, http.RequestAborted);
        if (order is null)
            return Problems.NotFound("order");
        if (order.Reservation is ReservationState.Pending or ReservationState.Released)
        {
            return Problems.Of(
                409, "reservation-ended", "Nothing is promised to this order: it is not placed yet, or it has ended.");
        }

        var (items, problem) = await StockEndpoints.TakeAsync(order, caller, headers, grains, http);
        return problem is null
            ? TypedResults.Ok(new StockOperationAnswer(true, new ProcessedOrder(order.Id, order.Number, items)))
            : problem;
    }
}
