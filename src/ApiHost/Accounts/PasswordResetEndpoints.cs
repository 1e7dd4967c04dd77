using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Http;

namespace Platform.Accounts;

/// <summary>The way back for who forgot the password: a link that somebody makes for them, and its use.</summary>
internal static class PasswordResetEndpoints
{
    private const int ListedMax = 100;

    public static void MapPasswordResets(this IEndpointRouteBuilder api)
    {
        var resets = api.MapGroup("/password-resets").WithTags("Sign-in").RequireAuthorization(Policies.PlatformAdmin);
        resets.MapPost("", Make).LimitedAs(RateClass.SignIn)
            .WithExample(new PasswordResetRequest("staff@example.com"), AccountExamples.PasswordReset);
        resets.MapGet("", Last).WithExample(response: AccountExamples.PasswordResets);

        api.MapPost("/members/{userId:guid}/password-reset", MakeForMember).WithTags("Accounts")
            .RequireAuthorization(Policies.MembersManage).LimitedAs(RateClass.SignIn)
            .WithExample(response: AccountExamples.PasswordReset);
        api.MapPost("/auth/reset-password", Use).WithTags("Sign-in").AllowAnonymous().LimitedAs(RateClass.SignIn)
            .WithExample(new NewPasswordRequest(AccountExamples.PasswordReset.Token, "another long password"));
    }

    private static async Task<Results<Ok<PasswordResetAnswer>, ProblemHttpResult>> Make(
        PasswordResetRequest request, Caller caller, IIdentityReader reader, IGrainFactory grains,
        PasswordResetting resetting, HttpContext http)
    {
        var login = await reader.FindLoginAsync(AccountLimits.Email(request.Email), http.RequestAborted);
        if (login is null || await grains.GetGrain<IUserGrain>(SignIns.Key(login.UserId)).View() is not { } person)
            return Problems.NotFound("person");
        if (person.UserId == caller.UserId)
            return Own();
        return TypedResults.Ok(await resetting.MakeAsync(person, caller, forAccount: null, http.RequestAborted));
    }

    private static async Task<Results<Ok<PasswordResetAnswer>, ProblemHttpResult>> MakeForMember(
        Guid userId, Caller caller, IGrainFactory grains, PasswordResetting resetting, HttpContext http)
    {
        var account = await grains.GetGrain<IAccountGrain>(caller.AccountId.ToString("N")).View();
        if (account is null || account.Members.All(member => member.UserId != userId))
            return Problems.NotFound("member");
        if (caller is not { Role: Role.Owner or Role.PlatformAdmin, ShopId: null })
            return Problems.Of(403, "forbidden", "Only owners make such a link.");
        if (userId == caller.UserId)
            return Own();
        var person = (await grains.GetGrain<IUserGrain>(SignIns.Key(userId)).View())!;
        if (!await resetting.IsOfAloneAsync(person, caller.AccountId, http.RequestAborted))
        {
            return Problems.Of(
                409, "belongs-elsewhere", "This sign-in is not your account's alone: ask whoever runs the platform.");
        }

        return TypedResults.Ok(await resetting.MakeAsync(person, caller, caller.AccountId, http.RequestAborted));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Use(
        NewPasswordRequest request, PasswordResetting resetting, HttpContext http) =>
        await resetting.SetAsync(
            request.Token, request.Password, SignInEndpoints.Address(http), http.RequestAborted)
            ? TypedResults.NoContent()
            : Problems.Of(404, "reset-link-dead", "Ask for a new link.");

    private static async Task<Ok<Page<PasswordResetRow>>> Last(IPasswordResets resets, HttpContext http) =>
        TypedResults.Ok(new Page<PasswordResetRow>(
            [
                .. (await resets.LastAsync(ListedMax, http.RequestAborted)).Select(row => new PasswordResetRow(
                    row.ResetId, row.UserId, row.Email, row.Name, row.MadeBy, row.ForAccount, row.MadeAt, row.EndsAt,
                    row.UsedAt)),
            ],
            NextCursor: null));

    // Whoever found an open session does not get a password out of it.
    private static ProblemHttpResult Own() =>
        Problems.Of(403, "forbidden", "Change your own password with the one that you have.");
}
