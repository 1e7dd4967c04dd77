using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts;
using Platform.Commits;
using Platform.Http;
using Platform.Ids;
using Platform.Orders;
using Platform.Shops;
using Platform.Vendors;

namespace Platform.Dispatch;

/// <summary>What a signed-in vendor is offered, over all accounts whose roster he is on, and what he says to
/// it.</summary>
internal static class OfferEndpoints
{
    public static void MapOffers(this IEndpointRouteBuilder api)
    {
        var offers = api.MapGroup("/vendor/offers").WithTags("Dispatch").RequireAuthorization(Policies.Vendor);
        offers.MapGet("", List).WithExample(response: OfferShapes.JobOffersExample);
        offers.MapPost("/{orderId:guid}/accept", Accept).WithExample(response: OfferShapes.AnsweredExample);
        offers.MapPost("/{orderId:guid}/decline", Decline).WithExample(
            response: OfferShapes.AnsweredExample with { Status = OfferStatus.Declined });
    }

    private static async Task<Ok<Page<JobOfferAnswer>>> List(
        PageRequest page, Caller caller, IOfferReader reader, IGrainFactory grains, TimeProvider clock,
        HttpContext http)
    {
        var vendorId = caller.VendorId!.Value;
        var found = await reader.OpenAsync(vendorId, page.Limit, http.RequestAborted);
        http.SetPosition(found.Position);
        var now = clock.GetUtcNow();
        var offered = await Task.WhenAll(found.Value.Select(name => Order(grains, name).FindOffer(vendorId)));
        var open = offered.OfType<OfferedOrder>()
            .Where(one => one.Offer.Status == OfferStatus.Offered && one.Offer.ExpiresAt > now).ToList();

        var accounts = await AccountNamesAsync(open, grains);
        var shops = await ShopNamesAsync(open, grains);
        // The list is as long as the vendor has open offers; what the limit cuts is shown when the others are answered.
        return TypedResults.Ok(new Page<JobOfferAnswer>(
            [
                .. open.Select(one => OfferShapes.Job(
                    one, accounts.GetValueOrDefault(one.Order.AccountId),
                    shops.GetValueOrDefault(one.Order.ShopId ?? Guid.Empty))),
            ],
            NextCursor: null));
    }

    private static Task<Results<Ok<OfferAnswered>, ProblemHttpResult>> Accept(
        Guid orderId, Caller caller, CommandHeaders headers, IOfferReader reader, IGrainFactory grains,
        HttpContext http) =>
        AnswerAsync(
            orderId, "accept", caller, headers, reader, grains, http,
            (order, vendorId, command) => order.Accept(vendorId, command));

    private static Task<Results<Ok<OfferAnswered>, ProblemHttpResult>> Decline(
        Guid orderId, Caller caller, CommandHeaders headers, IOfferReader reader, IGrainFactory grains,
        HttpContext http) =>
        AnswerAsync(
            orderId, "decline", caller, headers, reader, grains, http,
            (order, vendorId, command) => order.Decline(vendorId, command));

    private static async Task<Results<Ok<OfferAnswered>, ProblemHttpResult>> AnswerAsync(
        Guid orderId, string what, Caller caller, CommandHeaders headers, IOfferReader reader, IGrainFactory grains,
        HttpContext http, Func<IOrderGrain, Guid, Command, Task<OrderOutcome>> ask)
    {
        var vendorId = caller.VendorId!.Value;
        if (await reader.AccountOfferingAsync(vendorId, orderId, http.RequestAborted) is not { } accountId
            || !await TakesOrdersAsync(grains, accountId, vendorId))
        {
            return Problems.NotFound("offer");
        }

        var order = Order(grains, new(accountId, orderId));
        var command = caller.Command($"offers.{what}/{orderId:N}", headers) with
        {
            AccountId = accountId,
            Actor = new Actor(ActorKind.Vendor, vendorId.ToString()),
        };
        var outcome = await GrainRetry.Once(() => ask(order, vendorId, command));
        if (outcome.IsRefused)
            return OrderProblems.From(outcome, version: 0);

        http.SetPosition(outcome.Order.Position);
        http.SetVersion(outcome.Order.Version);
        if (outcome.IsReplayed)
            http.SetReplayed();
        return TypedResults.Ok(OfferShapes.Answered((await order.FindOffer(vendorId))!));
    }

    // Who was taken off the roster answers no offers, also while they are still being withdrawn; nor does who never
    // accepted this account's invitation.
    public static async Task<bool> TakesOrdersAsync(IGrainFactory grains, Guid accountId, Guid vendorId)
    {
        var entry = await grains.GetGrain<IRosterEntryGrain>(GrainKey.Of(accountId, vendorId)).Find();
        return entry.Value is { Entry.TakesOrders: true };
    }

    private static async Task<Dictionary<Guid, string>> AccountNamesAsync(
        IEnumerable<OfferedOrder> offered, IGrainFactory grains)
    {
        var accounts = await Task.WhenAll(offered.Select(one => one.Order.AccountId).Distinct()
            .Select(id => grains.GetGrain<IAccountGrain>(id.ToString("N")).View()));
        return accounts.OfType<AccountView>().ToDictionary(account => account.AccountId, account => account.Name);
    }

    private static async Task<Dictionary<Guid, string>> ShopNamesAsync(
        IEnumerable<OfferedOrder> offered, IGrainFactory grains)
    {
        var keys = offered.Where(one => one.Order.ShopId is not null)
            .Select(one => GrainKey.Of(one.Order.AccountId, one.Order.ShopId!.Value)).Distinct(StringComparer.Ordinal);
        var shops = await Task.WhenAll(keys.Select(key => grains.GetGrain<IShopGrain>(key).Find()));
        return shops.Select(found => found.Value?.Shop).OfType<Shop>()
            .ToDictionary(shop => shop.Id, shop => shop.Details.Name);
    }

    private static IOrderGrain Order(IGrainFactory grains, OrderName name) =>
        grains.GetGrain<IOrderGrain>(GrainKey.Of(name.AccountId, name.OrderId));
}
