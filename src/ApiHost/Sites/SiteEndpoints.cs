using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts;
using Platform.Http;
using Platform.Ids;
using Platform.Shops;

namespace Platform.Sites;

/// <summary>Readings of a shop's web site: started, looked at, and what they found accepted or put aside.</summary>
internal static class SiteEndpoints
{
    public static void MapSiteImports(this IEndpointRouteBuilder api)
    {
        var imports = api.MapGroup("/shops/{id:guid}/site-imports").WithTags("Shops");
        imports.MapGet("", List).RequireAuthorization(Policies.ShopsRead)
            .WithSummary("Readings of the shop's web site, the last one first")
            .WithExample(response: SiteExamples.List);
        imports.MapPost("", Start).RequireAuthorization(Policies.ShopsWrite).CreatesWithKey()
            .WithSummary("Read the shop's web site").WithExample(SiteExamples.Request, SiteExamples.Started);
        imports.MapGet("/{import:guid}", Get).RequireAuthorization(Policies.ShopsRead)
            .WithSummary("Where it stands, and what was found").WithExample(response: SiteExamples.Ready);
        imports.MapPost("/{import:guid}/accept", Accept).RequireAuthorization(Policies.ShopsWrite)
            .ChangesWithVersion().WithSummary("Put what was chosen into the shop")
            .WithExample(SiteExamples.Accept, SiteExamples.Accepted);
        imports.MapPost("/{import:guid}/dismiss", Dismiss).RequireAuthorization(Policies.ShopsWrite)
            .ChangesWithVersion().WithSummary("Put it aside").WithExample(response: SiteExamples.Dismissed);
    }

    private static async Task<Results<Ok<Page<SiteImportAnswer>>, ProblemHttpResult>> List(
        Guid id, PageRequest page, Caller caller, ISiteFindings findings, IGrainFactory grains, Cursors cursors,
        HttpContext http)
    {
        if (await ShopAsync(id, caller, grains) is null)
            return Problems.NotFound("shop");
        var filters = $"site-imports|{caller.AccountId}|{id}";
        var before = cursors.ReadTimed(page.Cursor, filters) is { } key ? new SiteImportCursor(key.At, key.Id) : null;
        var found = await findings.ListAsync(caller.AccountId, id, before, page.Limit, http.RequestAborted);
        http.SetPosition(found.Position);
        var last = found.Value.Count == page.Limit ? found.Value[^1].Import : null;
        return TypedResults.Ok(new Page<SiteImportAnswer>(
            [.. found.Value.Select(import => SiteShapes.Answer(import, candidates: null))],
            last is null ? null : cursors.WriteTimed(filters, last.CreatedAt, last.Id)));
    }

    private static async Task<Results<Accepted<SiteImportAnswer>, ProblemHttpResult>> Start(
        Guid id, SiteImportRequest request, Caller caller, CommandHeaders headers, IGrainFactory grains,
        HttpContext http)
    {
        if (await ShopAsync(id, caller, grains) is not { } shop)
            return Problems.NotFound("shop");
        if ((request.WebsiteUrl ?? shop.Details.WebsiteUrl) is not { } address)
            return Problems.Invalid("/website_url", "is needed: the shop has no web site yet");
        var import = NameBasedId.Of(
            "site-import", caller.AccountId.ToString("N"), caller.Actor.ToString(), headers.IdempotencyKey!);
        var outcome = await GrainRetry.Once(() => Import(grains, caller, import).Start(
            id, address, caller.Command("site-imports.start", headers)));
        if (outcome.IsRefused)
            return SiteProblems.From(outcome);
        Stamp(http, outcome);
        return TypedResults.Accepted(
            $"/api/v1/shops/{id:D}/site-imports/{import:D}", SiteShapes.Answer(outcome.Import, []));
    }

    private static async Task<Results<Ok<SiteImportAnswer>, ProblemHttpResult>> Get(
        Guid id, Guid import, Caller caller, ISiteFindings findings, IGrainFactory grains, HttpContext http)
    {
        var found = await Import(grains, caller, import).Find();
        if (!IsOf(found.Value, id, caller))
            return Problems.NotFound("import");
        http.SetPosition(found.Position);
        http.SetVersion(found.Value!.Version);
        return TypedResults.Ok(await AnswerAsync(found.Value, findings, http));
    }

    private static async Task<Results<Ok<SiteImportAnswer>, ProblemHttpResult>> Accept(
        Guid id, Guid import, AcceptSiteImportRequest request, Caller caller, CommandHeaders headers,
        ISiteFindings findings, IGrainFactory grains, HttpContext http)
    {
        var grain = Import(grains, caller, import);
        return IsOf((await grain.Find()).Value, id, caller)
            ? await AnswerAsync(
                await GrainRetry.Once(() => grain.Accept(
                    [.. request.Candidates], headers.IfMatch, request.ShopVersion,
                    caller.Command("site-imports.accept", headers))),
                findings, http)
            : Problems.NotFound("import");
    }

    private static async Task<Results<Ok<SiteImportAnswer>, ProblemHttpResult>> Dismiss(
        Guid id, Guid import, Caller caller, CommandHeaders headers, ISiteFindings findings, IGrainFactory grains,
        HttpContext http)
    {
        var grain = Import(grains, caller, import);
        return IsOf((await grain.Find()).Value, id, caller)
            ? await AnswerAsync(
                await GrainRetry.Once(() => grain.Dismiss(
                    headers.IfMatch, caller.Command("site-imports.dismiss", headers))),
                findings, http)
            : Problems.NotFound("import");
    }

    private static async Task<Results<Ok<SiteImportAnswer>, ProblemHttpResult>> AnswerAsync(
        SiteImportOutcome outcome, ISiteFindings findings, HttpContext http)
    {
        if (outcome.IsRefused)
            return SiteProblems.From(outcome);
        Stamp(http, outcome);
        return TypedResults.Ok(await AnswerAsync(outcome.Import, findings, http));
    }

    private static async Task<SiteImportAnswer> AnswerAsync(
        VersionedSiteImport found, ISiteFindings findings, HttpContext http) => SiteShapes.Answer(
        found,
        found.Import.Found == 0
            ? []
            : (await findings.FindAsync(found.Import.AccountId, found.Import.Id, http.RequestAborted)).Value);

    private static async Task<Shop?> ShopAsync(Guid id, Caller caller, IGrainFactory grains) => caller.Sees(id)
        ? (await grains.GetGrain<IShopGrain>(GrainKey.Of(caller.AccountId, id)).Find()).Value?.Shop
        : null;

    private static bool IsOf(VersionedSiteImport? found, Guid shopId, Caller caller) =>
        found?.Import.ShopId == shopId && caller.Sees(shopId);

    private static ISiteImportGrain Import(IGrainFactory grains, Caller caller, Guid id) =>
        grains.GetGrain<ISiteImportGrain>(GrainKey.Of(caller.AccountId, id));

    private static void Stamp(HttpContext http, SiteImportOutcome outcome)
    {
        http.SetPosition(outcome.Position);
        http.SetVersion(outcome.Import!.Version);
        if (outcome.IsReplayed)
            http.SetReplayed();
    }
}
