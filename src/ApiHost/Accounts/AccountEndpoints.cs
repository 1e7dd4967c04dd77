using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Http;
using Platform.Ids;
using Platform.Shops;

namespace Platform.Accounts;

/// <summary>Accounts and their members.</summary>
internal static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder api)
    {
        var accounts = api.MapGroup("/accounts").WithTags("Accounts").RequireAuthorization(Policies.PlatformAdmin);
        accounts.MapGet("", List).WithExample(response: AccountExamples.Accounts);
        accounts.MapPost("", Create).CreatesWithKey().WithExample(
            new CreateAccountRequest("Northside Repairs", "owner@example.com"), AccountExamples.AccountCreated);

        var members = api.MapGroup("/members").WithTags("Accounts").RequireAuthorization(Policies.MembersManage);
        members.MapGet("", Members).WithExample(response: AccountExamples.Members);
        members.MapPatch("/{userId:guid}", ChangeMember).ChangesWithVersion().WithExample(
            new ChangeMemberRequest(GivenRole.Manager), AccountExamples.Member);
        members.MapDelete("/{userId:guid}", RemoveMember).WithExample();
    }

    private static async Task<Ok<Page<AccountAnswer>>> List(
        PageRequest page, IAccountReader reader, Cursors cursors, HttpContext http)
    {
        var after = cursors.ReadNamed(page.Cursor, "accounts");
        var found = await reader.AccountsAsync(after, page.Limit, http.RequestAborted);
        http.SetPosition(found.Position);
        return TypedResults.Ok(new Page<AccountAnswer>(
            [.. found.Value.Select(row => new AccountAnswer(row.AccountId, row.Name, row.CreatedAt, row.Members))],
            found.Value.Count < page.Limit
                ? null
                : cursors.WriteNamed("accounts", found.Value[^1].Name, found.Value[^1].AccountId)));
    }

    private static async Task<Results<Created<AccountCreated>, ProblemHttpResult>> Create(
        CreateAccountRequest request, Caller caller, CommandHeaders headers, IGrainFactory grains, Tokens tokens,
        HttpContext http)
    {
        var accountId = NameBasedId.Of("account", caller.Actor.ToString(), headers.IdempotencyKey!);
        var command = caller.Command("accounts.create", headers) with { AccountId = accountId };
        var grain = grains.GetGrain<IAccountGrain>(accountId.ToString("N"));
        var made = await GrainRetry.Once(() => grain.Create(command, new NewAccount(request.Name, OwnerId: null)));
        if (made.Refusal is { } refusal)
            return AccountProblems.From(refusal);

        var invitation = new NewInvitation(
            NameBasedId.Of("owner", accountId.ToString()), Role.PlatformAdmin, AccountLimits.Email(request.OwnerEmail),
            Role.Owner);
        var invited = await GrainRetry.Once(
            () => grain.Invite(command with { Operation = "accounts.invite" }, invitation));
        if (invited.Refusal is { } notInvited)
            return AccountProblems.From(notInvited);
        if (invited.IsReplay)
            http.SetReplayed();
        http.SetVersion(invited.Account!.Version);
        return TypedResults.Created(
            $"/api/v1/accounts/{accountId}",
            new AccountCreated(
                accountId, invited.Account.Name, invited.Account.CreatedAt,
                InvitationEndpoints.Shown(accountId, invitation, invited.Account.CreatedAt, tokens)));
    }

    private static async Task<Ok<Page<MemberAnswer>>> Members(
        PageRequest page, Caller caller, IAccountReader reader, Cursors cursors, HttpContext http)
    {
        var filters = $"members|{caller.AccountId}|{caller.ShopId}";
        var after = cursors.Read(page.Cursor, filters)?[0];
        var found = await reader.MembersAsync(
            caller.AccountId, caller.ShopId, after, page.Limit, http.RequestAborted);
        http.SetPosition(found.Position);
        return TypedResults.Ok(new Page<MemberAnswer>(
            [
                .. found.Value.Select(row => new MemberAnswer(
                    row.UserId, row.Email, row.Name, row.Role, row.ShopId, row.Since, row.Version)),
            ],
            found.Value.Count < page.Limit ? null : cursors.Write(filters, found.Value[^1].Email)));
    }

    private static async Task<Results<Ok<MemberAnswer>, ProblemHttpResult>> ChangeMember(
        Guid userId, ChangeMemberRequest request, Caller caller, CommandHeaders headers, IGrainFactory grains,
        Identities identities, HttpContext http)
    {
        var grain = grains.GetGrain<IAccountGrain>(caller.AccountId.ToString("N"));
        if (await FindAsync(grain, caller, userId) is null)
            return Problems.NotFound("member");
        if (await ShopEndpoints.NotOursAsync(request.ShopId, caller, grains) is { } notOurs)
            return notOurs;
        var change = new MemberChange(
            userId, caller.Role, (Role)request.Role, request.ShopId, headers.IfMatch);
        var outcome = await GrainRetry.Once(
            () => grain.ChangeMember(caller.Command("members.change", headers), change));
        if (outcome.Refusal is { } refusal)
            return AccountProblems.From(refusal);

        identities.Revoke(userId);
        if (outcome.IsReplay)
            http.SetReplayed();
        if (outcome.Account!.Members.FirstOrDefault(m => m.UserId == userId) is not { } member)
            return Problems.NotFound("member");
        var user = await grains.GetGrain<IUserGrain>(SignIns.Key(userId)).View();
        http.SetVersion(member.Version);
        return TypedResults.Ok(new MemberAnswer(
            userId, user!.Email, user.Name, member.Role, member.ShopId, member.Since, member.Version));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveMember(
        Guid userId, Caller caller, CommandHeaders headers, IGrainFactory grains, Identities identities)
    {
        var grain = grains.GetGrain<IAccountGrain>(caller.AccountId.ToString("N"));
        if (await FindAsync(grain, caller, userId) is null)
            return Problems.NotFound("member");
        var outcome = await GrainRetry.Once(
            () => grain.RemoveMember(caller.Command("members.remove", headers), caller.Role, userId));
        if (outcome.Refusal is { } refusal)
            return AccountProblems.From(refusal);
        identities.Revoke(userId);
        return TypedResults.NoContent();
    }

    private static async Task<Member?> FindAsync(IAccountGrain grain, Caller caller, Guid userId) =>
        (await grain.View())?.Members
            .FirstOrDefault(member => member.UserId == userId && caller.Sees(member.ShopId));
}
