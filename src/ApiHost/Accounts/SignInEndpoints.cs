using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Platform.Http;

namespace Platform.Accounts;

/// <summary>Signing in and out, and what a person sees of itself.</summary>
internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder api)
    {
        var auth = api.MapGroup("/auth").WithTags("Sign-in");
        auth.MapPost("/sign-in", SignIn).AllowAnonymous().LimitedAs(RateClass.SignIn)
            .WithExample(new SignInRequest("owner@example.com", "correct horse battery"), AccountExamples.Tokens);
        auth.MapPost("/refresh", Refresh).AllowAnonymous().LimitedAs(RateClass.SignIn)
            .WithExample(new RefreshRequest(AccountExamples.Tokens.RefreshToken), AccountExamples.Tokens);
        auth.MapPost("/sign-out", SignOut).RequireAuthorization(Policies.Person).WithExample();

        var own = api.MapGroup("").WithTags("Sign-in").RequireAuthorization(Policies.Person);
        own.MapGet("/me", Me).WithExample(response: AccountExamples.Me);
        own.MapPut("/me/password", ChangePassword).LimitedAs(RateClass.SignIn)
            .WithExample(new ChangePasswordRequest("correct horse battery", "another long password"));
        own.MapGet("/sessions", Sessions).WithExample(response: AccountExamples.Sessions);
        own.MapDelete("/sessions/{id:guid}", EndSession).WithExample();
    }

    private static async Task<Results<Ok<TokensAnswer>, ProblemHttpResult>> SignIn(
        SignInRequest request, SignIns signIns, HttpContext http)
    {
        var outcome = await signIns.SignInAsync(
            request.Email, request.Password, Address(http), Device(http), http.RequestAborted);
        if (outcome.Wait is { } wait)
        {
            http.SetRetryAfter(wait);
            return Problems.Of(429, "too-many-attempts", "Too many failed sign-ins; wait as Retry-After says.");
        }

        return outcome.Tokens is { } tokens
            ? TypedResults.Ok(tokens)
            : Problems.Of(401, "wrong-credentials", "The e-mail or the password is wrong.");
    }

    private static async Task<Results<Ok<TokensAnswer>, ProblemHttpResult>> Refresh(
        RefreshRequest request, SignIns signIns) =>
        await signIns.RefreshAsync(request.RefreshToken) is { } tokens
            ? TypedResults.Ok(tokens)
            : Problems.Of(401, "refresh-token-dead", "Sign in again.");

    private static async Task<NoContent> SignOut(Caller caller, SignIns signIns)
    {
        await signIns.EndAsync(caller.UserId!.Value, caller.SessionId!.Value);
        return TypedResults.NoContent();
    }

    private static Ok<MeAnswer> Me(HttpContext http)
    {
        var person = Identity.Of(http.User)!.Person!;
        return TypedResults.Ok(new MeAnswer(
            person.UserId, person.Email, person.Name, person.IsPlatformAdmin, person.VendorId,
            [.. person.Memberships.Select(m => new MyAccount(m.AccountId, m.AccountName, m.Role, m.ShopId))]));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ChangePassword(
        ChangePasswordRequest request, Caller caller, IGrainFactory grains, Passwords passwords, Identities identities,
        HttpContext http)
    {
        var userId = caller.UserId!.Value;
        var grain = grains.GetGrain<IUserGrain>(SignIns.Key(userId));
        var user = (await grain.View())!;
        var result = await passwords.CheckAsync(user.PasswordHash, request.CurrentPassword, http.RequestAborted);
        if (result == PasswordVerificationResult.Failed)
            return Problems.Invalid("/current_password", "is not the current password");

        var next = await passwords.HashAsync(request.NewPassword, http.RequestAborted);
        var outcome = await GrainRetry.Once(() => grain.ChangePassword(
            SignIns.By(userId, "users.change_password"),
            new PasswordChange(user.PasswordHash, next, caller.SessionId)));
        if (outcome.Refusal is not null)
            return Problems.Invalid("/current_password", "was changed meanwhile");
        foreach (var session in user.Sessions.Where(session => session.SessionId != caller.SessionId))
            identities.Revoke(session.SessionId);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Page<SessionAnswer>>> Sessions(Caller caller, IGrainFactory grains)
    {
        var user = await grains.GetGrain<IUserGrain>(SignIns.Key(caller.UserId!.Value)).View();
        return TypedResults.Ok(new Page<SessionAnswer>(
            [
                .. user!.Sessions.OrderByDescending(session => session.RefreshedAt).Select(session => new SessionAnswer(
                    session.SessionId, session.CreatedAt, session.RefreshedAt, session.EndsAt, session.Device,
                    session.SessionId == caller.SessionId)),
            ],
            NextCursor: null));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EndSession(
        Guid id, Caller caller, IGrainFactory grains, SignIns signIns)
    {
        var user = await grains.GetGrain<IUserGrain>(SignIns.Key(caller.UserId!.Value)).View();
        if (user!.Sessions.All(session => session.SessionId != id))
            return Problems.NotFound("session");
        await signIns.EndAsync(user.UserId, id);
        return TypedResults.NoContent();
    }

    internal static string Address(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "unknown";

    internal static string? Device(HttpContext http) =>
        http.Request.Headers.UserAgent.ToString() is { Length: > 0 } agent ? agent : null;
}
