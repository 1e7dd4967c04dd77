using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts;
using Platform.Http;
using Platform.Ids;

namespace Platform.Shops;

/// <summary>Shops and their numbers.</summary>
internal static class ShopEndpoints
{
    public static void MapShops(this IEndpointRouteBuilder api)
    {
        var shops = api.MapGroup("/shops").WithTags("Shops");
        shops.MapGet("", List).RequireAuthorization(Policies.ShopsRead).WithExample(response: ShopExamples.Shops);
        shops.MapPost("", Create).RequireAuthorization(Policies.ShopsWrite).CreatesWithKey()
            .WithExample(ShopExamples.Request, ShopExamples.Answer);
        shops.MapGet("/{id:guid}", Get).RequireAuthorization(Policies.ShopsRead)
            .WithExample(response: ShopExamples.Answer);
        shops.MapPatch("/{id:guid}", Change).RequireAuthorization(Policies.ShopsWrite).ChangesWithVersion()
            .WithExample(ShopExamples.Patch, ShopExamples.Answer);
        shops.MapPost("/{id:guid}/numbers", AddNumber).RequireAuthorization(Policies.ShopsWrite).CreatesWithKey()
            .WithExample(ShopExamples.Number, ShopExamples.Answer);
        shops.MapDelete("/{id:guid}/numbers/{e164}", RemoveNumber).RequireAuthorization(Policies.ShopsWrite)
            .WithExample(response: ShopExamples.Answer);
    }

    private static async Task<Ok<Page<ShopAnswer>>> List(
        PageRequest page, Caller caller, IShopReader reader, Cursors cursors, HttpContext http)
    {
        var found = await ShopPage.ReadAsync(page, caller, reader, cursors, http);
        return TypedResults.Ok(new Page<ShopAnswer>([.. found.Shops.Select(ShopShapes.Answer)], found.Next));
    }

    private static async Task<Results<Created<ShopAnswer>, ProblemHttpResult>> Create(
        ShopRequest request, Caller caller, CommandHeaders headers, IGrainFactory grains, HttpContext http)
    {
        var command = caller.Command("shops.create", headers);
        var id = NameBasedId.Of(
            "shop", caller.AccountId.ToString("N"), caller.Actor.ToString(), headers.IdempotencyKey!);
        var outcome = await GrainRetry.Once(
            () => Shop(grains, caller, id).Create(ShopShapes.Details(request), command));
        if (outcome.IsRefused)
            return ShopProblems.From(outcome.Refusal.Value);
        Stamp(http, outcome);
        return TypedResults.Created($"/api/v1/shops/{id:D}", ShopShapes.Answer(outcome.Shop));
    }

    private static async Task<Results<Ok<ShopAnswer>, ProblemHttpResult>> Get(
        Guid id, Caller caller, IGrainFactory grains, HttpContext http)
    {
        if (!caller.Sees(id))
            return Problems.NotFound("shop");

        var found = await Shop(grains, caller, id).Find();
        if (found.Value is not { } shop)
            return Problems.NotFound("shop");
        http.SetPosition(found.Position);
        http.SetVersion(shop.Version);
        return TypedResults.Ok(ShopShapes.Answer(shop));
    }

    private static async Task<Results<Ok<ShopAnswer>, ProblemHttpResult>> Change(
        Guid id, ShopPatch patch, Caller caller, CommandHeaders headers, IGrainFactory grains, HttpContext http)
    {
        var shop = Shop(grains, caller, id);
        if (!caller.Sees(id) || (await shop.Find()).Value is not { } known)
            return Problems.NotFound("shop");

        var version = headers.DecidedOn(known.Version);
        var details = ShopShapes.Patched(known.Shop.Details, patch);
        return Answer(http, await GrainRetry.Once(
            () => shop.Change(details, version, caller.Command("shops.change", headers))));
    }

    private static async Task<Results<Created<ShopAnswer>, ProblemHttpResult>> AddNumber(
        Guid id, NumberRequest request, Caller caller, CommandHeaders headers, IGrainFactory grains, HttpContext http)
    {
        if (!caller.Sees(id))
            return Problems.NotFound("shop");

        var number = new ShopNumber(
            Phones.PhoneNumber.TryRead(request.PhoneNumber, "US")!, request.Provider ?? "twilio");
        var outcome = await GrainRetry.Once(
            () => Shop(grains, caller, id).AddNumber(number, caller.Command("shops.add-number", headers)));
        if (outcome.IsRefused)
            return ShopProblems.From(outcome.Refusal.Value);
        Stamp(http, outcome);
        return TypedResults.Created($"/api/v1/shops/{id:D}", ShopShapes.Answer(outcome.Shop));
    }

    private static async Task<Results<Ok<ShopAnswer>, ProblemHttpResult>> RemoveNumber(
        Guid id, string e164, Caller caller, CommandHeaders headers, IGrainFactory grains, HttpContext http)
    {
        if (!caller.Sees(id) || !Phones.PhoneNumber.IsE164(e164))
            return Problems.NotFound("number");
        return Answer(http, await GrainRetry.Once(
            () => Shop(grains, caller, id).RemoveNumber(e164, caller.Command("shops.remove-number", headers))));
    }

    /// <summary>The wrong field, when a request binds somebody to a shop that the account does not have, or to more
    /// than the caller is bound to.</summary>
    public static async ValueTask<ProblemHttpResult?> NotOursAsync(Guid? shopId, Caller caller, IGrainFactory grains)
    {
        if (!caller.Sees(shopId))
            return Problems.Invalid("/shop_id", "must be the shop that you are bound to");
        return shopId is { } id && (await Shop(grains, caller, id).Find()).Value is null
            ? Problems.Invalid("/shop_id", "is no shop of this account")
            : null;
    }

    private static IShopGrain Shop(IGrainFactory grains, Caller caller, Guid id) =>
        grains.GetGrain<IShopGrain>(GrainKey.Of(caller.AccountId, id));

    private static Results<Ok<ShopAnswer>, ProblemHttpResult> Answer(HttpContext http, ShopOutcome outcome)
    {
        if (outcome.IsRefused)
            return ShopProblems.From(outcome.Refusal.Value);
        Stamp(http, outcome);
        return TypedResults.Ok(ShopShapes.Answer(outcome.Shop));
    }

    private static void Stamp(HttpContext http, ShopOutcome outcome)
    {
        http.SetPosition(outcome.Position);
        http.SetVersion(outcome.Shop!.Version);
        if (outcome.IsReplayed)
            http.SetReplayed();
    }
}
