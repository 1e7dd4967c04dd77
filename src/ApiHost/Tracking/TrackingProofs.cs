using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Http;
using Platform.Orders;

namespace Platform.Tracking;

/// <summary>Finds the order that a proof fits, as rarely as may be tried, and after the same time whether there is one
/// or not.</summary>
internal sealed class TrackingProofs(
    TrackingLinks links, ITrackingReader reader, IProofAttempts attempts, EvenTime evenly)
{
    /// <summary>The order that a customer speaks of, by the link's token or by the number and a proof; or why
    /// not.</summary>
    public async Task<((Guid AccountId, Guid OrderId)? Found, ProblemHttpResult? Problem)> FindAsync(
        ICustomerRequest request, HttpContext http)
    {
        if (request.Token is { } token)
            return links.Read(token) is { } named ? (named, null) : (null, TrackingEndpoints.NotFound());
        var (proven, problem) = await FindAsync(request.OrderNumber!, request.Proof!, http);
        return proven is null ? (null, problem) : ((proven.AccountId, proven.OrderId), null);
    }

    /// <summary>The order's facts, or why not. Never both.</summary>
    public async Task<(ProofFacts? Proven, ProblemHttpResult? Problem)> FindAsync(
        string orderNumber, string proof, HttpContext http)
    {
        if (OrderNumber.TryRead(orderNumber) is not { } number)
            return (null, TrackingEndpoints.NotFound());
        if (await attempts.TryAsync(number, http.RequestAborted) is { } wait)
        {
            http.SetRetryAfter(wait);
            return (null, Problems.Of(429, "too-many-requests", "Wait as long as Retry-After says."));
        }

        var proven = await evenly.AnswerAsync(
            async () => await reader.FindForProofAsync(number, http.RequestAborted) is { } facts
                && Proof.Fits(proof, facts) ? facts : null,
            http.RequestAborted);
        return proven is null ? (null, TrackingEndpoints.NotFound()) : (proven, null);
    }
}
