using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts;
using Platform.Http;
using Platform.Ids;
using Platform.Orders;

namespace Platform.Calls;

/// <summary>Erases the caller of a call, and with them the person of its order.</summary>
internal static class CallErasure
{
    public static async Task<Results<Ok<CallAnswer>, ProblemHttpResult>> ErasePerson(
        Guid id, EraseCallerRequest request, Caller caller, CommandHeaders headers, IGrainFactory grains,
        HttpContext http)
    {
        if (caller.Role is not (Role.Owner or Role.PlatformAdmin))
            return Problems.Of(403, "forbidden", "Only owners and platform admins erase a person.");
        var grain = grains.GetGrain<ICallSessionGrain>(GrainKey.Of(caller.AccountId, id));
        if ((await grain.Find()).Value is not { Call: var call } || !caller.Sees(call.ShopId))
            return Problems.NotFound("call");

        var reason = request.Reason.Trim();
        // The order first: its erasure reaches the call by itself, should this request end here.
        if (call.OrderId is { } orderId
            && await EraseOrderAsync(orderId, reason, caller, headers, grains) is { } problem)
        {
            return problem;
        }

        var outcome = await GrainRetry.Once(() =>
            grain.ErasePerson(reason, caller.Command($"calls.erase-person/{id:N}", headers)));
        if (outcome.IsKeyReused)
            return Problems.KeyReused();
        if (outcome.IsReplayed)
            http.SetReplayed();
        http.SetPosition(outcome.Position);
        http.SetVersion(outcome.View!.Version);
        return TypedResults.Ok(CallShapes.Answer(outcome.View));
    }

    private static async Task<ProblemHttpResult?> EraseOrderAsync(
        Guid orderId, string reason, Caller caller, CommandHeaders headers, IGrainFactory grains)
    {
        var order = grains.GetGrain<IOrderGrain>(GrainKey.Of(caller.AccountId, orderId));
        var outcome = await GrainRetry.Once(() =>
            order.ErasePerson(reason, caller.Command($"orders.erase-person/{orderId:N}", headers)));
        return outcome.IsRefused && outcome.Refusal != OrderRefusal.Absent ? OrderProblems.From(outcome, 0) : null;
    }
}
