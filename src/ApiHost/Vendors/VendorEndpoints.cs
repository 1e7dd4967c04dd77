using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts;
using Platform.Http;
using Platform.Ids;

namespace Platform.Vendors;

/// <summary>An account's roster, and what vendors say about being there.</summary>
internal static class VendorEndpoints
{
    public static void AddVendors(this WebApplicationBuilder builder) =>
        builder.Services.AddJsonContext(VendorHttpJson.Default);

    public static void MapVendors(this IEndpointRouteBuilder api)
    {
        var vendors = api.MapGroup("/vendors").WithTags("Vendors");
        vendors.MapGet("", List).RequireAuthorization(Policies.VendorsRead)
            .WithExample(response: VendorExamples.List);
        vendors.MapPost("", Add).RequireAuthorization(Policies.VendorsWrite).CreatesWithKey()
            .WithExample(VendorExamples.Request, VendorExamples.Answer with { InvitationToken = "AAAAARCg…" });
        vendors.MapGet("/{id:guid}", Get).RequireAuthorization(Policies.VendorsRead)
            .WithExample(response: VendorExamples.Answer);
        vendors.MapPatch("/{id:guid}", Change).RequireAuthorization(Policies.VendorsWrite).ChangesWithVersion()
            .WithExample(new VendorPatch(Status: RosterStatus.Approved), VendorExamples.Answer);
        api.MapPost("/vendor/presence", Show).WithTags("Vendors").RequireAuthorization(Policies.Vendor)
            .WithExample(new PresenceRequest(Online: true), VendorExamples.Presence);
    }

    private static async Task<Ok<Page<VendorAnswer>>> List(
        PageRequest page, Caller caller, IRosterReader reader, IVendorFiguresReader figures, Cursors cursors,
        TimeProvider clock, HttpContext http)
    {
        var filters = $"vendors|{caller.AccountId}";
        var after = cursors.ReadNamed(page.Cursor, filters) is { } key ? new RosterCursor(key.Name, key.Id) : null;
        var found = await reader.ListAsync(caller.AccountId, after, page.Limit, http.RequestAborted);
        http.SetPosition(found.Position);
        var ratings = await figures.RatingsAsync(
            caller.AccountId, [.. found.Value.Select(row => row.Found.Entry.VendorId)], caller.ShopId,
            http.RequestAborted);
        var now = clock.GetUtcNow();
        var last = found.Value.Count == page.Limit ? found.Value[^1].Found.Entry : null;
        return TypedResults.Ok(new Page<VendorAnswer>(
            [
                .. found.Value.Select(row => VendorShapes.Answer(
                    row.Found, row.Presence, now, ratings.GetValueOrDefault(row.Found.Entry.VendorId))),
            ],
            last is null ? null : cursors.WriteNamed(filters, last.Card.Name, last.VendorId)));
    }

    private static async Task<Results<Created<VendorAnswer>, ProblemHttpResult>> Add(
        VendorRequest request, Caller caller, CommandHeaders headers, IGrainFactory grains, Tokens tokens,
        IRosterReader roster, TimeProvider clock, HttpContext http)
    {
        var card = VendorShapes.Card(request);
        // Who has an e-mail is one vendor on the whole platform, whichever account asks first.
        var id = card.Email is { } email
            ? People.IdOf(email)
            : NameBasedId.Of(
                "vendor", caller.AccountId.ToString("N"), caller.Actor.ToString(), headers.IdempotencyKey!);
        if (card.Email is not null && !await MayInviteAsync(caller, card.Email, id, grains, clock))
            return AccountProblems.From(AccountRefusal.Full);
        var outcome = await GrainRetry.Once(
            () => Entry(grains, caller, id).Add(card, caller.Command("vendors.add", headers)));
        if (outcome.IsRefused)
            return VendorProblems.From(outcome.Refusal.Value);

        // Who came by an invitation before he was put on the roster has accepted already.
        if (outcome.Entry.Entry.AcceptedAt is null
            && await roster.HasAcceptedAsync(caller.AccountId, id, http.RequestAborted))
        {
            outcome = await GrainRetry.Once(
                () => Entry(grains, caller, id).Accept(caller.Command("vendors.accept", headers)));
            if (outcome.IsRefused)
                return VendorProblems.From(outcome.Refusal.Value);
        }

        string? token = null;
        if (card.Email is not null)
        {
            // After the entry: a repetition of the request invites again what a crash in between left out.
            var invited = await InviteAsync(caller, headers, card.Email, id, grains, tokens);
            if (invited.Refusal is { } refusal)
                return AccountProblems.From(refusal);
            token = invited.Token;
        }

        Stamp(http, outcome);
        var presence = await Vendor(grains, id).Find();
        return TypedResults.Created(
            $"/api/v1/vendors/{id:D}",
            VendorShapes.Answer(outcome.Entry, presence, clock.GetUtcNow(), rating: null, token));
    }

