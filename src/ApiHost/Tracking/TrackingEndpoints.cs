using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Http;
using Platform.Orders;

namespace Platform.Tracking;

/// <summary>Where is my order? The number tells the step; a token or a proof tells the rest. A wrong proof and an order
/// that is not there get the same answer after the same time.</summary>
internal static class TrackingEndpoints
{
    private const string AnyNumber = "-";

    public static void AddTracking(this WebApplicationBuilder builder)
    {
        builder.Services.AddJsonContext(TrackingJson.Default);
        builder.Services.AddSingleton<TrackingLinks>();
        builder.Services.AddSingleton<EvenTime>();
        builder.Services.AddSingleton<TrackingProofs>();
        builder.Services.AddSingleton<TrackedOrders>();
    }

    public static void MapTracking(this IEndpointRouteBuilder api)
    {
        var track = api.MapGroup("/track").WithTags("Tracking").AllowAnonymous().LimitedAs(RateClass.Public);
        track.MapGet("/{orderNumber}", Look).WithExample(response: TrackingExamples.Stub);
        track.MapPut("/rating", TrackingRating.Rate)
            .WithExample(TrackingExamples.Rating, TrackingExamples.Whole);
        track.MapPost("/cancel", TrackingCancel.Cancel).CreatesWithOptionalKey()
            .WithExample(TrackingExamples.Cancel, TrackingExamples.Whole);
        track.MapPost("", Prove).WithExample(TrackingExamples.Request, TrackingExamples.Whole);
    }

    public static async Task<Results<Ok<StubAnswer>, Ok<TrackedAnswer>, ProblemHttpResult>> Look(
        string orderNumber, string? token, ITrackingReader reader, TrackingLinks links, TrackedOrders orders,
        HttpContext http)
    {
        Private(http);
        if (token is not null)
        {
            var found = links.Read(token) is var (accountId, orderId)
                ? await orders.FindAsync(accountId, orderId, http.RequestAborted)
                : null;
            var isAsked = orderNumber == AnyNumber || OrderNumber.TryRead(orderNumber) == found?.OrderNumber;
            return found is not null && isAsked ? TypedResults.Ok(found) : NotFound();
        }

        return OrderNumber.TryRead(orderNumber) is { } number
            && await reader.FindAsync(number, http.RequestAborted) is { } stub
            ? TypedResults.Ok(TrackingShapes.Stub(number, stub))
            : NotFound();
    }

    private static async Task<Results<Ok<TrackedAnswer>, ProblemHttpResult>> Prove(
        TrackRequest request, TrackingProofs proofs, TrackedOrders orders, HttpContext http)
    {
        Private(http);
        var (proven, problem) = await proofs.FindAsync(request.OrderNumber, request.Proof, http);
        if (proven is null)
            return problem!;
        var whole = await orders.FindAsync(proven.AccountId, proven.OrderId, http.RequestAborted);
        return whole is null ? NotFound() : TypedResults.Ok(whole);
    }

    public static void Private(HttpContext http) => http.Response.Headers.CacheControl = "no-store";

    public static ProblemHttpResult NotFound() =>
        Problems.Of(404, "not-found", "There is no such order, or that does not prove that it is yours.");
}
