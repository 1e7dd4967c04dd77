using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts;
using Platform.Http;
using Platform.Orders;
using Platform.Vendors;

namespace Platform.Compatibility;

/// <summary>Changes of status as earlier systems' clients ask for them: one command with two ways to answer.</summary>
internal static class OlderOrderMoves
{
    public static async Task<Results<Ok<OlderAnswer<ListedOrder>>, ProblemHttpResult>> Put(
        string id, OlderStatusRequest request, Caller caller, CommandHeaders headers, IGrainFactory grains,
        IOrderReader reader, IRosterReader roster, HttpContext http)
    {
        var (order, problem) = await MoveAsync(id, request, caller, headers, grains, reader, roster, http);
        if (order is null)
            return problem!;
        var sheet = await OlderOrderEndpoints.SheetAsync(order, reader, http);
        return TypedResults.Ok(new OlderAnswer<ListedOrder>(
            true, OlderOrderShapes.Listed(sheet), $"Order status updated to {OlderWords.Of(order.Status)}"));
    }

    public static async Task<Results<Ok<SingleOrder>, ProblemHttpResult>> Patch(
        string id, OlderStatusRequest request, Caller caller, CommandHeaders headers, IGrainFactory grains,
        IOrderReader reader, IRosterReader roster, HttpContext http)
    {
        var (order, problem) = await MoveAsync(id, request, caller, headers, grains, reader, roster, http);
        return order is null
            ? problem!
            : TypedResults.Ok(OlderOrderShapes.Single(
                await OlderOrderEndpoints.SheetAsync(order, reader, http), order.Allowed));
    }

    private static async Task<(Order? Order, ProblemHttpResult? Problem)> MoveAsync(
        string id, OlderStatusRequest request, Caller caller, CommandHeaders headers, IGrainFactory grains,
        IOrderReader reader, IRosterReader roster, HttpContext http)
    {
        var (grain, order) = await OrderEndpoints.FindAsync(id, caller, grains, reader, http.RequestAborted);
        if (grain is null || order is null)
            return (null, Problems.NotFound("order"));
        if (request.VendorId is { } named)
        {
            // Who moves it follows from the token. Staff may name the vendor whose order it is, as their clients do,
            // but speak for no other.
            var known = await roster.FindAsync(caller.AccountId, [named], http.RequestAborted);
            if (order.VendorId is not { } vendor || !known.TryGetValue(named, out var meant) || meant != vendor)
                return (null, NotTheVendor());
        }

        var errors = new FieldErrors();
        var price = OrderReading.Minor("/dealing_price", request.DealingPrice, order.Currency, errors.Add);
        if (errors.Found.Count > 0)
            return (null, Problems.Invalid(errors.Found));
        var change = new ChangeOrderStatus(
            request.Status, headers.IfMatch, request.Notes ?? request.Note, request.Reason, price,
            request.TrackingNumber, request.Carrier, EstimatedDelivery: request.EstimatedDelivery,
            BeforeImageUrl: request.BeforeImageUrl, AfterImageUrl: request.AfterImageUrl);
        return await OrderMoves.TellAsync(
            http, grain, OrderMoves.Of(caller, headers, "change-status", order),
            command => grain.ChangeStatus(change, command));
    }

    private static ProblemHttpResult NotTheVendor() => Problems.Of(
        403, "vendor-differs", "vendor_id is not yours to speak for.",
        new FieldError("/vendor_id", "must be the signed-in vendor, or the vendor that the order has"));
}
