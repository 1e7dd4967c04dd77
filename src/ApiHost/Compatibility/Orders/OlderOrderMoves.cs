using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts;
using Platform.Http;
using Platform.Orders;
using Platform.Vendors;

namespace Platform.Compatibility;

/// <summary>Where a change of status looks things up.</summary>
internal sealed record OrderDesk(
    IGrainFactory Grains, IOrderReader Orders, IRosterReader Roster, IVendorJobReader Jobs, IOfferReader Offers);

/// <summary>Changes of status as earlier systems' clients ask for them: one command with two ways to answer.</summary>
internal static class OlderOrderMoves
{
    private const string NoCarrier = "none";

    public static async Task<Results<Ok<OlderAnswer<ListedOrder>>, ProblemHttpResult>> Put(
        string id, OlderStatusRequest request, Caller caller, CommandHeaders headers,
        [AsParameters] OrderDesk desk, HttpContext http)
    {
        var (sheet, problem) = await MoveAsync(id, request, caller, headers, desk, http);
        return sheet is null
            ? problem!
            : TypedResults.Ok(new OlderAnswer<ListedOrder>(
                true, OlderOrderShapes.Listed(sheet),
                $"Order status updated to {OlderWords.Of(sheet.Order.Status)}"));
    }

    public static async Task<Results<Ok<SingleOrder>, ProblemHttpResult>> Patch(
        string id, OlderStatusRequest request, Caller caller, CommandHeaders headers,
        [AsParameters] OrderDesk desk, HttpContext http)
    {
        var (sheet, problem) = await MoveAsync(id, request, caller, headers, desk, http);
        return sheet is null
            ? problem!
            : TypedResults.Ok(OlderOrderShapes.Single(sheet, sheet.Order.Allowed));
    }

    // Of the account whose order it is first; a vendor finds his own over all accounts.
    private static async Task<(OrderSheet? Sheet, ProblemHttpResult? Problem)> MoveAsync(
        string id, OlderStatusRequest request, Caller caller, CommandHeaders headers, OrderDesk desk, HttpContext http)
    {
        var (grain, order) = caller.AccountId == Guid.Empty
            ? (null, null)
            : await OrderEndpoints.FindAsync(id, caller, desk.Grains, desk.Orders, http.RequestAborted);
        if (grain is not null && order is not null)
        {
            var (moved, problem) = await ByStaffAsync(grain, order, request, caller, headers, desk, http);
            return moved is null
                ? (null, problem)
                : (await OlderOrderEndpoints.SheetAsync(moved, desk.Orders, http), null);
        }

        if (caller.VendorId is not { } vendorId)
            return (null, Problems.NotFound("order"));
        var (done, refused) = await OlderVendorMoves.MoveAsync(id, vendorId, request, caller, headers, desk, http);
        return done is null
            ? (null, refused)
            : (OlderOrderShapes.ForVendor(
                await OlderOrderEndpoints.SheetAsync(done, desk.Orders, http), vendorId), null);
    }

    private static async Task<(Order? Order, ProblemHttpResult? Problem)> ByStaffAsync(
        IOrderGrain grain, Order order, OlderStatusRequest request, Caller caller, CommandHeaders headers,
        OrderDesk desk, HttpContext http)
    {
        if (request.VendorId is { } named)
        {
            // Who moves it follows from the token. Staff may name the vendor whose order it is, as their clients do,
            // but speak for no other.
            var known = await desk.Roster.FindAsync(caller.AccountId, [named], http.RequestAborted);
            if (order.VendorId is not { } vendor || !known.TryGetValue(named, out var meant) || meant != vendor)
                return (null, NotTheVendor());
        }

        var (change, wrong) = Read(request, order, headers);
        return wrong is not null
            ? (null, wrong)
            : await OrderMoves.TellAsync(
                http, grain, OrderMoves.Of(caller, headers, "change-status", order),
                command => grain.ChangeStatus(change!, command));
    }

    /// <summary>The command behind a request, or what cannot be read of it.</summary>
    public static (ChangeOrderStatus? Change, ProblemHttpResult? Problem) Read(
        OlderStatusRequest request, Order order, CommandHeaders headers)
    {
        var errors = new FieldErrors();
        var price = OrderReading.Minor("/dealing_price", request.DealingPrice, order.Currency, errors.Add);
        return errors.Found.Count > 0
            ? (null, Problems.Invalid(errors.Found))
            : (new(
                request.Status, headers.IfMatch, request.Notes ?? request.Note, request.Reason, price,
                request.TrackingNumber, CarrierOf(request, order), EstimatedDelivery: request.EstimatedDelivery,
                BeforeImageUrl: request.BeforeImageUrl, AfterImageUrl: request.AfterImageUrl), null);
    }

    // Those clients have one button for "shipped" and no field for a parcel: who says nothing of one means none.
    private static string? CarrierOf(OlderStatusRequest request, Order order) =>
        request is { Carrier: null, TrackingNumber: null } && order is { Carrier: null, TrackingNumber: null }
        && OrderWords.TryReadStatus(request.Status, order.Kind) == OrderStatus.Shipped
            ? NoCarrier : request.Carrier;

    public static ProblemHttpResult NotTheVendor() => Problems.Of(
        403, "vendor-differs", "vendor_id is not yours to speak for.",
        new FieldError("/vendor_id", "must be the signed-in vendor, or the vendor that the order has"));
}