    private static async Task<Results<Ok<VendorAnswer>, ProblemHttpResult>> Get(
        Guid id, Caller caller, IGrainFactory grains, IVendorFiguresReader figures, TimeProvider clock,
        HttpContext http)
    {
        var found = await Entry(grains, caller, id).Find();
        if (found.Value is not { } entry)
            return Problems.NotFound("vendor");
        http.SetPosition(found.Position);
        http.SetVersion(entry.Version);
        var rating = await RatingAsync(figures, caller, id, http);
        return TypedResults.Ok(VendorShapes.Answer(entry, await Vendor(grains, id).Find(), clock.GetUtcNow(), rating));
    }

    private static async Task<Results<Ok<VendorAnswer>, ProblemHttpResult>> Change(
        Guid id, VendorPatch patch, Caller caller, CommandHeaders headers, IGrainFactory grains,
        IVendorFiguresReader figures, TimeProvider clock, HttpContext http)
    {
        var grain = Entry(grains, caller, id);
        if ((await grain.Find()).Value is not { } known)
            return Problems.NotFound("vendor");

        var version = headers.DecidedOn(known.Version);
        var card = VendorShapes.Patched(known.Entry.Card, patch);
        var outcome = await GrainRetry.Once(
            () => grain.Change(card, version, caller.Command("vendors.change", headers)));
        if (outcome.IsRefused)
            return VendorProblems.From(outcome.Refusal.Value);
        Stamp(http, outcome);
        var rating = await RatingAsync(figures, caller, id, http);
        return TypedResults.Ok(
            VendorShapes.Answer(outcome.Entry, await Vendor(grains, id).Find(), clock.GetUtcNow(), rating));
    }

    private static async Task<VendorRating?> RatingAsync(
        IVendorFiguresReader figures, Caller caller, Guid id, HttpContext http) =>
        (await figures.RatingsAsync(caller.AccountId, [id], caller.ShopId, http.RequestAborted)).GetValueOrDefault(id);

    private static async Task<Ok<PresenceAnswer>> Show(
        PresenceRequest request, Caller caller, CommandHeaders headers, IGrainFactory grains)
    {
        var command = caller.Command("vendors.presence", headers);
        var presence = await GrainRetry.Once(() => Vendor(grains, caller.VendorId!.Value)
            .Show(request.Online, request.Latitude, request.Longitude, command));
        return TypedResults.Ok(new PresenceAnswer(presence.Online, presence.LastSeenAt));
    }

    // Before the entry: one on the roster whose invitation was refused would be half of what was asked. Who is on it
    // already was let in, or is refused for that.
    private static async Task<bool> MayInviteAsync(
        Caller caller, string email, Guid vendorId, IGrainFactory grains, TimeProvider clock) =>
        (await Entry(grains, caller, vendorId).Find()).Value is not null
        || await grains.GetGrain<IAccountGrain>(caller.AccountId.ToString("N")).View() is not { } account
        || AccountView.HasRoom(account.Members, account.Invitations, email, Role.Vendor, clock.GetUtcNow());

    private static async Task<(string? Token, AccountRefusal? Refusal)> InviteAsync(
        Caller caller, CommandHeaders headers, string email, Guid vendorId, IGrainFactory grains, Tokens tokens)
    {
        var id = NameBasedId.Of(
            "vendor-invitation", caller.AccountId.ToString("N"), caller.Actor.ToString(), headers.IdempotencyKey!);
        // A key that may write vendors may invite them, as a manager does.
        var by = caller.Role == Role.ApiKey ? Role.Manager : caller.Role;
        var invitation = new NewInvitation(id, by, email, Role.Vendor, ShopId: null, vendorId);
        var outcome = await GrainRetry.Once(() => grains
            .GetGrain<IAccountGrain>(caller.AccountId.ToString("N"))
            .Invite(caller.Command("vendors.invite", headers), invitation));
        return outcome.Refusal is { } refusal ? (null, refusal) : (tokens.Invitation(caller.AccountId, id), null);
    }

    private static void Stamp(HttpContext http, RosterOutcome outcome)
    {
        http.SetPosition(outcome.Position);
        http.SetVersion(outcome.Entry!.Version);
        if (outcome.IsReplayed)
            http.SetReplayed();
    }

    private static IRosterEntryGrain Entry(IGrainFactory grains, Caller caller, Guid id) =>
        grains.GetGrain<IRosterEntryGrain>(GrainKey.Of(caller.AccountId, id));

    private static IVendorGrain Vendor(IGrainFactory grains, Guid id) =>
        grains.GetGrain<IVendorGrain>(id.ToString("N"));
}
