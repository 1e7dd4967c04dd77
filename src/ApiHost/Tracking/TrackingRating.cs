using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Commits;
using Platform.Http;
using Platform.Ids;
using Platform.Orders;

namespace Platform.Tracking;

/// <summary>The customer says what they think of the work. They prove themselves as for seeing the order.</summary>
internal static class TrackingRating
{
    public static async Task<Results<Ok<TrackedAnswer>, ProblemHttpResult>> Rate(
        RatingRequest request, TrackingProofs proofs, TrackedOrders orders, IGrainFactory grains, HttpContext http)
    {
        TrackingEndpoints.Private(http);
        var (found, problem) = await proofs.FindAsync(request, http);
        if (found is not var (accountId, orderId))
            return problem!;

        var grain = grains.GetGrain<IOrderGrain>(GrainKey.Of(accountId, orderId));
        if (await grain.Find() is not { Stage: not OrderStage.Draft })
            return TrackingEndpoints.NotFound();
        var command = new Command(
            accountId, new Actor(ActorKind.Customer, orderId.ToString("N")), "orders.rate", TraceId: RequestTrace.Id);
        var outcome = await GrainRetry.Once(() => grain.Rate(new RateOrder(request.Stars, request.Comment), command));
        if (outcome.IsRefused)
            return OrderProblems.From(outcome, 0);
        var whole = await orders.FindAsync(accountId, orderId, http.RequestAborted);
        return whole is null ? TrackingEndpoints.NotFound() : TypedResults.Ok(whole);
    }
}
