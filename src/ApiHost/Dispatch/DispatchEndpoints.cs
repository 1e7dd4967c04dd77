using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts;
using Platform.Http;
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
        api.MapOffers();
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
