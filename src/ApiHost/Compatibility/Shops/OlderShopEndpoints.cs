using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.Accounts;
using Platform.Http;
using Platform.Ids;
using Platform.Shops;
using Platform.Sites;

namespace Platform.Compatibility;

/// <summary>Shops as the earlier telephone service asks for them: by the number of their location.</summary>
internal static class OlderShopEndpoints
{
    private const string Provider = "twilio";
    private const int ShopsLookedAt = 200;

    public static void MapOlderShops(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/shop/setup", Setup).RequireAuthorization(Policies.ShopsWrite).CreatesWithOptionalKey()
            .WithExample(OlderShopExamples.Request, OlderShopExamples.Setup);
        routes.MapGet("/shops", List).RequireAuthorization(Policies.ShopsRead)
            .WithExample(response: OlderShopExamples.List);
        routes.MapGet("/shop/{location_id:long}/config", Config).RequireAuthorization(Policies.ShopsRead)
            .WithExample(response: OlderShopExamples.Config);
    }

    private static async Task<Results<
        Ok<ShopSetupAnswer>, Created<ShopSetupAnswer>, Accepted<ShopSetupAnswer>, ProblemHttpResult>> Setup(
        ShopSetupRequest request, Caller caller, CommandHeaders headers, IGrainFactory grains, IShopReader reader,
        ISiteFindings findings, HttpContext http)
    {
        var number = Phones.PhoneNumber.TryRead(request.PhoneNumber, "US")!;
        var known = (await reader.FindByLocationAsync(caller.AccountId, request.LocationId, http.RequestAborted)).Value;
        if (known is not null && !caller.Sees(known.Shop.Id))
            return Problems.NotFound("shop");
        var id = known?.Shop.Id ?? NameBasedId.Of(
            "shop-at", caller.AccountId.ToString("N"), $"{request.LocationId}");
        // Before anything is written: a number that rings elsewhere leaves nothing behind.
        if (await grains.GetGrain<IPhoneNumberGrain>(number).Find() is { } owner && owner.ShopId != id)
            return ShopProblems.From(ShopRefusal.NumberTaken);

        var grain = grains.GetGrain<IShopGrain>(GrainKey.Of(caller.AccountId, id));
        var details = known is null
            ? Details(request, await ZoneAsync(request, caller, reader, http))
            : Details(request, known.Shop.Details);
        var outcome = await GrainRetry.Once(() => known is null
            ? grain.Create(details, caller.Command("shops.create", headers))
            : grain.Change(details, known.Version, caller.Command("shops.change", headers)));
        if (!outcome.IsRefused)
        {
            outcome = await GrainRetry.Once(() => grain.AddNumber(
                new ShopNumber(number, Provider), caller.Command("shops.add-number", headers)));
        }

        if (outcome.IsRefused)
            return ShopProblems.From(outcome.Refusal.Value);
        http.SetPosition(outcome.Position);
        http.SetVersion(outcome.Shop.Version);
        var answer = OlderShopShapes.Setup(outcome.Shop, number, known is null);
        if (request.WebsiteUrl is not null)
        {
            var import = await OlderSiteReading.StartAsync(outcome.Shop, caller, headers, grains, findings, http);
            return TypedResults.Accepted(
                $"/api/v1/shops/{id:D}/site-imports/{import.Id:D}",
                answer with { JobId = import.Id, JobStatus = SiteWords.Of(import.Status) });
        }

        return known is null
            ? TypedResults.Created($"/shop/{request.LocationId}/config", answer)
            : TypedResults.Ok(answer);
    }

    private static async Task<Ok<OlderShopsAnswer>> List(
        PageRequest page, Caller caller, IShopReader reader, Cursors cursors, HttpContext http)
    {
        var found = await ShopPage.ReadAsync(page, caller, reader, cursors, http);
        return TypedResults.Ok(new OlderShopsAnswer(
            [.. found.Shops.Select(OlderShopShapes.Listed)], found.Shops.Count, found.Next));
    }

    private static async Task<Results<Ok<ShopConfigAnswer>, ProblemHttpResult>> Config(
        [FromRoute(Name = "location_id")] long locationId, Caller caller, IShopReader reader,
        HttpContext http)
    {
        if (locationId is < 0 or > int.MaxValue)
            return Problems.NotFound("shop");
        var found = await reader.FindByLocationAsync(caller.AccountId, (int)locationId, http.RequestAborted);
        http.SetPosition(found.Position);
        return found.Value is { } shop && caller.Sees(shop.Shop.Id)
            ? TypedResults.Ok(OlderShopShapes.Config(shop))
            : Problems.NotFound("shop");
    }

    private static ShopDetails Details(ShopSetupRequest request, string zone) => new()
    {
        Name = request.BusinessName.Trim(),
        TimeZone = zone,
        Currency = "USD",
        LegacyLocationId = request.LocationId,
        WebsiteUrl = request.WebsiteUrl,
    };

    private static ShopDetails Details(ShopSetupRequest request, ShopDetails known) => known with
    {
        Name = request.BusinessName.Trim(),
        TimeZone = request.Timezone ?? known.TimeZone,
        WebsiteUrl = request.WebsiteUrl ?? known.WebsiteUrl,
    };

    // The earlier system knew no zones. Shops of one business are most often in one.
    private static async Task<string> ZoneAsync(
        ShopSetupRequest request, Caller caller, IShopReader reader, HttpContext http)
    {
        if (request.Timezone is { } zone)
            return zone;
        var shops = await reader.ListAsync(caller.AccountId, null, null, ShopsLookedAt, http.RequestAborted);
        return shops.Value.Select(shop => shop.Shop.Details.TimeZone).Distinct().ToList() is [var only] ? only : "UTC";
    }
}
