using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Http;
using Platform.Ids;
using Platform.Shops;

namespace Platform.Accounts;

/// <summary>Invitations: made, seen while they are open, taken back, accepted.</summary>
internal static class InvitationEndpoints
{
    public static void MapInvitations(this IEndpointRouteBuilder api)
    {
        var invitations = api.MapGroup("/invitations").WithTags("Accounts");
        invitations.MapGet("", Open).RequireAuthorization(Policies.MembersManage)
            .WithExample(response: AccountExamples.OpenInvitations);
        invitations.MapPost("", Invite).RequireAuthorization(Policies.MembersManage).CreatesWithKey().WithExample(
            new InviteRequest("staff@example.com", GivenRole.Staff), AccountExamples.Invitation);
        invitations.MapDelete("/{id:guid}", Revoke).RequireAuthorization(Policies.MembersManage).WithExample();
        invitations.MapPost("/accept", Accept).AllowAnonymous().LimitedAs(RateClass.SignIn).WithExample(
            new AcceptInvitationRequest(AccountExamples.Invitation.Token, "Sam Staff", "correct horse battery"),
            AccountExamples.Tokens);
    }

    // All at once: an account has few that are open.
    private static async Task<Ok<Page<OpenInvitationAnswer>>> Open(
        Caller caller, IGrainFactory grains, TimeProvider clock, HttpContext http)
    {
        var account = await Account(grains, caller.AccountId).View();
        http.SetPosition(account?.Position ?? 0);
        var now = clock.GetUtcNow();
        return TypedResults.Ok(new Page<OpenInvitationAnswer>(
            [
                .. (account?.Invitations ?? []).Where(invitation => IsOpen(invitation, caller, now))
                    .OrderByDescending(invitation => invitation.CreatedAt)
                    .Select(invitation => new OpenInvitationAnswer(
                        invitation.InvitationId, invitation.Email, invitation.Role, invitation.ShopId,
                        invitation.InvitedBy, invitation.CreatedAt, invitation.ExpiresAt)),
            ],
            null));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Revoke(
        Guid id, Caller caller, CommandHeaders headers, IGrainFactory grains, TimeProvider clock)
    {
        var grain = Account(grains, caller.AccountId);
        var now = clock.GetUtcNow();
        if (await grain.View() is not { } account
            || account.Invitations.FirstOrDefault(one => one.InvitationId == id) is not { } invitation
            || !IsOpen(invitation, caller, now))
        {
            return Problems.NotFound("invitation");
        }

        var outcome = await GrainRetry.Once(
            () => grain.RevokeInvitation(caller.Command("invitations.revoke", headers), caller.Role, id));
        return outcome.Refusal is { } refusal ? AccountProblems.From(refusal) : TypedResults.NoContent();
    }

    private static async Task<Results<Created<InvitationAnswer>, ProblemHttpResult>> Invite(
        InviteRequest request, Caller caller, CommandHeaders headers, IGrainFactory grains, Tokens tokens,
        TimeProvider clock, HttpContext http)
    {
        var isOfAnyShop = request is { Role: GivenRole.Vendor, ShopId: null };
        if (!isOfAnyShop && await ShopEndpoints.NotOursAsync(request.ShopId, caller, grains) is { } notOurs)
            return notOurs;
        var id = NameBasedId.Of(
            "invitation", caller.AccountId.ToString(), caller.Actor.ToString(), headers.IdempotencyKey!);
        var email = AccountLimits.Email(request.Email);
        var userId = People.IdOf(email);
        var invitation = new NewInvitation(
            id, caller.Role, email, (Role)request.Role, request.ShopId,
            request.Role == GivenRole.Vendor ? userId : null, userId);
        var outcome = await GrainRetry.Once(() => Account(grains, caller.AccountId)
            .Invite(caller.Command("invitations.create", headers), invitation));
        if (outcome.Refusal is { } refusal)
            return AccountProblems.From(refusal);
        if (outcome.IsReplay)
            http.SetReplayed();
        var open = outcome.Account!.Invitations.FirstOrDefault(i => i.InvitationId == id);
        return TypedResults.Created(
            $"/api/v1/invitations/{id}",
            Shown(caller.AccountId, invitation, open?.CreatedAt ?? clock.GetUtcNow(), tokens));
    }

    private static async Task<Results<Ok<TokensAnswer>, ProblemHttpResult>> Accept(
        AcceptInvitationRequest request, IGrainFactory grains, Tokens tokens, People people, SignIns signIns,
        TimeProvider clock, Identities identities, HttpContext http)
    {
        if (tokens.ReadInvitation(request.Token) is not var (accountId, invitationId)
            || await Account(grains, accountId).View() is not { } account
            || account.Invitations.FirstOrDefault(open => open.InvitationId == invitationId) is not { } invitation
            || !invitation.IsOpenAt(clock.GetUtcNow()))
        {
            return AccountProblems.From(AccountRefusal.UnknownInvitation);
        }

        var login = await people.FindOrCreateAsync(
            invitation.Email, request.Name, request.Password, http.RequestAborted);
        if (login is null)
            return AccountProblems.OtherPassword();

        var outcome = await people.JoinAsync(accountId, invitation, login.UserId);
        if (outcome.Refusal is { } refusal)
            return AccountProblems.From(refusal);
        identities.Forget(login.UserId);
        return await signIns.StartAsync(login, SignInEndpoints.Device(http)) is { } started
            ? TypedResults.Ok(started)
            : AccountProblems.OtherPassword();
    }

    /// <summary>A new invitation with its token, which nobody is shown again.</summary>
    public static InvitationAnswer Shown(
        Guid accountId, NewInvitation invitation, DateTimeOffset createdAt, Tokens tokens) => new(
        invitation.InvitationId, invitation.Email, invitation.Role, invitation.ShopId,
        createdAt + Invitation.Life, tokens.Invitation(accountId, invitation.InvitationId));

    // A vendor works for the account, whoever of it invites him.
    private static bool IsOpen(Invitation invitation, Caller caller, DateTimeOffset now) =>
        invitation.IsOpenAt(now) && (invitation.Role == Role.Vendor || caller.Sees(invitation.ShopId));

    private static IAccountGrain Account(IGrainFactory grains, Guid accountId) =>
        grains.GetGrain<IAccountGrain>(accountId.ToString("N"));
}
