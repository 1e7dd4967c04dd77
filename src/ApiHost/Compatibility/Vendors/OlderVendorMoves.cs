using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts;
using Platform.Commits;
using Platform.Dispatch;
using Platform.Http;
using Platform.Ids;
using Platform.Orders;

namespace Platform.Compatibility;

/// <summary>A vendor moves an order through the earlier route: who was offered it accepts it with the first step, and
/// whose it is takes the others. For anybody else there is no such order.</summary>
internal static class OlderVendorMoves
{
    public static async Task<(Order? Order, ProblemHttpResult? Problem)> MoveAsync(
        string id, Guid vendorId, OlderStatusRequest request, Caller caller, CommandHeaders headers, OrderDesk desk,
        HttpContext http)
    {
        if (await NameAsync(id, vendorId, desk, http) is not { } name)
            return (null, Problems.NotFound("order"));
        var grain = desk.Grains.GetGrain<IOrderGrain>(GrainKey.Of(name.AccountId, name.OrderId));
        if (await grain.Find() is not { } order || !await IsHisAffairAsync(order, vendorId, desk, http))
            return (null, Problems.NotFound("order"));
        if (request.VendorId is { } said && !await IsHimAsync(said, vendorId, name, desk, http))
            return (null, OlderOrderMoves.NotTheVendor());
        var (change, wrong) = OlderOrderMoves.Read(request, order, headers);
        if (wrong is not null)
            return (null, wrong);

        if (IsAccept(request.Status, order) && order.VendorId != vendorId)
        {
            var (accepted, refused) = await AcceptAsync(grain, order, vendorId, caller, headers, desk, http);
            if (accepted is null || !SaysMore(request))
                return (accepted, refused);
            change = change! with { ExpectedVersion = null };
        }

        return await TellAsync(
            grain, order, "change-status", vendorId, caller, headers, http,
            command => grain.ChangeStatus(change! with { VendorId = vendorId }, command));
    }

    private static async Task<(Order? Order, ProblemHttpResult? Problem)> AcceptAsync(
        IOrderGrain grain, Order order, Guid vendorId, Caller caller, CommandHeaders headers, OrderDesk desk,
        HttpContext http) =>
        await OfferEndpoints.TakesOrdersAsync(desk.Grains, order.AccountId, vendorId)
            ? await TellAsync(
                grain, order, "accept", vendorId, caller, headers, http,
                command => grain.Accept(vendorId, command))
            : (null, Problems.NotFound("order"));

    private static async Task<(Order? Order, ProblemHttpResult? Problem)> TellAsync(
        IOrderGrain grain, Order order, string what, Guid vendorId, Caller caller, CommandHeaders headers,
        HttpContext http, Func<Command, Task<OrderOutcome>> tell)
    {
        var command = caller.Command($"vendor.{what}/{order.Id:N}", headers) with
        {
            AccountId = order.AccountId,
            Actor = new Actor(ActorKind.Vendor, vendorId.ToString()),
        };
        var (moved, problem) = await OrderMoves.TellAsync(http, grain, command, tell);
        // The buttons are those that a vendor has.
        return (moved is null ? null : moved with { Allowed = VendorSteps.From(moved.Kind, moved.Status) }, problem);
    }

    private static async Task<OrderName?> NameAsync(string id, Guid vendorId, OrderDesk desk, HttpContext http)
    {
        if (Guid.TryParse(id, out var orderId))
        {
            return await desk.Jobs.FindAccountAsync(vendorId, orderId, http.RequestAborted) is { } accountId
                ? new(accountId, orderId) : null;
        }

        return OrderNumber.TryRead(id) is { } number
            ? await desk.Jobs.FindByNumberAsync(vendorId, number, http.RequestAborted)
            : null;
    }

    private static async ValueTask<bool> IsHisAffairAsync(
        Order order, Guid vendorId, OrderDesk desk, HttpContext http) =>
        order.VendorId == vendorId
        || await desk.Offers.AccountOfferingAsync(vendorId, order.Id, http.RequestAborted) is not null;

    private static async ValueTask<bool> IsHimAsync(
        string said, Guid vendorId, OrderName name, OrderDesk desk, HttpContext http)
    {
        var known = await desk.Roster.FindAsync(name.AccountId, [said], http.RequestAborted);
        return known.TryGetValue(said, out var meant) && meant == vendorId;
    }

    private static bool IsAccept(string asked, Order order) =>
        OrderWords.TryReadStatus(asked, order.Kind) == OrderStatus.Accepted;

    private static bool SaysMore(OlderStatusRequest request) =>
        request.DealingPrice is not null || (request.Notes ?? request.Note) is not null
        || request.BeforeImageUrl is not null || request.AfterImageUrl is not null;
}
