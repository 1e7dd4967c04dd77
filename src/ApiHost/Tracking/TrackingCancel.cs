using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Commits;
using Platform.Http;
using Platform.Ids;
using Platform.Orders;

namespace Platform.Tracking;

/// <summary>The customer takes the order back while nobody is on the way. They prove themselves as for seeing the
/// order.</summary>
internal static class TrackingCancel
{
    public static async Task<Results<Ok<TrackedAnswer>, ProblemHttpResult>> Cancel(
        CancelRequest request, CommandHeaders headers, TrackingProofs proofs, TrackedOrders orders,
        IGrainFactory grains, HttpContext http)
    {
        TrackingEndpoints.Private(http);
        var (found, problem) = await proofs.FindAsync(request, http);
        if (found is not var (accountId, orderId))
            return problem!;

        var grain = grains.GetGrain<IOrderGrain>(GrainKey.Of(accountId, orderId));
        if (await grain.Find() is not { Stage: not OrderStage.Draft } order)
            return TrackingEndpoints.NotFound();
        if (order.Stage != OrderStage.Cancelled && !await orders.IsLeftToCustomersAsync(order))
            return Problems.Of(409, "shop-cancels", "The shop cancels orders itself: ring it.");

        // The order decides, whatever was read before: somebody may have set off in between.
        var change = new ChangeOrderStatus(OrderWords.Of(OrderStatus.Cancelled), Reason: request.Reason);
        var command = new Command(
            accountId, new Actor(ActorKind.Customer, orderId.ToString("N")), "orders.cancel", headers.IdempotencyKey,
            headers.RequestHash, RequestTrace.Id);
        var outcome = await GrainRetry.Once(() => grain.ChangeStatus(change, command));
        if (outcome.Refusal is OrderRefusal.NotPermitted or OrderRefusal.IllegalTransition)
            return Problems.Of(409, "too-late-to-cancel", "Somebody set off already, or it has ended: ring the shop.");
        if (outcome.IsRefused)
            return OrderProblems.From(outcome, 0);
        if (outcome.IsReplayed)
            http.SetReplayed();
        var whole = await orders.FindAsync(accountId, orderId, http.RequestAborted);
        return whole is null ? TrackingEndpoints.NotFound() : TypedResults.Ok(whole);
    }
}
